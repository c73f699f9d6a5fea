/** Finds the reports in an e-mail: attachments of any type and name, a body that is the archive itself, failure reports, attached messages. */
import type { Message, MimePart } from '../facts/message.ts';
import type { ReadReport } from '../facts/report.ts';
import { type InputKind, sniff } from '../intake/sniff.ts';
import { readPartBytes, readParts, readPartText } from '../message/body.ts';
import { bufferOver } from '../message/decode.ts';
import { scanMessage } from '../message/header-scanner.ts';
import { readComplaint, readFailureReport, readPlainFailure } from './failure-report.ts';
import type { Note } from './notes.ts';
import { labelOf, noteOf, type Opened, type Opening, refusalOf, spend } from './opening.ts';
import { readSmimeContent } from './smime.ts';

type Open = (path: string, bytes: Uint8Array, opening: Opening) => AsyncGenerator<Opened>;

const mostParts = 1_000;
const longestNotice = 256 * 1024;
const reportKinds: ReadonlySet<InputKind> = new Set(['aggregate-report', 'tls-report', 'zip', 'gzip', 'tar', 'mbox']);

export async function* readMail(path: string, bytes: Uint8Array, opening: Opening, open: Open): AsyncGenerator<Opened> {
  const { message, notes } = readable(bytes);
  const [root] = readParts(message);
  if (root === undefined) return;
  const inside: Opening = { ...opening, notes: [...opening.notes, ...notes] };
  let found = false;
  let isSealed = false;
  let budgetLeft = mostParts;
  const visit = async function* (part: MimePart, isAttached: boolean): AsyncGenerator<Opened> {
    budgetLeft -= 1;
    if (budgetLeft < 0 || opening.budget.isSpent) return;
    const feedback = part.children.find((child) => child.contentType === 'message/feedback-report');
    if (feedback !== undefined) {
      found = true;
      yield await readArf(path, message, part, feedback, inside);
      return;
    }
    if (part.children.length > 0) {
      const holdsMessage = isAttached || part.contentType === 'message/rfc822';
      for (const child of part.children) yield* visit(child, holdsMessage);
      return;
    }
    const limit = spend(opening.budget, path);
    if (typeof limit !== 'number') {
      yield limit;
      return;
    }
    const content = await readPartBytes(message, part.path, limit);
    if (isSmime(part)) {
      const inner = readSmimeContent(content.bytes);
      if (inner.kind !== 'content') {
        isSealed = true;
        return;
      }
      opening.budget.bytes += content.bytes.length;
      found = true;
      yield* openSigned(`${path}!${part.filename === null ? 'smime.p7m' : labelOf(part.filename, 1)}`, inner.bytes, inside, open);
      return;
    }
    const kind = sniff(content.bytes);
    if (!reportKinds.has(kind) && !(kind === 'message' && isAttachedMessage(part))) return;
    opening.budget.bytes += content.bytes.length;
    found = true;
    const isBody = part === root;
    const name = labelOf(part.filename ?? '', Number(part.path.split('.').at(-1) ?? 1));
    yield* open(`${path}!${name}`, content.bytes, {
      ...inside,
      name,
      notes: [...inside.notes, ...partNotes(part, kind, isBody, isAttached)],
    });
  };
  yield* visit(root, false);
  if (found || opening.budget.isSpent) return;
  const notice = await readNotice(path, message, root, inside);
  if (notice !== null) yield notice;
  else if (isSealed)
    yield noteOf(path, 'smime-sealed', 'The content is in an S/MIME object that is encrypted or damaged, and cannot be opened.');
  else yield noteOf(path, 'no-report', 'This e-mail carries no report.');
}

/** By its type, and by its name where a relay has changed the type. */
function isSmime(part: MimePart): boolean {
  return /^application\/(?:x-)?pkcs7-mime$/.test(part.contentType) || /\.p7m$/i.test(part.filename ?? '');
}

/** What an opaque S/MIME object signs is a MIME entity, so an e-mail without the fields of one. */
async function* openSigned(path: string, bytes: Uint8Array, opening: Opening, open: Open): AsyncGenerator<Opened> {
  const { limits } = opening.budget;
  if (opening.depth >= limits.depth) yield refusalOf(path, 'archive-too-deep', `Containers are nested more than ${limits.depth} deep.`);
  else yield* readMail(path, bytes, { ...opening, depth: opening.depth + 1 }, open);
}

/**
 * Microsoft writes the parameters of Content-Type on a new line without indenting it, so that the boundary is lost. Then the line is
 * read as the continuation that it was meant to be.
 */
function readable(bytes: Uint8Array): { message: Message; notes: readonly Note[] } {
  const message = scanMessage(bytes);
  const type = message.headers.findIndex((field) => field.key === 'content-type');
  const next = message.headers[type + 1];
  const isTorn =
    type !== -1 &&
    next?.name === '' &&
    /;\s*$/.test(message.headers[type]?.value ?? '') &&
    /^\s*[\w-]+\s*=/.test(bufferOver(next.raw).toString('latin1'));
  if (!isTorn || next === undefined) return { message, notes: [] };
  const patched = Buffer.concat([bytes.subarray(0, next.span.start), Buffer.from(' '), bytes.subarray(next.span.start)]);
  const note = {
    code: 'content-type-continuation',
    message: 'A line of Content-Type is not indented; it is read as its continuation.',
    at: '',
  } as const;
  return { message: scanMessage(patched), notes: [note] };
}

function isAttachedMessage(part: MimePart): boolean {
  return part.contentType.startsWith('message/') || /\.eml$/i.test(part.filename ?? '');
}

const expectedTypes: Partial<Record<InputKind, RegExp>> = {
  zip: /zip/,
  gzip: /gzip|x-gz|tlsrpt\+gzip/,
  'aggregate-report': /xml/,
  'tls-report': /json/,
  tar: /tar/,
  mbox: /mbox/,
};

function partNotes(part: MimePart, kind: InputKind, isBody: boolean, isAttached: boolean): readonly Note[] {
  const notes: Note[] = [];
  if (isBody && kind !== 'aggregate-report')
    notes.push({ code: 'body-is-archive', message: 'The whole body of the e-mail is the archive.', at: '' });
  if (kind === 'message' || isAttached)
    notes.push({ code: 'attached-message', message: 'The report is in a message that is attached to another.', at: '' });
  const expected = expectedTypes[kind];
  const isGzipCalledZip = kind === 'zip' && /gzip/.test(part.contentType);
  if (expected !== undefined && part.contentType !== 'application/octet-stream' && (!expected.test(part.contentType) || isGzipCalledZip)) {
    notes.push({
      code: 'content-type-contradicts-bytes',
      message: `Its Content-Type is “${part.contentType.slice(0, 80)}”; its bytes say otherwise.`,
      at: '',
    });
  }
  return notes;
}

async function readArf(path: string, message: Message, container: MimePart, feedback: MimePart, opening: Opening): Promise<Opened> {
  const original = container.children.find(
    (part) => part !== feedback && /^(?:message\/rfc822|text\/rfc822-headers?|message\/global)$/.test(part.contentType),
  );
  const report = readFailureReport(path, {
    carrier: message,
    feedback: (await readPartBytes(message, feedback.path, longestNotice)).bytes,
    original: original === undefined ? null : (await readPartBytes(message, original.path)).bytes,
  });
  return withNotes(report, opening, message.bytes);
}

/** The forms without a part for machines: a notice in the text, or a complaint with the message attached. */
async function readNotice(path: string, message: Message, root: MimePart, opening: Opening): Promise<Opened | null> {
  const texts: MimePart[] = [];
  const attached = root.children.find((part) => part.contentType === 'message/rfc822');
  if (attached !== undefined) {
    const complaint = readComplaint(path, message, (await readPartBytes(message, attached.path)).bytes);
    if (complaint !== null) return withNotes(complaint, opening, message.bytes);
  }
  const collect = (part: MimePart): void => {
    if (part.contentType === 'text/plain' && part.children.length === 0 && texts.length < 5) texts.push(part);
    for (const child of part.children) collect(child);
  };
  collect(root);
  for (const part of texts) {
    const { text } = await readPartText(message, part.path, longestNotice);
    const report = readPlainFailure(path, message, text);
    if (report !== null) return withNotes(report, opening, message.bytes);
  }
  return null;
}

function withNotes(report: ReadReport, { notes }: Opening, bytes: Uint8Array): Opened {
  return { kind: 'report', report: { ...report, notes: [...notes, ...report.notes] }, bytes };
}
