/**
 * Takes what may hold reports out of an intake: reads the reports into the case, and gives back what turned out to be evidence of another kind.
 *
 * An e-mail that carries an aggregate or TLS report is a report and nothing else: responders drop thousands of them. The message that a
 * failure report encloses is evidence. An e-mail that carries no report is a message, whatever else is attached to it.
 */
import type { Refusal } from '../../shared/outcome.ts';
import { enclosedName } from '../../shared/reports/enclosed-name.ts';
import { type AsyncQueue, createAsyncQueue } from './async-queue.ts';
import { type Found, openAnySource, type Source } from './intake.ts';
import type { Job } from './jobs.ts';
import type { IngestEvent } from './report-ingest/keep-parcel.ts';
import type { SessionReports } from './session-reports.ts';

export interface ReportIntake {
  /**
   * Hands over a source. `mail` is the message that its bytes are, in case that it carries no report; `isUpload` that they can be read from
   * no file again. Waits where much is under way.
   */
  hand(source: Source, about?: { readonly mail?: Found; readonly isUpload?: boolean }): Promise<void>;
  /** Nothing more will come. Resolves once all reports are stored and everything else was given back. */
  finish(): Promise<void>;
}

export interface ReportIntakeParts {
  readonly reports: SessionReports;
  readonly job: Job;
  /** Is given uploads that held reports. */
  readonly keepUpload: (path: string, bytes: Uint8Array) => void;
  readonly refused: (path: string, error: Refusal) => void;
  /** Takes what is no report after all. */
  readonly giveBack: (found: Found) => Promise<void>;
}

/** Bytes of messages that wait for their turn; a file on the disk weighs nothing. */
const heldLimit = 64 * 1024 * 1024;

interface Handed {
  readonly source: Source;
  readonly mail: Found | null;
  readonly isUpload: boolean;
  /** Paths of the reports in it, with those of what they are in; and of the failure reports among them. */
  readonly reports: Set<string>;
  readonly failures: Set<string>;
  readonly refusals: Map<string, Refusal>;
  passedOver: boolean;
}

export function createReportIntake({ reports, job, keepUpload, refused, giveBack }: ReportIntakeParts): ReportIntake {
  /** In the order in which they are read: what the first event of a source tells is that those before it are over. */
  const underWay: Handed[] = [];
  let queue: AsyncQueue<Source> | null = null;
  let reading: Promise<void> = Promise.resolve();

  const settle = async (handed: Handed): Promise<void> => {
    const { mail, refusals } = handed;
    const found = mail === null ? null : reportedIn(handed, mail.path);
    // A damaged attachment makes no message unreadable; of what was to be a report, it is the whole.
    if (found === null || isReportBySubject(mail)) for (const [path, error] of refusals) refused(path, error);
    if (found === 'nothing' && mail !== null) {
      await giveBack(mail);
      return;
    }
    // What is given back counts when it is through. Where nothing else was in a source, the first of it counts for the source.
    let isCounted = found !== null || handed.reports.size > 0 || refusals.size > 0;
    if (isCounted) job.finish(refusals.size > 0);
    const give = async (item: Found): Promise<void> => {
      if (isCounted) job.expect(1);
      isCounted = true;
      await giveBack(item);
    };
    if (found === 'failure') {
      const enclosed = mail === null ? null : await enclosedIn(mail);
      if (enclosed !== null) await give(enclosed);
    } else if (found === null && (handed.passedOver || handed.failures.size > 0)) {
      for await (const item of leftIn(handed)) await give(item);
    }
    if (!isCounted) job.finish(false);
  };

  /** What is in a container besides the reports. */
  async function* leftIn({ source, reports: known, failures, refusals }: Handed): AsyncGenerator<Found> {
    for await (const found of openAnySource(source)) {
      if (job.isCancelled()) return;
      if (found.kind === 'report' || refusals.has(found.path)) continue;
      if (found.kind === 'message' && failures.has(found.path)) {
        const enclosed = await enclosedIn(found);
        if (enclosed !== null) yield enclosed;
      } else if (!known.has(found.path)) yield found;
    }
  }
  const settleBefore = async (handed: Handed | null): Promise<void> => {
    while (underWay.length > 0 && underWay[0] !== handed) {
      const first = underWay.shift();
      if (first !== undefined) await settle(first);
    }
  };

  const hear = async (event: IngestEvent): Promise<void> => {
    const handed = underWay.find(({ source }) => event.path === source.shownAs || event.path.startsWith(`${source.shownAs}!`));
    if (handed === undefined) return;
    await settleBefore(handed);
    switch (event.kind) {
      case 'added':
        if (handed.isUpload && handed.source.kind === 'bytes') keepUpload(handed.source.shownAs, handed.source.bytes);
        for (const path of withContainers(event.path)) handed.reports.add(path);
        if (event.report === 'failure') handed.failures.add(event.path);
        break;
      case 'passed-over':
        handed.passedOver = true;
        break;
      case 'refused':
        handed.refusals.set(event.path, event.error);
        break;
    }
  };

  const begin = (): AsyncQueue<Source> => {
    const made = createAsyncQueue<Source>(heldLimit, (source) => (source.kind === 'bytes' ? source.bytes.length : 0));
    reading = reports.read(made.read(), job, hear);
    // Met in `finish`; until then it must not count as unhandled.
    reading.catch(() => made.end());
    return made;
  };

  return {
    async hand(source, { mail = null, isUpload = false }: { readonly mail?: Found | null; readonly isUpload?: boolean } = {}) {
      queue ??= begin();
      underWay.push({ source, mail, isUpload, reports: new Set(), failures: new Set(), refusals: new Map(), passedOver: false });
      await queue.push(source);
    },
    async finish() {
      queue?.end();
      await reading;
      if (!job.isCancelled()) await settleBefore(null);
    },
  };
}

/** What an e-mail turned out to carry. */
function reportedIn({ reports, failures }: Handed, path: string): 'report' | 'failure' | 'nothing' {
  if (failures.has(path)) return 'failure';
  return reports.size > 0 ? 'report' : 'nothing';
}

/** `a.zip!b.eml!c.xml`, `a.zip!b.eml`, `a.zip`. */
function withContainers(path: string): readonly string[] {
  const paths = [path];
  for (let at = path.lastIndexOf('!'); at > 0; at = path.lastIndexOf('!', at - 1)) paths.push(path.slice(0, at));
  return paths;
}

async function enclosedIn(mail: Found): Promise<Found | null> {
  if (mail.kind !== 'message') return null;
  // MIME decoding is a third of all code, and few reports are failure reports.
  const { readEnclosedMessage } = await import('../../shared/reports/enclosed-message.ts');
  const bytes = await readEnclosedMessage(mail.bytes);
  return bytes === null ? null : { kind: 'message', path: `${mail.path}!${enclosedName}`, bytes, origin: mail.origin };
}

/** RFC 7489 section 7.2.1.1: the subject of an aggregate report's e-mail. */
function isReportBySubject(mail: Found | null): boolean {
  if (mail?.kind !== 'message') return false;
  const head = Buffer.from(mail.bytes.buffer, mail.bytes.byteOffset, Math.min(mail.bytes.length, 65_536)).toString('latin1');
  return /^subject:[^\n]{0,200}report domain:/im.test(head);
}
