/** One analysis as text for people: the verdict's sentence first, then the way, the checks, the reasons with their bytes, and what is open. */
import type { Analysis } from '../facts/analysis.ts';
import type { Detail } from '../facts/detail.ts';
import { type Cell, cut, padEnd, table, width, wrap } from './layout.ts';
import { createPaint, type Paint } from './paint.ts';
import { printable } from './printable.ts';
import { renderReasons } from './render-reasons.ts';
import { renderRoute } from './render-route.ts';
import type { TextStyle } from './text-style.ts';
import { resultTone, verdictWords } from './verdict-words.ts';

const textLimit = 2_000;

/** `bytes` is the evidence that `detail` speaks of. Gives lines that end in `\n`. Never contains a control character of the message. */
export function renderAnalysis(detail: Detail, bytes: Uint8Array, style: TextStyle): string {
  const { analysis } = detail;
  const paint = createPaint(style.colour);
  const columns = Math.max(60, Math.min(120, style.columns));
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ['', paint('strong', title), ...lines]);
  return [
    ...renderVerdict(analysis, columns, paint),
    '',
    ...renderMessage(analysis, columns, paint),
    ...section('Route, oldest hop first', renderRoute(detail, columns, paint)),
    ...section('SPF at every handoff', renderReplays(analysis, columns, paint)),
    ...section('DKIM, ARC and DMARC', renderSignatures(analysis, columns, paint)),
    ...section('Tenants', renderTenants(analysis, columns, paint)),
    ...section('Reasons', renderReasons(detail, bytes, columns, paint)),
    ...section('Still open', renderOpen(analysis, columns, paint)),
    '',
  ].join('\n');
}

function renderVerdict({ verdict, evidence }: Analysis, columns: number, paint: Paint): string[] {
  const { label, tone } = verdictWords[verdict.kind];
  const confidence = verdict.confidence ?? '';
  const used = label.length + 2 + (confidence === '' ? 0 : confidence.length + 2);
  const path = shortPath(printable(evidence.path), columns - used - 2);
  const left = `${paint(tone, ` ${label} `)}${confidence === '' ? '' : `  ${paint('strong', confidence)}`}`;
  const head = `${padEnd(left, columns - width(path))}${paint('faint', path)}`;
  return [head, ...wrap(cut(printable(verdict.sentence), textLimit), columns).map((line) => paint('strong', line))];
}

/** Keeps the end of a path: the name says more than the folder. */
function shortPath(path: string, columns: number): string {
  const characters = [...path];
  return characters.length <= columns ? path : `…${characters.slice(characters.length - Math.max(1, columns - 1)).join('')}`;
}

function renderMessage({ message, evidence, evaluatedAt, verdict }: Analysis, columns: number, paint: Paint): string[] {
  const instant = (time: string | null) => (time === null ? null : time.replace('T', ' ').replace('Z', ' UTC'));
  const passed = (name: string, value: boolean | null) => `${name} ${value === null ? 'unknown' : value ? 'passed' : 'did not pass'}`;
  const rows: readonly (readonly [string, string | null])[] = [
    ['From', message.from.length === 0 ? 'missing or unreadable' : message.from.map((mailbox) => mailbox.address).join(', ')],
    ['MAIL FROM', message.mailFrom === '' ? '<> (null reverse-path)' : message.mailFrom],
    ['Subject', message.subject],
    ['Date', instant(message.date)],
    ['Judged as of', instant(evaluatedAt) ?? 'no usable time in the message'],
    ['Recipient saw', `${passed('SPF', verdict.passed.spf)}, ${passed('DMARC', verdict.passed.dmarc)}`],
    ['Size', `${groupDigits(evidence.bytes)} bytes`],
    ['SHA-256', evidence.sha256],
  ];
  return rows.flatMap(([label, value]) =>
    value === null
      ? []
      : [`  ${paint('faint', padEnd(label, 14))}${cut(printable(value), label === 'SHA-256' ? value.length : columns - 16)}`],
  );
}

function renderReplays({ replays }: Analysis, columns: number, paint: Paint): string[] {
  if (replays.length === 0) return ['  Nothing tells of an SPF check.'];
  const head = ['hop', 'role', 'identity', 'domain', 'address', 'result', 'matched by', 'says'];
  const rows = replays.map(({ hop, role, source, spf }): Cell[] => [
    { text: hop === null ? '–' : String(hop) },
    { text: role },
    { text: spf.identity },
    { text: printable(spf.domain) },
    { text: printable(spf.ip) },
    { text: spf.result, paint: (text) => paint(resultTone(spf.result), text) },
    { text: printable(spf.mechanism ?? (spf.sharedBy === null ? '' : `pool of ${spf.sharedBy}`)) },
    { text: source === 'replay' ? 'replay' : source.replace('-record', '') },
  ]);
  return indent(table([head.map((text) => ({ text, paint: (painted: string) => paint('faint', painted) })), ...rows], columns - 2));
}

function renderSignatures({ dkim, arc, dmarc }: Analysis, columns: number, paint: Paint): string[] {
  const result = (word: string): Cell => ({ text: word, paint: (text) => paint(resultTone(word), text) });
  const rows: Cell[][] = dkim.map((check) => [
    { text: 'DKIM' },
    result(check.result),
    {
      text: printable(
        `d=${check.domain} s=${check.selector}, ${check.aligned ? 'aligned' : 'not aligned'}${check.bodyHash === null ? '' : `, body hash ${check.bodyHash}`}`,
      ),
    },
    { text: `header ${check.header}` },
  ]);
  if (arc.result !== 'none') {
    const sealers = arc.sets.map((set) => `i=${set.instance} ${set.sealedBy}`).join(', ');
    rows.push([{ text: 'ARC' }, result(arc.result), { text: printable(sealers) }, { text: '' }]);
  }
  for (const [name, reading] of [
    ['RFC 9989', dmarc.rfc9989],
    ['RFC 7489', dmarc.rfc7489],
  ] as const) {
    const policy = reading.policyDomain === null ? 'no policy record' : `p=${reading.policy ?? 'none'} of ${reading.policyDomain}`;
    const by = reading.by.length === 0 ? '' : `, by ${reading.by.join(' and ')}`;
    rows.push([{ text: 'DMARC' }, result(reading.result), { text: printable(`${policy}${by}`) }, { text: name }]);
  }
  return indent(table(rows, columns - 2));
}

function renderTenants({ tenants }: Analysis, columns: number, paint: Paint): string[] {
  const rows = tenants.map((tenant): Cell[] => [
    { text: printable(tenant.operator) },
    { text: tenant.kind },
    { text: printable(tenant.value), paint: (text) => paint('accent', text) },
    { text: tenant.trust },
    { text: `header ${tenant.header}` },
  ]);
  return indent(table(rows, columns - 2));
}

function renderOpen({ verdict, questions }: Analysis, columns: number, paint: Paint): string[] {
  const sentences = verdict.open.flatMap((sentence) => {
    const [first = '', ...rest] = wrap(cut(printable(sentence), textLimit), columns - 4);
    return [`  · ${first}`, ...rest.map((line) => `    ${line}`)];
  });
  if (questions.length === 0) return sentences;
  const shown = questions.slice(0, 12).map((question) => `    ${cut(printable(question), columns - 4)}`);
  const more =
    questions.length > shown.length
      ? [paint('faint', `    … and ${questions.length - shown.length} more: waybill questions lists them all`)]
      : [];
  return [...sentences, `  · DNS questions that the snapshot does not answer:`, ...shown, ...more];
}

/** `4,242`: the same on every machine, whatever its locale data. */
function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
