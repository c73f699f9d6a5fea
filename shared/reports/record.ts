/** Reads one `record` element, amended to the tree of RFC 9990, into a row. Whatever a field holds, the row is kept. */
import type { ReportedDkim, ReportedSpf, ReportRecord } from '../facts/report.ts';
import type { XmlElement } from './element.ts';
import { type NoteBook, quote } from './notes.ts';
import { countOf, textOf, type ValueReader, wordOf } from './values.ts';

const dispositions = ['none', 'pass', 'quarantine', 'reject'] as const;
const passOrFail = ['pass', 'fail'] as const;
const dkimResults = ['none', 'pass', 'fail', 'policy', 'neutral', 'temperror', 'permerror'] as const;
const spfResults = ['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror'] as const;
const scopes = ['mfrom', 'helo'] as const;
/** RFC 7489 appendix C and RFC 9990. The two removed by the latter are read in reports of any dialect. */
const reasonTypes: ReadonlySet<string> = new Set(['local_policy', 'mailing_list', 'other', 'policy_test_mode', 'trusted_forwarder']);
const removedReasonTypes: ReadonlySet<string> = new Set(['forwarded', 'sampled_out']);
/** RFC 9990: at most 100 signatures a row. */
const largestSignatureCount = 100;

/** All of a row but its address and its number of messages: what thousands of rows of a report have in common. */
export type RowStory = Omit<ReportRecord, 'sourceIp' | 'count'>;

export interface RecordContext {
  readonly notes: NoteBook;
  readonly values: ValueReader;
  /** Id of the dialect, and the schema paths that it demands. */
  readonly dialect: string;
  readonly expects: ReadonlySet<string>;
}

export function readRecord(record: XmlElement, context: RecordContext): ReportRecord {
  const { notes, values } = context;
  const [row, identifiers, authResults] = childrenOf(record, ['row', 'identifiers', 'auth_results'], context);
  const [sourceIp, count, evaluated] = childrenOf(row, ['source_ip', 'count', 'policy_evaluated'], context);
  const [headerFrom, envelopeFrom, envelopeTo] = childrenOf(identifiers, ['header_from', 'envelope_from', 'envelope_to'], context);
  require(row, 'row', record, context);
  require(identifiers, 'identifiers', record, context);
  if (row !== null && sourceIp === null) notes.add('address-missing', 'The row names no source address.', record);
  if (identifiers !== null) {
    require(headerFrom, 'header_from', identifiers, context);
    if (envelopeFrom === null && context.expects.has('record/identifiers/envelope_from')) {
      notes.add('envelope-from-missing', 'The row names no MAIL FROM domain; only the SPF result can say what was checked.', identifiers);
    }
  }
  const { reasons, ...policyEvaluated } = readEvaluated(evaluated, context);
  return {
    sourceIp: values.addressOf(sourceIp),
    count: countOf(count, notes),
    ...policyEvaluated,
    reasons,
    headerFrom: values.domainOf(headerFrom),
    envelopeFrom: readEnvelopeFrom(envelopeFrom, context),
    envelopeTo: values.domainOf(envelopeTo),
    authResults: readAuthResults(authResults, record, context),
  };
}

/** RFC 9990 lets the element be empty for the null reverse-path: that is a statement, no gap. */
function readEnvelopeFrom(element: XmlElement | null, { values }: RecordContext): string | null {
  if (element !== null && element.text.trim() === '') return '';
  return values.domainOf(element);
}

function readEvaluated(element: XmlElement | null, context: RecordContext) {
  const { notes } = context;
  let disposition: XmlElement | null = null;
  let dkim: XmlElement | null = null;
  let spf: XmlElement | null = null;
  const reasons: { type: string | null; comment: string | null }[] = [];
  for (const child of element?.children ?? []) {
    if (child.name === 'disposition') disposition = once(disposition, child, context);
    else if (child.name === 'dkim') dkim = once(dkim, child, context);
    else if (child.name === 'spf') spf = once(spf, child, context);
    else if (child.name === 'reason') reasons.push(readReason(child, context));
    else unknown(child, context);
  }
  const word = wordOf(disposition, dispositions, notes);
  if (word === 'pass' && disposition !== null && context.dialect !== 'rfc9990' && context.dialect !== 'draft-dmarcbis') {
    notes.add('disposition-unexpected', 'The disposition “pass” exists from RFC 9990 on.', disposition);
  }
  return { disposition: word, dkim: wordOf(dkim, passOrFail, notes), spf: wordOf(spf, passOrFail, notes), reasons };
}

function readReason(element: XmlElement, context: RecordContext) {
  const { notes } = context;
  const [type, comment] = childrenOf(element, ['type', 'comment'], context);
  const word = textOf(type, notes);
  if (word !== null && !reasonTypes.has(word)) {
    if (removedReasonTypes.has(word)) {
      if (context.dialect === 'rfc9990') notes.add('reason-removed', `RFC 9990 has no reason ${quote(word)} any more.`, element);
    } else notes.add('reason-unknown', `The reason ${quote(word)} is in no standard.`, element);
  }
  return { type: word, comment: comment === null || comment.text.trim() === '' ? null : comment.text.trim() };
}

function readAuthResults(element: XmlElement | null, record: XmlElement, context: RecordContext): ReportRecord['authResults'] {
  const dkim: ReportedDkim[] = [];
  const spf: ReportedSpf[] = [];
  for (const child of element?.children ?? []) {
    if (child.name === 'dkim') {
      if (dkim.length < largestSignatureCount) dkim.push(readDkim(child, context));
      else context.notes.add('too-many-signatures', `A row has at most ${largestSignatureCount} signatures; this one is left out.`, child);
    } else if (child.name === 'spf') {
      if (spf.length < largestSignatureCount) spf.push(readSpf(child, context));
    } else unknown(child, context);
  }
  if (dkim.length === 0 && spf.length === 0) context.notes.add('auth-results-missing', 'The row holds no authentication results.', record);
  return { dkim, spf };
}

function readDkim(element: XmlElement, context: RecordContext): ReportedDkim {
  const { notes, values } = context;
  const [domain, selector, result, humanResult] = childrenOf(element, ['domain', 'selector', 'result', 'human_result'], context);
  if (selector === null && context.expects.has('record/auth_results/dkim/selector')) {
    notes.add('element-missing', 'The signature has no selector.', element);
  }
  return {
    domain: values.domainOf(domain),
    selector: textOf(selector, notes),
    result: wordOf(result, dkimResults, notes, 'result-word-unknown'),
    humanResult: commentOf(humanResult),
  };
}

function readSpf(element: XmlElement, context: RecordContext): ReportedSpf {
  const { notes, values } = context;
  const [domain, scope, result, humanResult] = childrenOf(element, ['domain', 'scope', 'result', 'human_result'], context);
  return {
    domain: values.domainOf(domain),
    scope: wordOf(scope, scopes, notes),
    result: wordOf(result, spfResults, notes, 'result-word-unknown'),
    humanResult: commentOf(humanResult),
  };
}

/** Free text: that it is empty or padded says nothing. */
function commentOf(element: XmlElement | null): string | null {
  const text = element === null ? '' : element.text.trim();
  return text === '' ? null : text;
}

type Children<Names extends readonly string[]> = { [Index in keyof Names]: XmlElement | null };

/** The children of these names, in this order; further ones of a name and others are noted. */
export function childrenOf<const Names extends readonly string[]>(
  element: XmlElement | null,
  names: Names,
  context: Pick<RecordContext, 'notes'>,
): Children<Names> {
  const found: (XmlElement | null)[] = names.map(() => null);
  for (const child of element?.children ?? []) {
    const index = names.indexOf(child.name);
    if (index === -1) unknown(child, context);
    else found[index] = once(found[index] ?? null, child, context);
  }
  return found as unknown as Children<Names>;
}

function once(first: XmlElement | null, next: XmlElement, { notes }: Pick<RecordContext, 'notes'>): XmlElement {
  if (first === null) return next;
  const difference = first.text.trim() === next.text.trim() ? 'the same again' : `now ${quote(next.text.trim())}; the first counts`;
  notes.add('element-repeated', `The element “${next.name}” stands here again: ${difference}.`, next);
  return first;
}

function unknown(element: XmlElement, { notes }: Pick<RecordContext, 'notes'>): void {
  notes.add('element-unknown', `The element “${element.name}” belongs to no standard; it is not read.`, element);
}

function require(element: XmlElement | null, name: string, parent: XmlElement, { notes }: RecordContext): void {
  if (element === null) notes.add('element-missing', `The element “${name}” is missing.`, parent);
}
