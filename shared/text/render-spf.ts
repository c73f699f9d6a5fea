/** One SPF evaluation as text: the result in a sentence, then the way through the records, term by term. */
import type { SpfEvaluation, SpfRecordTrace, SpfTermTrace } from '../facts/authentication.ts';
import { formatQuestion } from '../facts/dns.ts';
import { cut, padEnd, wrap } from './layout.ts';
import { createPaint, type Paint, type Tone } from './paint.ts';
import { printable } from './printable.ts';
import type { TextStyle } from './text-style.ts';
import { resultTone } from './verdict-words.ts';

const marks: Readonly<Record<SpfTermTrace['outcome'], { readonly mark: string; readonly tone: Tone }>> = {
  match: { mark: '✓', tone: 'good' },
  'no-match': { mark: '·', tone: 'faint' },
  'not-reached': { mark: ' ', tone: 'faint' },
  ignored: { mark: ' ', tone: 'faint' },
  error: { mark: '✗', tone: 'bad' },
  unknown: { mark: '?', tone: 'warning' },
};

/** Lines that end in `\n`; fits into `style.columns`. */
export function renderSpf(evaluation: SpfEvaluation, style: TextStyle): string {
  const paint = createPaint(style.colour);
  const columns = Math.max(60, Math.min(120, style.columns));
  const { query, result, text, explanation, missing, lookupCount, voidLookupCount, trace } = evaluation;
  const about = `${query.identity} ${query.sender}, HELO ${query.helo}, from ${query.ip}`;
  return [
    `${paint('strong', 'SPF')} ${paint(resultTone(result), result)}  ${paint('faint', cut(printable(about), columns - 6 - result.length))}`,
    ...wrap(cut(printable(text), 2_000), columns),
    '',
    ...renderRecord(trace, '', columns, paint),
    '',
    paint('faint', `${lookupCount} of at most 10 terms asked the DNS, ${voidLookupCount} of at most 2 in vain (RFC 7208 section 4.6.4).`),
    ...(explanation === null
      ? []
      : ['The domain explains:', ...wrap(cut(printable(explanation), 2_000), columns - 2).map((line) => `  ${line}`)]),
    ...(missing.length === 0
      ? []
      : ['The snapshot does not answer:', ...missing.map((question) => `  ${printable(formatQuestion(question))}`)]),
    '',
  ].join('\n');
}

function renderRecord(record: SpfRecordTrace, indent: string, columns: number, paint: Paint): string[] {
  const head = `${printable(record.domain)}`;
  const text = record.record === null ? 'no SPF record' : printable(record.record);
  return [
    `${indent}${paint('strong', cut(head, columns - indent.length - 12))} ${paint(resultTone(record.result), record.result)}`,
    ...wrap(cut(text, 1_000), columns - indent.length - 2).map((line) => `${indent}${paint('faint', `│ ${line}`)}`),
    ...record.terms.flatMap((term) => renderTerm(term, indent, columns, paint)),
  ];
}

function renderTerm(term: SpfTermTrace, indent: string, columns: number, paint: Paint): string[] {
  const { mark, tone } = marks[term.outcome];
  const written = cut(printable(term.term), 44);
  const note = cut(printable(term.note), Math.max(12, columns - indent.length - 6 - Math.max(26, written.length)));
  const line = `${indent}  ${paint(tone, mark)} ${paint(term.outcome === 'not-reached' ? 'faint' : tone, padEnd(written, 26))} ${paint('faint', note)}`;
  return [line.trimEnd(), ...(term.child === null ? [] : renderRecord(term.child, `${indent}      `, columns, paint))];
}
