/** Finds the reports in an input, whatever they are wrapped in: XML or JSON, zip, gzip, tar, mbox, e-mail, one inside another. Decided by bytes. */
import type { ArchiveMember } from '../intake/archive-member.ts';
import { readGzip } from '../intake/gzip.ts';
import { splitMbox } from '../intake/mbox.ts';
import { type InputKind, sniff } from '../intake/sniff.ts';
import { readTar } from '../intake/tar.ts';
import { defaultUnpackLimits, type UnpackLimits } from '../intake/unpack.ts';
import { readZip } from '../intake/zip.ts';
import { bufferOver } from '../message/decode.ts';
import { assertNever } from '../outcome.ts';
import { readMail } from './mail.ts';
import type { Note } from './notes.ts';
import { type Budget, evidenceOf, labelOf, noteOf, type Opened, type Opening, refusalOf, spend } from './opening.ts';
import { readWholeReport } from './read.ts';
import { readTlsReport } from './tls-report.ts';

/**
 * Takes an input's path (a label only) and its bytes. Gives its reports in order, lazily, with refusals and notes among them; nothing that
 * cannot be read stops the rest, except that limits on members and bytes end everything. Limits are absolute: honest reports
 * compress 47:1 and more, so that a ratio tells nothing. Never throws.
 */
export async function* readReports(path: string, bytes: Uint8Array, limits: Partial<UnpackLimits> = {}): AsyncGenerator<Opened> {
  const budget: Budget = { limits: { ...defaultUnpackLimits, ...limits }, members: 0, bytes: 0, isSpent: false };
  yield* open(path, bytes, { name: path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1), depth: 0, notes: [], budget });
}

export async function* open(path: string, bytes: Uint8Array, opening: Opening): AsyncGenerator<Opened> {
  const kind = kindOf(bytes);
  switch (kind) {
    case 'aggregate-report':
    case 'tls-report': {
      const notes = [...opening.notes, ...nameNotes(opening.name, kind)];
      const outcome = kind === 'tls-report' ? readTlsReport(bytes, path) : readWholeReport(bytes, path);
      if (outcome.ok) yield { kind: 'report', report: { ...outcome.value, notes: [...notes, ...outcome.value.notes] }, bytes };
      else yield { kind: 'refusal', path, refusal: outcome.error, evidence: evidenceOf(path, bytes) };
      return;
    }
    case 'zip':
    case 'gzip':
    case 'tar':
    case 'mbox':
      if (opening.depth >= opening.budget.limits.depth) {
        yield refusalOf(path, 'archive-too-deep', `Containers are nested more than ${opening.budget.limits.depth} deep.`);
      } else {
        const notes = [...opening.notes, ...nameNotes(opening.name, kind)];
        yield* openMembers(path, membersOf(kind, opening.name, bytes), { ...opening, notes });
      }
      return;
    case 'message':
      if (opening.depth >= opening.budget.limits.depth) {
        yield refusalOf(path, 'archive-too-deep', `Containers are nested more than ${opening.budget.limits.depth} deep.`);
      } else yield* readMail(path, bytes, { ...opening, depth: opening.depth + 1 }, open);
      return;
    case 'empty':
      yield refusalOf(path, 'empty', 'There is nothing in it.', evidenceOf(path, bytes));
      return;
    default:
      // Whatever else the intake knows (a DNS snapshot, a tenant directory) carries no report.
      yield passedOver(path, kind, bytes);
  }
}

function passedOver(path: string, kind: InputKind, bytes: Uint8Array): Opened {
  // Yahoo and AOL sent archives with this word in them (parsedmarc issue 409).
  if (bytes.length <= 64 && /^\s*unused\s*$/i.test(bufferOver(bytes).toString('latin1'))) {
    return noteOf(path, 'unused-placeholder', 'It holds the word “unused” instead of a report: the reporter had nothing to say.');
  }
  const isXml = /^\s*<(?:\?xml|!--|[A-Za-z])/.test(bufferOver(bytes.subarray(0, 1_024)).toString('latin1'));
  return noteOf(
    path,
    'no-report',
    `This is ${otherKinds[kind] ?? (isXml ? 'XML without a “feedback” element: no DMARC report' : 'no report')}.`,
  );
}

const otherKinds: Partial<Record<InputKind, string>> = { msg: 'an Outlook .msg file, which is not read', snapshot: 'a DNS snapshot' };

/** What the bytes are; more forgiving than the intake for what can only be a report. */
function kindOf(bytes: Uint8Array): InputKind {
  const kind = sniff(bytes);
  if (kind !== 'unknown' && kind !== 'message') return kind;
  const head = bufferOver(bytes.subarray(0, 64 * 1024));
  if (/^(?:3c00[0-9a-f]{2}00|003c00[0-9a-f]{2})/.test(head.toString('hex', 0, 4))) {
    const text = new TextDecoder(head[0] === 0 ? 'utf-16be' : 'utf-16le').decode(head);
    return isFeedback(text) ? 'aggregate-report' : kind;
  }
  // Junk before the XML; but a message may well carry XML in its body.
  return kind === 'unknown' && isFeedback(head.toString('latin1')) ? 'aggregate-report' : kind;
}

function isFeedback(text: string): boolean {
  return /<(?:[\w.-]{1,64}:)?feedback[\s/>]/i.test(text);
}

function membersOf(kind: 'zip' | 'gzip' | 'tar' | 'mbox', name: string, bytes: Uint8Array): Iterable<ArchiveMember> {
  switch (kind) {
    case 'zip':
      return readZip(bytes);
    case 'gzip':
      return [readGzip(bytes, name)];
    case 'tar':
      return readTar(bytes);
    case 'mbox':
      return messagesOf(bytes);
    default:
      return assertNever(kind);
  }
}

/** Messages of an mbox have no names; they are numbered from 1. */
function* messagesOf(bytes: Uint8Array): Generator<ArchiveMember> {
  let number = 0;
  for (const span of splitMbox(bytes)) {
    number += 1;
    yield { name: String(number), read: () => ({ ok: true, value: { bytes: bytes.subarray(span.start, span.end), damage: null } }) };
  }
}

async function* openMembers(path: string, members: Iterable<ArchiveMember>, opening: Opening): AsyncGenerator<Opened> {
  const { budget } = opening;
  let number = 0;
  for (const member of members) {
    number += 1;
    const name = labelOf(member.name, number);
    const label = `${path}!${name}`;
    const limit = spend(budget, label);
    if (typeof limit !== 'number') {
      yield limit;
      return;
    }
    if (isSystemLitter(member.name)) continue;
    if (member.read === undefined) {
      yield refusalOf(label, member.problem.code, member.problem.message);
      continue;
    }
    const content = member.read(limit);
    if (!content.ok) {
      yield refusalOf(label, content.error.code, content.error.message);
      continue;
    }
    const { bytes, damage } = content.value;
    budget.bytes += bytes.length;
    const notes =
      damage === null ? opening.notes : [...opening.notes, { code: 'container-damaged' as const, message: damage.message, at: '' }];
    yield* open(label, bytes, { ...opening, name, depth: opening.depth + 1, notes });
    if (budget.isSpent) return;
  }
  if (number === 0) yield refusalOf(path, 'empty', 'The archive holds nothing.');
}

const endings: readonly [RegExp, readonly InputKind[]][] = [
  [/\.xml$/i, ['aggregate-report']],
  [/\.json$/i, ['tls-report']],
  [/\.zip$/i, ['zip']],
  [/\.t?gz$/i, ['gzip']],
  [/\.tar$/i, ['tar']],
];

/** A name that says something else than the bytes: the bytes count. */
export function nameNotes(name: string, kind: InputKind): readonly Note[] {
  const [, kinds] = endings.find(([ending]) => ending.test(name)) ?? [];
  if (kinds === undefined || kinds.includes(kind)) return [];
  return [{ code: 'name-contradicts-bytes', message: `“${name.slice(-80)}” is ${words[kind] ?? kind} by its bytes.`, at: '' }];
}

const words: Partial<Record<InputKind, string>> = {
  'aggregate-report': 'an XML report',
  'tls-report': 'a TLS report in JSON',
  zip: 'a zip archive',
  gzip: 'a gzip file',
  tar: 'a tar archive',
};

/** What macOS leaves in archives. */
export function isSystemLitter(name: string): boolean {
  return name.startsWith('__MACOSX/') || name === '.DS_Store' || name.endsWith('/.DS_Store');
}
