/** A DMARC check as text: both readings side by side in words, each with the way to its policy record. */
import type { DmarcCheck, DmarcReading } from '../facts/authentication.ts';
import { formatQuestion } from '../facts/dns.ts';
import { cut, padEnd, wrap } from './layout.ts';
import { createPaint, type Paint } from './paint.ts';
import { printable } from './printable.ts';
import type { TextStyle } from './text-style.ts';
import { resultTone } from './verdict-words.ts';

/** Lines that end in `\n`; fits into `style.columns`. */
export function renderDmarc(check: DmarcCheck, style: TextStyle): string {
  const paint = createPaint(style.colour);
  const columns = Math.max(60, Math.min(120, style.columns));
  const missing = [...new Set([...check.rfc9989.missing, ...check.rfc7489.missing].map(formatQuestion))];
  return [
    `${paint('strong', 'DMARC')} of ${printable(check.fromDomain ?? 'a missing From domain')}`,
    '',
    ...renderReading('RFC 9989 (tree walk)', check.rfc9989, columns, paint),
    '',
    ...renderReading('RFC 7489 (public suffix list)', check.rfc7489, columns, paint),
    ...(missing.length === 0 ? [] : ['', 'The snapshot does not answer:', ...missing.map((question) => `  ${printable(question)}`)]),
    '',
  ].join('\n');
}

function renderReading(title: string, reading: DmarcReading, columns: number, paint: Paint): string[] {
  const fields: readonly (readonly [string, string | null])[] = [
    ['Policy', reading.policy === null ? null : `${reading.policy}, from ${reading.policyDomain ?? 'nowhere'}`],
    ['Organization', reading.organizationalDomain],
    ['Aligned', reading.by.length === 0 ? 'neither SPF nor DKIM' : reading.by.join(' and ')],
    ['Record', reading.record],
    ['Suffixes', reading.suffixList],
  ];
  return [
    `${paint('strong', title)}  ${paint(resultTone(reading.result), reading.result)}`,
    ...wrap(cut(printable(reading.reason), 2_000), columns - 2).map((line) => `  ${line}`),
    ...fields.flatMap(([label, value]) =>
      value === null ? [] : [`  ${paint('faint', padEnd(label, 14))}${cut(printable(value), columns - 16)}`],
    ),
    ...reading.walk.map((step) => {
      const name = cut(printable(step.name), 44);
      return `  ${paint('faint', '·')} ${padEnd(name, 30)} ${paint('faint', cut(printable(step.note), Math.max(12, columns - 6 - Math.max(30, name.length))))}`;
    }),
  ];
}
