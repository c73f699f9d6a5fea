/** What dig prints: whole output, or as much of it as `+noall +question +answer +comments` leaves. It holds what was asked, and no more. */
import { refuse, succeed } from '../../outcome.ts';
import { defineSnapshotFormat } from '../format.ts';
import { absoluteName, eachLine, readEntries, readRecordFields, recordValue, tokenize } from '../presentation.ts';
import { readOwnerName, readRecord } from '../record-data.ts';
import { type OwnedRecord, rrSetsOfReply } from '../reply.ts';
import type { RrSet } from '../rr-set.ts';

/** One query with its answer, in dig's words. */
interface Reply {
  /** Number of its first line, for notes. */
  readonly line: number;
  /** From the header; null where the output has none. */
  status: string | null;
  flags: readonly string[] | null;
  question: { readonly name: string; readonly type: string } | null;
  /** Lines of the answer section. */
  readonly answer: string[];
  /** Seconds since the epoch, from `;; WHEN:`, and the server, from `;; SERVER:`. */
  when: number | null;
  server: string | null;
}

export default defineSnapshotFormat({
  id: 'dig',
  title: 'Output of dig',
  recognize(head) {
    if (/^;; ->>HEADER<<- /m.test(head) || /^; <<>> DiG /m.test(head)) return /^;; XFR size: /m.test(head) ? 1 : 3;
    if (/^;; (?:ANSWER|QUESTION) SECTION:/m.test(head)) return 3;
    return /^\S+\s+\d+\s+IN\s+[A-Z]+[A-Z0-9]*\s+\S/m.test(head) ? 1 : 0;
  },
  parse(text, name) {
    const rrsets: RrSet[] = [];
    const notes: string[] = [];
    let replies = 0;
    for (const reply of readReplies(text)) {
      replies++;
      const read = readReply(reply);
      if (typeof read === 'string') notes.push(`line ${reply.line}: ${read}`);
      else for (const set of read) rrsets.push(set);
    }
    if (replies === 0) return refuse('snapshot-damaged', 'There is no answer of dig in it.', { evidence: name });
    return succeed({ name, format: 'dig', rrsets, complete: false, origins: [], notes });
  },
});

/** Splits the output into replies: each begins with its header, or with its first record where comments are off. */
function* readReplies(text: string): Generator<Reply> {
  let reply: Reply | null = null;
  let section = 'ANSWER';
  let number = 0;
  for (const line of eachLine(text)) {
    number++;
    if (line.startsWith(';; ->>HEADER<<-')) {
      if (reply !== null) yield reply;
      reply = startReply(number);
      reply.status = /status: ([A-Z0-9]+)/.exec(line)?.[1] ?? null;
      section = 'ANSWER';
    } else if (/^;; [A-Z ]*SECTION:/.test(line)) {
      reply ??= startReply(number);
      section = /^;; (?:OPT )?([A-Z]+)/.exec(line)?.[1] ?? '';
    } else if (line.startsWith(';; flags:')) {
      if (reply !== null) reply.flags = (/^;; flags:([a-z ]*)/.exec(line)?.[1] ?? '').trim().split(/\s+/);
    } else if (line.startsWith(';; WHEN:')) {
      if (reply !== null) reply.when = readWhen(line.slice(8).trim());
    } else if (line.startsWith(';; SERVER:')) {
      if (reply !== null) reply.server = /^;; SERVER: ([^\s(#]+)/.exec(line)?.[1] ?? null;
    } else if (line.startsWith(';')) {
      if (section === 'QUESTION' && reply !== null && !line.startsWith(';;')) reply.question ??= readQuestion(line.slice(1));
    } else if (line.trim() !== '' && section === 'ANSWER') {
      reply ??= startReply(number);
      reply.answer.push(line);
    }
  }
  if (reply !== null) yield reply;
}

function startReply(line: number): Reply {
  return { line, status: null, flags: null, question: null, answer: [], when: null, server: null };
}

function readQuestion(line: string): Reply['question'] {
  const tokens = tokenize(line);
  const name = readOwnerName(tokens[0]?.text ?? '');
  const type = readRecordFields(tokens, 1)?.type;
  return name === null || type === undefined ? null : { name, type };
}

/** `Mon Nov 23 10:00:00 UTC 2026`. Other zones are names that mean different things in different places: then the time stays unknown. */
function readWhen(text: string): number | null {
  const found = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (?:UTC|GMT) (\d{4})$/.exec(text);
  if (found === null) return null;
  const [, month, day = '', clock, year] = found;
  const time = Date.parse(`${day.padStart(2, '0')} ${month} ${year} ${clock} GMT`);
  return Number.isNaN(time) ? null : time / 1_000;
}

/** The RRsets of a reply, or a clause that says why it says nothing. */
function readReply({ status, flags, question, answer, when, server }: Reply): RrSet[] | string {
  return rrSetsOfReply({
    rcode: status ?? 'NOERROR',
    question,
    records: readAnswer(answer),
    isReferral: flags !== null && !flags.includes('ra') && !flags.includes('aa'),
    time: when,
    source: server === null ? null : `dig @${server}`,
  });
}

function readAnswer(lines: readonly string[]): OwnedRecord[] {
  const records: OwnedRecord[] = [];
  for (const { tokens } of readEntries(lines.join('\n'))) {
    const name = readOwnerName(absoluteName(tokens[0]?.text ?? '', ''));
    const fields = readRecordFields(tokens, 1);
    const record = fields === null || fields.recordClass !== 'IN' ? null : readRecord(fields.type, recordValue(fields, null));
    if (name !== null && fields !== null && record !== null) records.push({ name, type: fields.type, record });
  }
  return records;
}
