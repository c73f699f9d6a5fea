/** Open DNS questions on their way to a connected machine and back: as lines that `dig -f` reads, whoever wrote the names in them. */
import type { DnsQuestion } from '../facts/dns.ts';
import { formatDigLine, formatQuestion } from '../facts/dns.ts';

/**
 * What to run on the connected machine. Without `+question`, dig 9.18 prints an NXDOMAIN, a SERVFAIL or an empty answer without the name that it
 * is about; `+comments` brings the status. Everything else that `+noall` leaves out is not needed.
 */
export const digCommand = 'dig -f questions.txt +noall +question +answer +comments > answers.txt';

/** The lines for `dig -f`: each question once, sorted. */
export function formatDigLines(questions: Iterable<DnsQuestion>): string[] {
  return [...new Set(Array.from(questions, formatDigLine))].sort();
}

/** Each question once, sorted by name and type. */
export function distinctQuestions(questions: Iterable<DnsQuestion>): DnsQuestion[] {
  const byText = new Map(Array.from(questions, (question) => [formatQuestion(question), question] as const));
  return [...byText.keys()].sort().flatMap((text) => byText.get(text) ?? []);
}
