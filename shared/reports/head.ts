/** Reads `report_metadata` and `policy_published`: who reports, about what domain and policy, over which time. */
import type { ReportPolicy } from '../facts/report.ts';
import type { XmlElement } from './element.ts';
import { type NoteBook, quote } from './notes.ts';
import { childrenOf, type RecordContext } from './record.ts';
import { textOf, timeOf, wordOf } from './values.ts';

export interface Metadata {
  readonly reporter: string | null;
  readonly email: string | null;
  readonly extraContactInfo: string | null;
  readonly reportId: string | null;
  readonly generator: string | null;
  readonly errors: readonly string[];
  readonly begin: string | null;
  readonly end: string | null;
}

/** Trustwave reports on weeks; the standard's daily report may run over by a little. */
const longestRange = 25 * 3_600_000;

export function readMetadata(element: XmlElement, context: RecordContext): Metadata {
  const { notes } = context;
  const errors = element.children.filter((child) => child.name === 'error');
  const others = { ...element, children: element.children.filter((child) => child.name !== 'error') };
  const [orgName, email, extra, reportId, range, generator] = childrenOf(
    others,
    ['org_name', 'email', 'extra_contact_info', 'report_id', 'date_range', 'generator'],
    context,
  );
  const reporter = textOf(orgName, notes);
  if (reporter === null) notes.add('reporter-missing', 'The report does not name who made it.', element);
  const id = textOf(reportId, notes);
  if (id === null) notes.add('report-id-missing', 'The report has no id; it can be told from others by its content only.', element);
  return {
    reporter,
    email: textOf(email, notes),
    extraContactInfo: textOf(extra, notes),
    reportId: id,
    generator: textOf(generator, notes),
    errors: errors.flatMap((error) => (error.text.trim() === '' ? [] : [error.text.trim()])),
    ...readRange(range, element, context),
  };
}

function readRange(range: XmlElement | null, metadata: XmlElement, context: RecordContext): { begin: string | null; end: string | null } {
  const { notes } = context;
  if (range === null) {
    notes.add('element-missing', 'The element “date_range” is missing.', metadata);
    return { begin: null, end: null };
  }
  const [beginElement, endElement] = childrenOf(range, ['begin', 'end'], context);
  if (beginElement === null || endElement === null) notes.add('element-missing', 'The time range is not complete.', range);
  const begin = timeOf(beginElement, notes);
  const end = timeOf(endElement, notes);
  if (begin !== null && end !== null) {
    const length = Date.parse(end) - Date.parse(begin);
    if (length < 0) notes.add('range-reversed', 'The report ends before it begins; both times are kept as they stand.', range);
    else if (length === 0) notes.add('range-empty', 'The report begins and ends at the same second.', range);
    else if (length > longestRange) {
      notes.add('range-long', `The report covers ${(length / 86_400_000).toFixed(1)} days; it was made to cover one.`, range);
    }
  }
  return { begin, end };
}

const policies = ['none', 'quarantine', 'reject'] as const;
const modes = ['r', 's'] as const;

export function readPolicy(element: XmlElement, context: RecordContext): ReportPolicy {
  const { notes, values } = context;
  const [domain, p, sp, np, adkim, aspf, pct, fo, testing, discovery] = childrenOf(
    element,
    ['domain', 'p', 'sp', 'np', 'adkim', 'aspf', 'pct', 'fo', 'testing', 'discovery_method'],
    context,
  );
  if (domain === null) notes.add('element-missing', 'The policy names no domain.', element);
  return {
    domain: values.domainOf(domain),
    p: wordOf(p, policies, notes),
    sp: wordOf(sp, policies, notes),
    np: wordOf(np, policies, notes),
    adkim: wordOf(adkim, modes, notes),
    aspf: wordOf(aspf, modes, notes),
    pct: percentageOf(pct, notes),
    fo: textOf(fo, notes),
    testing: wordOf(testing, ['y', 'n'], notes),
    discoveryMethod: wordOf(discovery, ['psl', 'treewalk'], notes),
  };
}

function percentageOf(element: XmlElement | null, notes: NoteBook): number | null {
  const text = textOf(element, notes);
  if (text === null || element === null) return null;
  const value = /^\d{1,3}$/.test(text) ? Number(text) : null;
  if (value === null || value > 100) notes.add('percentage-invalid', `${quote(text)} is no percentage.`, element);
  return value !== null && value <= 100 ? value : null;
}
