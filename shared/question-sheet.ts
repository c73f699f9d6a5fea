/** The open DNS questions of analysed messages: what is needed now, what may be needed next, and how many rounds of asking remain at most. */
import { distinctQuestions } from './dns/questions.ts';
import type { DnsQuestion } from './facts/dns.ts';

export interface QuestionSheet {
  /** Some check is `unknown` for want of it: exactly the `questions` of the analyses. */
  readonly now: readonly DnsQuestion[];
  /** What the answers may lead to, as far as the known records tell, and what only an explanation needs. Never holds one of `now`. */
  readonly ahead: readonly DnsQuestion[];
  /** Rounds of asking until nothing can be open, the next included: when `now` is asked alone, and when `ahead` is asked with it. */
  readonly rounds: { readonly now: number; readonly ahead: number };
}

export const emptySheet: QuestionSheet = { now: [], ahead: [], rounds: { now: 0, ahead: 0 } };

/** The sheet of a whole case. */
export function mergeSheets(sheets: Iterable<QuestionSheet>): QuestionSheet {
  const now: DnsQuestion[] = [];
  const ahead: DnsQuestion[] = [];
  const rounds = { now: 0, ahead: 0 };
  for (const sheet of sheets) {
    now.push(...sheet.now);
    ahead.push(...sheet.ahead);
    rounds.now = Math.max(rounds.now, sheet.rounds.now);
    rounds.ahead = Math.max(rounds.ahead, sheet.rounds.ahead);
  }
  return composeSheet(now, ahead, rounds);
}

/** Puts a sheet together: each question once, sorted, and none ahead that is needed now. */
export function composeSheet(now: readonly DnsQuestion[], ahead: readonly DnsQuestion[], rounds: QuestionSheet['rounds']): QuestionSheet {
  const needed = distinctQuestions(now);
  const isNeeded = new Set(needed.map(({ name, type }) => `${name} ${type}`));
  return { now: needed, ahead: distinctQuestions(ahead).filter(({ name, type }) => !isNeeded.has(`${name} ${type}`)), rounds };
}
