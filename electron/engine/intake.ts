/** From inputs (files, folders, uploaded bytes) to what is in them: messages, what to judge them by, and refusals, lazily and in a stable order. */
import type { Evidence } from '../../shared/facts/evidence.ts';
import { unpack } from '../../shared/intake/unpack.ts';
import { assertNever, type Refusal } from '../../shared/outcome.ts';
import { type Origin, sha256Of } from './evidence-bytes.ts';
import { readFileWithin } from './read-file.ts';
import type { ReferenceKind } from './reference-kind.ts';
import { walk } from './walk.ts';

/** `shownAs` replaces the path in everything that people and pipelines read. */
export type Input = { readonly path: string; readonly shownAs?: string } | { readonly name: string; readonly bytes: Uint8Array };

/** One file, not opened yet. */
export type Source =
  | { readonly kind: 'file'; readonly file: string; readonly shownAs: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly shownAs: string }
  | { readonly kind: 'refused'; readonly shownAs: string; readonly error: Refusal };

export type Found =
  | { readonly kind: 'message' | ReferenceKind; readonly path: string; readonly bytes: Uint8Array; readonly origin: Origin | null }
  /** `evidence` where the bytes could at least be read. */
  | { readonly kind: 'refused'; readonly path: string; readonly error: Refusal; readonly evidence: Evidence | null };

/** The bytes of an aggregate or TLS report. */
export interface FoundReport {
  readonly kind: 'report';
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly origin: Origin | null;
}

/** The files that inputs stand for. Folders are walked. */
export async function* findSources(inputs: Iterable<Input>): AsyncGenerator<Source> {
  for (const input of inputs) {
    if ('bytes' in input) yield { kind: 'bytes', bytes: input.bytes, shownAs: input.name === '' ? 'unnamed' : input.name };
    else yield* walk(input.path, input.shownAs ?? input.path);
  }
}

/** What is in one file, for those who have no use for reports: these are refused too. */
export async function* openSource(source: Source): AsyncGenerator<Found> {
  for await (const found of openAnySource(source)) {
    if (found.kind !== 'report') yield found;
    else yield { kind: 'refused', path: found.path, error: reportRefusal(found.path), evidence: evidenceOf(found.path, found.bytes) };
  }
}

/** What is in one file; containers are opened. Never throws: what cannot be read is a `refused` among the others. */
export async function* openAnySource(source: Source): AsyncGenerator<Found | FoundReport> {
  if (source.kind === 'refused') {
    yield { kind: 'refused', path: source.shownAs, error: source.error, evidence: null };
    return;
  }
  const read = source.kind === 'bytes' ? { ok: true as const, value: source.bytes } : await readFileWithin(source.file, source.shownAs);
  if (!read.ok) {
    yield { kind: 'refused', path: source.shownAs, error: read.error, evidence: null };
    return;
  }
  const origin = source.kind === 'file' ? { file: source.file, shownAs: source.shownAs } : null;
  for (const item of unpack(source.shownAs, read.value)) {
    switch (item.kind) {
      case 'message':
      case 'snapshot':
      case 'tenants':
      case 'operators':
      case 'suffixes':
        yield { kind: item.kind, path: item.path, bytes: item.bytes, origin };
        break;
      case 'aggregate-report':
      case 'tls-report':
        yield { kind: 'report', path: item.path, bytes: item.bytes, origin };
        break;
      case 'refusal':
        yield {
          kind: 'refused',
          path: item.path,
          error: item.refusal,
          evidence: item.path === source.shownAs ? evidenceOf(item.path, read.value) : null,
        };
        break;
      default:
        assertNever(item);
    }
  }
}

function evidenceOf(path: string, bytes: Uint8Array): Evidence {
  return { path, sha256: sha256Of(bytes), bytes: bytes.length };
}

function reportRefusal(path: string): Refusal {
  return {
    code: 'not-a-message',
    message: 'This is a report about messages, not a message. The verb “reports” of the command line reads it.',
    evidence: path,
  };
}
