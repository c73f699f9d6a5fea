/** An exposure as text: the conclusion, whose addresses pass, the terms of the record as a tree, DMARC, and what is open. */
import type { AddressCount, Exposure, ExposureDmarc, ExposureSpace, ExposureTerm } from '../facts/exposure.ts';
import { type Cell, cut, padEnd, table, wrap } from './layout.ts';
import { createPaint, type Paint, type Tone } from './paint.ts';
import { printable } from './printable.ts';
import type { TextStyle } from './text-style.ts';
import { resultTone } from './verdict-words.ts';

const textLimit = 2_000;
const shownTerms = 400;

const spaces: Readonly<Record<ExposureSpace, { readonly word: string; readonly tone: Tone }>> = {
  own: { word: 'own', tone: 'good' },
  shared: { word: 'shared', tone: 'bad' },
  other: { word: 'not known', tone: 'warning' },
  everyone: { word: 'everyone', tone: 'bad' },
  'open-ended': { word: 'open-ended', tone: 'warning' },
  none: { word: '–', tone: 'faint' },
  unknown: { word: 'missing', tone: 'warning' },
};

/** Lines that end in `\n`; fits into `style.columns`. */
export function renderExposure(exposure: Exposure, style: TextStyle): string {
  const paint = createPaint(style.colour);
  const columns = Math.max(60, Math.min(120, style.columns));
  const { domain, sentence, findings, missing, dmarc, spf } = exposure;
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', paint('strong', title), ...lines]);
  return [
    `${paint('strong', 'Who can pass as')} ${paint('accent', printable(domain))}`,
    ...wrap(cut(printable(sentence), textLimit), columns).map((line) => paint('strong', line)),
    ...section('Address space that passes SPF', renderSpace(exposure, columns, paint)),
    ...section(
      'Findings',
      findings.flatMap(({ text }) => bullet(text, columns)),
    ),
    ...section('The record, term by term', renderTerms(exposure, columns, paint)),
    ...(spf.record === null
      ? []
      : [
          paint('faint', `  ${spf.lookups} of at most ${spf.lookupsAllowed} terms query DNS. What no term lists: `) +
            paint(resultTone(spf.rest), spf.rest),
        ]),
    ...section('DMARC, once SPF has passed', [
      ...renderReading('RFC 9989', dmarc.rfc9989, columns, paint),
      ...renderReading('RFC 7489', dmarc.rfc7489, columns, paint),
    ]),
    ...section(
      'The snapshot does not answer',
      missing.slice(0, 40).map((question) => `  ${cut(printable(question), columns - 2)}`),
    ),
    ...(missing.length > 40 ? [paint('faint', `  … and ${missing.length - 40} more (--json lists them all)`)] : []),
    '',
  ].join('\n');
}

function bullet(text: string, columns: number): string[] {
  const [first = '', ...rest] = wrap(cut(printable(text), textLimit), columns - 4);
  return [`  · ${first}`, ...rest.map((line) => `    ${line}`)];
}

function renderSpace({ space }: Exposure, columns: number, paint: Paint): string[] {
  const own = isEmpty(space.own) ? [] : [space.own];
  const all = [...space.shared, ...space.other, ...own, space.total];
  const four = Math.max(4, ...all.map(({ ipv4 }) => groupDigits(String(ipv4)).length));
  const six = Math.max(4, ...all.map(({ ipv6 }) => shortCount(ipv6).length));
  const counts = ({ ipv4, ipv6 }: AddressCount): Cell[] => [
    { text: groupDigits(String(ipv4)).padStart(four) },
    { text: shortCount(ipv6).padStart(six) },
  ];
  const head = ['IPv4'.padStart(four), 'IPv6'.padStart(six), 'whose'].map(
    (text): Cell => ({ text, paint: (cell) => paint('faint', cell) }),
  );
  const rows: Cell[][] = [
    ...space.shared.map((pool): Cell[] => [
      ...counts(pool),
      {
        text: printable(
          `any customer of ${pool.name}, by ${pool.by.join(' ')}${pool.presumed === null ? '' : `, copy of ${pool.presumed.seen ?? 'an unknown day'}`}`,
        ),
        paint: (cell) => paint('bad', cell),
      },
    ]),
    ...space.other.map((other): Cell[] => [
      ...counts(other),
      { text: printable(`what ${other.domain} lists; not in the catalogue`), paint: (cell) => paint('warning', cell) },
    ]),
    ...(isEmpty(space.own)
      ? []
      : [
          [
            ...counts(space.own),
            { text: 'its own: listed by its own records, in no shared pool', paint: (cell: string) => paint('good', cell) },
          ],
        ]),
    [...counts(space.total), { text: space.everyone ? 'in all: everybody' : 'in all, each address counted once' }],
  ];
  return table([head, ...rows], columns - 2).map((line) => `  ${line}`);
}

function renderTerms({ terms }: Exposure, columns: number, paint: Paint): string[] {
  const lines = terms.slice(0, shownTerms).flatMap((term) => renderTerm(term, columns, paint));
  return terms.length > shownTerms
    ? [...lines, paint('faint', `  … and ${terms.length - shownTerms} more terms (--json lists them all)`)]
    : lines;
}

function renderTerm(
  { path, term, space, operator, matches, note, presumed, missing }: ExposureTerm,
  columns: number,
  paint: Paint,
): string[] {
  const indent = `  ${'  '.repeat(Math.min(8, path.length - 1))}`;
  const { word, tone } = spaces[space];
  const written = cut(printable(term), 48);
  const count = matches === null || (isEmpty(matches) && space !== 'none') ? '' : shortCounts(matches);
  const remarks = [
    count,
    operator === null ? '' : operator,
    presumed ? 'bundled copy' : '',
    // What the term itself says needs no note.
    ...(missing.length === 0 ? [term.includes(note) ? '' : printable(note)] : missing.map((question) => `needs ${printable(question)}`)),
  ].filter((remark) => remark !== '');
  const head = `${indent}${paint(tone, padEnd(written, 34))} ${paint(tone, padEnd(word, 10))} `;
  const used = indent.length + Math.max(34, written.length) + 12;
  return [`${head}${paint('faint', cut(remarks.join(' · '), Math.max(12, columns - used)))}`.trimEnd()];
}

function renderReading(name: string, reading: ExposureDmarc, columns: number, paint: Paint): string[] {
  const policy = reading.policyDomain === null ? 'no policy record' : `p=${reading.policy ?? '?'} of ${reading.policyDomain}`;
  const text = cut(printable(`${policy}: ${reading.reason}`), Math.max(12, columns - 13 - reading.result.length));
  return [`  ${name}  ${paint(resultTone(reading.result), reading.result)} ${paint('faint', text)}`];
}

function shortCounts({ ipv4, ipv6 }: AddressCount): string {
  return [...(ipv4 === 0 ? [] : [`${groupDigits(String(ipv4))} IPv4`]), ...(ipv6 === '0' ? [] : [`${shortCount(ipv6)} IPv6`])].join(', ');
}

/** IPv6 networks are counted in powers of two: 28 digits say less. */
function shortCount(decimal: string): string {
  if (decimal.length <= 6) return groupDigits(decimal);
  const count = BigInt(decimal);
  const power = count.toString(2).length - 1;
  return `${count === 1n << BigInt(power) ? '' : '~'}2^${power}`;
}

function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function isEmpty({ ipv4, ipv6 }: AddressCount): boolean {
  return ipv4 === 0 && ipv6 === '0';
}
