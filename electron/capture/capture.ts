/** Asks a resolver in rounds: what is open and what that may lead to, then what the answers have opened, until nothing is. */
import type { RrSet } from '../../shared/dns/rr-set.ts';
import { type DnsQuestion, formatQuestion } from '../../shared/facts/dns.ts';
import type { QuestionSheet } from '../../shared/question-sheet.ts';
import { rrSetsOfAsked } from './answer-lines.ts';
import { askResolver, type ClientLimits, type ResolverAddress } from './dns-client.ts';

export interface CaptureInput {
  readonly resolver: ResolverAddress;
  readonly limits: ClientLimits;
  /** Questions in flight at the same time. */
  readonly parallel: number;
  /** The open questions, given all answers so far. */
  openQuestions(answers: readonly RrSet[]): Promise<QuestionSheet>;
  /** Takes the answers to one question, as soon as they are there. */
  keep(sets: readonly RrSet[]): Promise<void>;
  progress(state: CaptureProgress): void;
  /** Seconds since the epoch. */
  now(): number;
  readonly signal: AbortSignal;
}

export interface CaptureProgress {
  readonly round: number;
  /** The rounds that there may be at most, this one included. */
  readonly rounds: number;
  readonly asked: number;
  readonly total: number;
  readonly failed: number;
}

export interface CaptureResult {
  readonly asked: number;
  readonly failed: readonly FailedQuestion[];
  readonly rounds: number;
  /** What is open still: stopped early, or no answer that settles it. */
  readonly open: readonly DnsQuestion[];
}

export interface FailedQuestion {
  readonly question: DnsQuestion;
  readonly rcode: string;
}

/** More than any message needs: 10 nested records, exchanges and pointers. A guard, not a limit that is met. */
const mostRounds = 30;

export async function capture(input: CaptureInput): Promise<CaptureResult> {
  const { signal } = input;
  const answers: RrSet[] = [];
  const asked = new Set<string>();
  const failed: FailedQuestion[] = [];
  let round = 0;
  let sheet = await input.openQuestions(answers);
  while (!signal.aborted && round < mostRounds) {
    const questions = [...sheet.now, ...sheet.ahead].filter((question) => !asked.has(formatQuestion(question)));
    if (questions.length === 0 || sheet.now.length === 0) break;
    round++;
    let done = 0;
    const report = (): void =>
      input.progress({
        round,
        rounds: round - 1 + Math.max(1, sheet.rounds.ahead),
        asked: done,
        total: questions.length,
        failed: failed.length,
      });
    report();
    await inParallel(questions, input.parallel, signal, async (question) => {
      const reply = await askResolver(question, input.resolver, input.limits, signal);
      // A question that was broken off has no answer, not even a bad one.
      if (signal.aborted && reply.kind === 'failure') return;
      asked.add(formatQuestion(question));
      const sets = rrSetsOfAsked(question, reply, input.resolver.address, input.now());
      const failure = sets.find(({ rcode }) => rcode !== 'NOERROR' && rcode !== 'NXDOMAIN');
      if (failure !== undefined) failed.push({ question, rcode: failure.rcode });
      answers.push(...sets);
      await input.keep(sets);
      done++;
      report();
    });
    sheet = await input.openQuestions(answers);
  }
  return { asked: asked.size, failed, rounds: round, open: sheet.now };
}

async function inParallel<Item>(
  items: readonly Item[],
  parallel: number,
  signal: AbortSignal,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const run = async (): Promise<void> => {
    while (next < items.length && !signal.aborted) {
      const item = items[next++];
      if (item !== undefined) await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, run));
}
