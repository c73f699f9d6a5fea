/** Events to every open window as server-sent events (`text/event-stream` of the HTML standard). */
import type { EmitEvent } from '../../shared/contract.ts';

/** The parts of Node's `ServerResponse` that a stream needs. */
export interface EventReader {
  write(text: string): unknown;
  destroy(): unknown;
  readonly writableLength: number;
}

export interface EventStream {
  readonly emit: EmitEvent;
  /** Adds a reader and gives back the function that removes it. */
  readonly add: (reader: EventReader) => () => void;
  readonly beat: () => void;
}

/** A reader that does not read is let go at this backlog; its browser connects anew and asks for the whole list. */
const largestBacklog = 16 * 1024 * 1024;

export function eventStream(): EventStream {
  const readers = new Set<EventReader>();
  const writeAll = (text: string): void => {
    for (const reader of readers) {
      if (reader.writableLength > largestBacklog) reader.destroy();
      else reader.write(text);
    }
  };
  return {
    // JSON has no bare line break, so one `data:` line holds any body.
    emit: (name, body) => writeAll(`event: ${name}\ndata: ${JSON.stringify(body)}\n\n`),
    add(reader) {
      readers.add(reader);
      reader.write('retry: 1000\n\n');
      return () => {
        readers.delete(reader);
      };
    },
    beat: () => writeAll(': still here\n\n'),
  };
}
