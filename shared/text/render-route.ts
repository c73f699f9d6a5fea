/** The route as a rail of text, oldest hop first: who handed over to whom, where trust begins, and where the failed check became a pass. */
import type { Analysis, AnalysisReplay } from '../facts/analysis.ts';
import type { Detail } from '../facts/detail.ts';
import type { Source, Trust } from '../facts/evidence.ts';
import type { Hop } from '../facts/route.ts';
import { cut, padEnd, width, wrap } from './layout.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { resultTone } from './verdict-words.ts';

const nodes: Readonly<Record<Trust, string>> = { vouched: '●', attributed: '◐', claimed: '○' };
/** Columns of `  ● 12  08:14:13 +120 min  `. */
const rail = 27;

/** Lines for the hops with their SPF checks. Times are UTC; the day is printed where it changes. */
export function renderRoute({ analysis, route }: Detail, columns: number, paint: Paint): string[] {
  if (route.hops.length === 0) return ['  No Received header field names a hop.'];
  const lines: string[] = [];
  let day: string | null = null;
  for (const hop of route.hops) {
    if (hop.index === route.boundary.hop) lines.push(...renderBoundary(route.boundary.explanation, columns, paint));
    const today: string | null = hop.at?.slice(0, 10) ?? day;
    if (today !== null && today !== day) lines.push(paint('faint', `       ${today} UTC`));
    day = today;
    const flips = analysis.verdict.flippedAt === hop.index;
    lines.push(...renderHop(hop, flips, columns, paint));
    for (const gate of gatesOf(analysis, hop.index)) lines.push(`  ${paint('faint', '│')}    ${renderGate(gate, columns - 7, paint)}`);
    if (flips) lines.push(`  ${paint('faint', '│')}    ${paint('bad', '▲ Here the check that had failed became a pass.')}`);
  }
  const recorded = gatesOf(analysis, null);
  if (recorded.length > 0) lines.push(paint('faint', '  Known from records only, their Received fields were removed:'));
  for (const gate of recorded) lines.push(`       ${renderGate(gate, columns - 7, paint)}`);
  lines.push(paint('faint', `  ${nodes.vouched} vouched  ${nodes.attributed} attributed  ${nodes.claimed} claimed`));
  return lines;
}

function renderHop(hop: Hop, flips: boolean, columns: number, paint: Paint): string[] {
  const node = paint(flips ? 'bad' : hop.trust === 'claimed' ? 'faint' : 'accent', nodes[hop.trust]);
  const delay = padEnd(hop.delaySeconds === null ? '' : formatDelay(hop.delaySeconds), 9);
  const head = `  ${node} ${padEnd(String(hop.index), 3)} ${hop.at?.slice(11, 19) ?? '--:--:--'} ${paint(hop.clockSkewed ? 'warning' : 'faint', delay)} `;
  const name = hop.from.rdns ?? hop.from.helo;
  const address = hop.from.ip === null ? '' : `[${hop.from.ip}]`;
  const from = printable(name === null ? address || 'unknown host' : `${name} ${address}`.trim());
  const to = `→ ${printable(hop.by ?? 'unknown host')}`;
  const remarks = [
    hop.with === null ? '' : printable(hop.with),
    hop.operator === null ? '' : `from ${printable(hop.operator.operatorName)}`,
    hop.clockSkewed ? 'clock skewed' : '',
  ].filter((remark) => remark !== '');
  const room = columns - rail;
  const second = `  ${paint('faint', '│')}${' '.repeat(rail - 3)}`;
  const remark = remarks.join(', ');
  if (width(`${from} ${to}  ${remark}`) <= room) return [`${head}${from} ${to}  ${paint('faint', remark)}`.trimEnd()];
  const fits = width(`${to}  ${remark}`) <= room;
  return [
    `${head}${cut(from, room)}`,
    fits ? `${second}${to}  ${paint('faint', remark)}`.trimEnd() : `${second}${cut(to, room)}`,
    ...(fits || remark === '' ? [] : [`${second}${paint('faint', cut(remark, room))}`]),
  ];
}

/** One check at one gate, with everybody who says the same of it. */
export interface Gate {
  readonly replay: AnalysisReplay;
  readonly sources: readonly Source[];
}

/** The MAIL FROM checks at the hop's ingress and egress (HELO where MAIL FROM is empty); the table below has all of them. */
export function gatesOf({ replays }: Analysis, hop: number | null): Gate[] {
  const gates = new Map<string, { replay: AnalysisReplay; sources: Source[] }>();
  const here = replays.filter((replay) => replay.hop === hop && replay.role !== 'transit');
  const identity = here.some((replay) => replay.spf.identity === 'mailfrom') ? 'mailfrom' : 'helo';
  for (const replay of here) {
    if (replay.spf.identity !== identity) continue;
    const { domain, ip, result } = replay.spf;
    const key = `${replay.handoff} ${domain} ${ip} ${result}`;
    const known = gates.get(key);
    if (known === undefined) gates.set(key, { replay, sources: [replay.source] });
    else known.sources.push(replay.source);
  }
  return [...gates.values()];
}

const sourceWords: Readonly<Record<Source, string>> = {
  replay: 'replay',
  'receiver-record': 'receiver',
  'operator-record': 'operator',
};

function renderGate({ replay, sources }: Gate, columns: number, paint: Paint): string {
  const { role, spf } = replay;
  const gate = role === 'ingress' ? '▷ ingress' : '▶ egress ';
  const result = `SPF ${spf.result}`;
  const shared = spf.sharedBy === null ? '' : ' by a shared pool';
  const said = [...new Set(sources)].map((source) => sourceWords[source]).join(', ');
  const what = printable(`of ${spf.domain} for ${spf.ip}${shared} (${said})`);
  return `${paint('accent', gate)} ${paint(resultTone(spf.result), result)} ${cut(what, Math.max(10, columns - gate.length - result.length - 2))}`;
}

function renderBoundary(explanation: string, columns: number, paint: Paint): string[] {
  const title = '── trust boundary ';
  const rule = paint('accent', `  ${title}${'─'.repeat(Math.max(0, columns - title.length - 2))}`);
  return [rule, ...wrap(cut(printable(explanation), 600), columns - 7).map((line) => paint('faint', `       ${line}`))];
}

/** Seconds in the largest unit that keeps them readable: `+4 s`, `-2 min`, `+3.1 h`. */
export function formatDelay(seconds: number): string {
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? '-' : '+';
  if (size < 120) return `${sign}${Math.round(size)} s`;
  if (size < 7_200) return `${sign}${Math.round(size / 60)} min`;
  return size < 172_800 ? `${sign}${(size / 3_600).toFixed(1)} h` : `${sign}${Math.round(size / 86_400)} d`;
}
