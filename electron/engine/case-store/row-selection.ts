/** Turns a filter into flags on reports, judgements and addresses: the names are compared once each, and the rows by number only. */
import { rowClasses } from '../../../shared/facts/report.ts';
import { contains, type IpNetwork, parseIp, parseNetwork } from '../../../shared/names/ip-network.ts';
import type { RowFilter } from '../../../shared/report-calls.ts';
import { dayNumber } from './days.ts';
import { type Dictionary, flagsOf } from './dictionary.ts';
import { noDay, type RowIndex, type SourceColumns } from './row-index.ts';

/** Flags are 1 where something is wanted; null wants everything. A row must be wanted by all of them. */
export interface Selection {
  /** Positions of the reports that the days leave: from, to (exclusive). */
  readonly from: number;
  readonly to: number;
  /** By position. */
  readonly report: Uint8Array | null;
  readonly judgement: Uint8Array | null;
  readonly source: Uint8Array | null;
  /** A row is wanted where one of its three parts holds the text. `source` is null where no address does. */
  readonly text: { readonly report: Uint8Array; readonly judgement: Uint8Array; readonly source: Uint8Array | null } | null;
  /** Whether it asks for anything that reports without rows cannot have. */
  readonly narrowsRows: boolean;
}

export function selectRows(index: RowIndex, filter: RowFilter, operatorName: (id: string) => string): Selection {
  const narrowsRows = [
    filter.classes,
    filter.organizations,
    filter.fromDomains,
    filter.operators,
    filter.tenants,
    filter.sources,
    filter.envelopeTo,
  ].some(({ length }) => length > 0);
  return {
    ...daysOf(index, filter),
    report: flagReports(index, filter),
    judgement: flagJudgements(index, filter),
    source: filter.sources.length === 0 ? null : flagSources(index.sources, filter.sources),
    text: flagText(index, filter.text.trim().toLowerCase(), operatorName),
    narrowsRows,
  };
}

/** Reports stand in the order of their days. */
function daysOf({ reports: { day, length } }: RowIndex, { from, to }: RowFilter): { from: number; to: number } {
  if (from === null && to === null) return { from: 0, to: length };
  // Reports without a day lie in no range of days.
  const first = firstAtOrAfter(day, from === null ? noDay + 1 : (dayNumber(from) ?? Number.POSITIVE_INFINITY));
  const end = to === null ? length : firstAtOrAfter(day, (dayNumber(to) ?? Number.NEGATIVE_INFINITY) + 1);
  return { from: first, to: Math.max(first, end) };
}

function firstAtOrAfter(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function flagReports({ reports, dictionaries }: RowIndex, filter: RowFilter): Uint8Array | null {
  if (filter.reports.length === 0 && filter.reporters.length === 0) return null;
  const flags = new Uint8Array(reports.length).fill(filter.reports.length === 0 ? 1 : 0);
  for (const id of filter.reports) {
    const position = reports.positionOf(id);
    if (position >= 0) flags[position] = 1;
  }
  if (filter.reporters.length === 0) return flags;
  const reporters = flagsOf(dictionaries.reporter, filter.reporters);
  for (let position = 0; position < flags.length; position += 1) {
    if (reporters[reports.reporter[position] ?? 0] !== 1) flags[position] = 0;
  }
  return flags;
}

function flagJudgements({ judgements, dictionaries }: RowIndex, filter: RowFilter): Uint8Array | null {
  const conditions: (readonly [codes: Uint32Array | Uint8Array, wanted: Uint8Array])[] = [];
  const add = (column: Exclude<keyof typeof judgements & keyof typeof dictionaries, 'class'>, wanted: readonly (string | null)[]): void => {
    if (wanted.length > 0) conditions.push([judgements[column], flagsOf(dictionaries[column], wanted)]);
  };
  if (filter.classes.length > 0) {
    conditions.push([judgements.class, Uint8Array.from(rowClasses, (name) => (filter.classes.includes(name) ? 1 : 0))]);
  }
  add('organization', filter.organizations);
  add('fromDomain', filter.fromDomains);
  add('operator', filter.operators);
  add('tenant', filter.tenants);
  add('envelopeTo', filter.envelopeTo);
  if (conditions.length === 0) return null;
  const flags = new Uint8Array(judgements.length).fill(1);
  for (const [codes, wanted] of conditions) {
    for (let judgement = 0; judgement < flags.length; judgement += 1) {
      if (wanted[codes[judgement] ?? 0] !== 1) flags[judgement] = 0;
    }
  }
  return flags;
}

/** Addresses in any way of writing them, and networks. What is neither names the rows that hold exactly this text, if any do. */
function flagSources(sources: SourceColumns, wanted: readonly string[]): Uint8Array {
  const flags = new Uint8Array(sources.length);
  const networks: IpNetwork[] = [];
  for (const text of wanted) {
    const place = sources.find.get(parseIp(text)?.text ?? text);
    if (place !== undefined) flags[place] = 1;
    const network = text.includes('/') ? parseNetwork(text.trim()) : null;
    if (network !== null) networks.push(network);
  }
  if (networks.length === 0) return flags;
  for (const [place, text] of sources.text.entries()) {
    const address = text === null ? null : parseIp(text);
    if (address !== null && networks.some((network) => contains(network, address))) flags[place] = 1;
  }
  return flags;
}

function flagText(index: RowIndex, text: string, operatorName: (id: string) => string): Selection['text'] {
  if (text === '') return null;
  const { dictionaries, judgements, reports, sources, storyNames } = index;
  const matches = (dictionary: Dictionary, nameOf: (name: string) => string = () => ''): Uint8Array =>
    Uint8Array.from(dictionary.texts, (name) => (name !== null && holds(name, nameOf(name), text) ? 1 : 0));
  const names = matches(dictionaries.name);
  const ofReporter = matches(dictionaries.reporter);
  const ofPolicy = matches(dictionaries.policyDomain);
  const ofJudgement = (['organization', 'fromDomain', 'operator', 'tenant', 'envelopeTo'] as const).map(
    (column) => [judgements[column], matches(dictionaries[column], column === 'operator' ? operatorName : undefined)] as const,
  );
  const judgement = new Uint8Array(judgements.length);
  for (let at = 0; at < judgement.length; at += 1) {
    let found = ofJudgement.some(([codes, flags]) => flags[codes[at] ?? 0] === 1);
    const story = judgements.story[at] ?? 0;
    const end = storyNames.start[story + 1] ?? 0;
    for (let name = storyNames.start[story] ?? 0; name < end && !found; name += 1) found = names[storyNames.codes[name] ?? 0] === 1;
    if (found) judgement[at] = 1;
  }
  // A plain loop: there are hundreds of thousands of them.
  const report = new Uint8Array(reports.length);
  for (let at = 0; at < report.length; at += 1) {
    if (ofReporter[reports.reporter[at] as number] === 1 || ofPolicy[reports.policyDomain[at] as number] === 1) report[at] = 1;
  }
  return { report, judgement, source: flagSourceTexts(sources, text) };
}

function holds(name: string, label: string, text: string): boolean {
  return name.toLowerCase().includes(text) || label.toLowerCase().includes(text);
}

function flagSourceTexts({ text: texts }: SourceColumns, text: string): Uint8Array | null {
  let flags: Uint8Array | null = null;
  for (const [place, address] of texts.entries()) {
    if (address === null || !address.toLowerCase().includes(text)) continue;
    flags ??= new Uint8Array(texts.length);
    flags[place] = 1;
  }
  return flags;
}
