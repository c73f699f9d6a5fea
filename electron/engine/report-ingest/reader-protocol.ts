/** What the threads that read reports and the one that stores them say to each other, and the reading half of it. */
import type { MessagePort } from 'node:worker_threads';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import type { OperatorEntry } from '../../../shared/infrastructure/operator.ts';
import type { Parcel } from './parcel.ts';
import type { SizedSource } from './source-feed.ts';
import { createSourceReader, type SourceReader } from './source-reader.ts';

export type ToReader =
  /** First of all: entries that replace or follow those of the shipped catalogue. */
  | { readonly kind: 'set-up'; readonly operators: readonly OperatorEntry[] }
  | { readonly kind: 'portion'; readonly id: number; readonly sources: readonly SizedSource[] }
  /** A parcel was stored, so that another may be sent. */
  | { readonly kind: 'stored' };

export type FromReader =
  | { readonly kind: 'parcel'; readonly id: number; readonly parcel: Parcel }
  | { readonly kind: 'over'; readonly id: number; readonly bug: string | null };

/** Parcels that one thread may have on their way: reading never runs further ahead of storing than this. */
const mostUnstored = 6;

/** Serves portions one at a time, in the order they come. The one place of the thread where bugs are caught. */
export function serveReader(port: MessagePort): void {
  let operators: readonly OperatorEntry[] = [];
  let reader: SourceReader | null = null;
  let unstored = 0;
  let goOn: (() => void) | null = null;
  let queue: Promise<void> = Promise.resolve();

  const read = async (id: number, sources: readonly SizedSource[]): Promise<void> => {
    let bug: string | null = null;
    try {
      reader ??= createSourceReader(createInfrastructure(operators));
      for await (const parcel of reader.read(sources)) {
        while (unstored >= mostUnstored) await new Promise<void>((resume) => (goOn = resume));
        unstored += 1;
        const message: FromReader = { kind: 'parcel', id, parcel };
        port.postMessage(message, [parcel.addresses.buffer, parcel.counts.buffer, parcel.storyOf.buffer]);
      }
    } catch (error) {
      bug = error instanceof Error ? (error.stack ?? error.message) : String(error);
      // What it had begun to build belongs to the portion that failed.
      reader = null;
    }
    const message: FromReader = { kind: 'over', id, bug };
    port.postMessage(message);
  };

  port.on('message', (message: ToReader) => {
    if (message.kind === 'set-up') operators = message.operators;
    else if (message.kind === 'portion') queue = queue.then(() => read(message.id, message.sources));
    else {
      unstored -= 1;
      goOn?.();
    }
  });
}
