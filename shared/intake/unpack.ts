/** Opens containers (zip, gzip, tar, mbox, one inside another) down to the messages, reports and snapshots in them. */
import { bufferOver } from '../message/decode.ts';
import { assertNever, type Refusal, type RefusalCode } from '../outcome.ts';
import type { ArchiveMember } from './archive-member.ts';
import { readGzip } from './gzip.ts';
import { splitMbox } from './mbox.ts';
import { sniff } from './sniff.ts';
import { readTar } from './tar.ts';
import { readZip } from './zip.ts';

/** Absolute numbers. There is no limit on the ratio: honest aggregate reports compress 47:1 and more. */
export interface UnpackLimits {
  /** Containers inside one another. */
  readonly depth: number;
  /** Members of all containers together. */
  readonly members: number;
  /** Unpacked bytes of one member, and of all together. */
  readonly memberBytes: number;
  readonly totalBytes: number;
}

export const defaultUnpackLimits: UnpackLimits = {
  depth: 6,
  members: 1_000_000,
  memberBytes: 512 * 1024 * 1024,
  totalBytes: 16 * 1024 * 1024 * 1024,
};

/** Something to analyse, or the reason why a container or member could not be read. `path` names members behind `!`. */
export type Unpacked =
  | {
      readonly kind: 'message' | 'aggregate-report' | 'tls-report' | 'snapshot' | 'tenants' | 'operators' | 'suffixes';
      readonly path: string;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'refusal'; readonly path: string; readonly refusal: Refusal };

interface Budget {
  readonly limits: UnpackLimits;
  members: number;
  bytes: number;
}

/**
 * Takes an input's path (a label only) and its bytes. Gives what is in it, in order and lazily: one member is held at a time for each level.
 * A plain message gives itself, byte for byte. What cannot be read is a refusal among the others and never stops them, except that
 * a limit on members or bytes ends everything. Half-readable members (cut short, wrong checksum) give their bytes and then a refusal.
 * Names inside archives are labels and never paths of the file system. Messages attached to messages are not opened. Never throws.
 */
export function unpack(path: string, bytes: Uint8Array, limits: Partial<UnpackLimits> = {}): Generator<Unpacked> {
  return open(path, bytes, 0, { limits: { ...defaultUnpackLimits, ...limits }, members: 0, bytes: 0 });
}

function* open(path: string, bytes: Uint8Array, depth: number, budget: Budget): Generator<Unpacked> {
  const kind = sniff(bytes);
  switch (kind) {
    case 'message':
    case 'aggregate-report':
    case 'tls-report':
    case 'snapshot':
    case 'tenants':
    case 'operators':
    case 'suffixes':
      yield { kind, path, bytes };
      return;
    case 'zip':
    case 'gzip':
    case 'tar':
    case 'mbox':
      if (depth >= budget.limits.depth) {
        yield refusalOf(path, 'archive-too-deep', `Containers are nested more than ${budget.limits.depth} deep.`);
      } else {
        yield* openMembers(path, membersOf(kind, path, bytes), depth, budget);
      }
      return;
    case 'msg':
      yield refusalOf(
        path,
        'not-a-message',
        'This is an Outlook .msg file, which is not read yet. Save the message as .eml and open that.',
      );
      return;
    case 'case':
      yield refusalOf(path, 'not-a-message', depth === 0 ? aCase : `${aCase} Take it out of the archive first.`);
      return;
    case 'empty':
      yield refusalOf(path, 'empty', 'There is nothing in it.');
      return;
    case 'unknown':
      yield refusalOf(path, 'not-a-message', describeUnknown(bytes));
      return;
    default:
      assertNever(kind);
  }
}

const aCase = 'This is a case of Waybill: open it by itself.';

function membersOf(kind: 'zip' | 'gzip' | 'tar' | 'mbox', path: string, bytes: Uint8Array): Iterable<ArchiveMember> {
  switch (kind) {
    case 'zip':
      return readZip(bytes);
    case 'gzip':
      return [readGzip(bytes, path.slice(path.lastIndexOf('!') + 1))];
    case 'tar':
      return readTar(bytes);
    case 'mbox':
      return readMbox(bytes);
    default:
      return assertNever(kind);
  }
}

/** Messages of an mbox have no names; they are numbered from 1. */
function* readMbox(bytes: Uint8Array): Generator<ArchiveMember> {
  let number = 0;
  for (const span of splitMbox(bytes)) {
    number += 1;
    yield { name: String(number), read: () => ({ ok: true, value: { bytes: bytes.subarray(span.start, span.end), damage: null } }) };
  }
}

function* openMembers(path: string, members: Iterable<ArchiveMember>, depth: number, budget: Budget): Generator<Unpacked> {
  const { limits } = budget;
  let number = 0;
  for (const member of members) {
    number += 1;
    budget.members += 1;
    const label = `${path}!${labelOf(member.name, number)}`;
    if (budget.members > limits.members) {
      yield refusalOf(label, 'archive-too-many-members', `There are more than ${limits.members} members; the rest is not read.`);
      return;
    }
    if (budget.bytes >= limits.totalBytes) {
      yield refusalOf(label, 'too-large', `All members together unpack to more than ${limits.totalBytes} bytes; the rest is not read.`);
      return;
    }
    if (isSystemLitter(member.name)) {
      continue;
    }
    if (member.read === undefined) {
      yield refusalOf(label, member.problem.code, member.problem.message);
      continue;
    }
    const content = member.read(Math.min(limits.memberBytes, limits.totalBytes - budget.bytes));
    if (!content.ok) {
      yield refusalOf(label, content.error.code, content.error.message);
      continue;
    }
    budget.bytes += content.value.bytes.length;
    yield* open(label, content.value.bytes, depth + 1, budget);
    if (content.value.damage !== null) {
      yield refusalOf(label, content.value.damage.code, content.value.damage.message);
    }
  }
  if (number === 0) {
    yield refusalOf(path, 'empty', 'The archive holds nothing.');
  }
}

function refusalOf(path: string, code: RefusalCode, message: string): Unpacked {
  return { kind: 'refusal', path, refusal: { code, message, evidence: path } };
}

/** Names reach terminals and reports: control characters, which could rewrite both, are replaced. A nameless member gets its number. */
function labelOf(name: string, number: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove.
  const label = name.slice(0, 1_024).replace(/[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
  return label === '' ? String(number) : label;
}

/** What macOS adds to every zip: no evidence, and a refusal for each would bury the real ones. */
function isSystemLitter(name: string): boolean {
  return name.startsWith('__MACOSX/') || name === '.DS_Store' || name.endsWith('/.DS_Store');
}

function describeUnknown(bytes: Uint8Array): string {
  const mark = bufferOver(bytes).toString('hex', 0, 2);
  return mark === 'fffe' || mark === 'feff'
    ? 'This is UTF-16 text, which is not how a message travels: its original bytes are lost. Export the message again as it was received.'
    : 'This is neither a message nor a report, an archive or a DNS snapshot that Waybill reads.';
}
