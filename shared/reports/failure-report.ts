/**
 * Reads a failure report: an ARF message (RFC 5965) about authentication (RFC 6591, RFC 9991) or abuse, and the plain-text notice that
 * Exim and cPanel send instead. Its one row has the shape of an aggregate report's, so that both can be joined.
 */
import { createHash } from 'node:crypto';
import type { HeaderField, Message } from '../facts/message.ts';
import type { FailureFacts, ReadReport, ReportedDkimResult, ReportedSpfResult, ReportRecord } from '../facts/report.ts';
import { parseAddressList, readFrom } from '../message/fields/address.ts';
import { parseAuthenticationResults } from '../message/fields/authentication-results.ts';
import { parseDate } from '../message/fields/date.ts';
import { scanMessage } from '../message/header-scanner.ts';
import { normalizeDomainName } from '../names/domain-name.ts';
import { parseIp } from '../names/ip-network.ts';
import { isNullReversePath, splitMailbox } from '../names/mailbox.ts';
import { createNoteBook, type NoteBook, quote } from './notes.ts';

export interface FailureParts {
  /** The e-mail that carries the report. */
  readonly carrier: Message;
  /** Decoded content of the `message/feedback-report` part. */
  readonly feedback: Uint8Array;
  /** Decoded content of the attached message or its header; null where there is none. */
  readonly original: Uint8Array | null;
}

export function readFailureReport(path: string, { carrier, feedback, original }: FailureParts): ReadReport {
  const notes = createNoteBook();
  const fields = createFields(scanMessage(feedback).headers, notes);
  const message = original === null ? null : scanMessage(original);
  if (message === null) notes.add('original-missing', 'The message that the report is about is not attached.', '');
  if (fields.one('feedback-type') === null) notes.add('field-missing', 'The report does not say what kind it is.', 'Feedback-Type');
  const alignment = fields.one('identity-alignment');
  const authFailure = wordsOf(fields.one('auth-failure'));
  // RFC 9991 section 4: required in every DMARC failure report.
  if (alignment === null && authFailure.includes('dmarc')) {
    notes.add('field-missing', 'The report does not say which mechanisms failed to align.', 'Identity-Alignment');
  }
  const arrival = fields.one('arrival-date') ?? fields.one('received-date');
  const facts: FailureFacts = {
    format: 'arf',
    feedbackType: fields.one('feedback-type')?.toLowerCase() ?? null,
    authFailure,
    identityAlignment: alignment === null ? null : wordsOf(alignment).filter((word) => word !== 'none'),
    deliveryResult: fields.one('delivery-result')?.toLowerCase() ?? null,
    arrivalDate: dateOf(arrival, 'Arrival-Date', notes),
    originalMailFrom: mailboxOf(fields.one('original-mail-from', true)),
    originalRcptTo: fields.all('original-rcpt-to').map((value) => mailboxOf(value) ?? ''),
    reportedDomains: fields.all('reported-domain').map((value) => normalizeDomainName(value) ?? value),
    dkimDomain: fields.one('dkim-domain')?.toLowerCase() ?? null,
    dkimSelector: fields.one('dkim-selector'),
    dkimIdentity: fields.one('dkim-identity'),
    spfDns: fields.all('spf-dns'),
    authenticationResults: fields.all('authentication-results'),
    incidents: incidentsOf(fields.one('incidents'), notes),
    userAgent: fields.one('user-agent'),
    original: message === null ? null : originalOf(message),
  };
  const sourceIp = addressOf(fields.one('source-ip'), notes);
  const results = scanMessage(feedback).headers.filter((field) => field.key === 'authentication-results');
  const row = rowOf(facts, sourceIp, message, authResultsOf(results, facts));
  return reportOf(
    path,
    carrier,
    facts,
    row,
    fields.one('version'),
    notes,
    authFailure.includes('dmarc') && alignment !== null ? 'rfc9991' : 'arf',
  );
}

/** What the notice says, one line each; the values are short. */
const plainLines: readonly [keyof PlainText, RegExp][] = [
  ['domain', /^[ \t]*Sender Domain:[ \t]*(\S{1,253})[ \t]*\r?$/im],
  ['ip', /^[ \t]*Sender IP Address:[ \t]*(\S{1,60})[ \t]*\r?$/im],
  ['date', /^[ \t]*Received date:[ \t]*(\S[^\r\n]{1,100})\r?$/im],
  ['spf', /^[ \t]*SPF Alignment:[ \t]*(\w{1,20})[ \t]*\r?$/im],
  ['dkim', /^[ \t]*DKIM Alignment:[ \t]*(\w{1,20})[ \t]*\r?$/im],
  ['result', /^[ \t]*DMARC Results:[ \t]*(\S[^\r\n]{1,100})\r?$/im],
];

interface PlainText {
  readonly domain: string | null;
  readonly ip: string | null;
  readonly date: string | null;
  readonly spf: string | null;
  readonly dkim: string | null;
  readonly result: string | null;
}

/** Takes the text of an e-mail's body; null where it is no notice of this kind. */
export function readPlainFailure(path: string, carrier: Message, text: string): ReadReport | null {
  const found = Object.fromEntries(
    plainLines.map(([key, pattern]) => [key, pattern.exec(text)?.[1]?.trim() ?? null]),
  ) as unknown as PlainText;
  if (found.domain === null || found.ip === null || (found.spf === null && found.dkim === null)) return null;
  const notes = createNoteBook();
  const marker = /^-{4,} This is a copy of the headers[^\r\n]{0,200}\r?\n\s*/im.exec(text);
  const message = marker === null ? null : scanMessage(Buffer.from(text.slice(marker.index + marker[0].length), 'utf8'));
  if (message === null) notes.add('original-missing', 'The header of the message that the notice is about is not in it.', '');
  const failed = [...(found.spf === 'no' ? ['spf'] : []), ...(found.dkim === 'no' ? ['dkim'] : [])];
  const results = message?.headers.filter((field) => field.key === 'authentication-results') ?? [];
  const facts: FailureFacts = {
    ...noFacts,
    format: 'plain-text',
    feedbackType: 'auth-failure',
    authFailure: ['dmarc'],
    identityAlignment: failed,
    deliveryResult: found.result?.split(',')[1]?.trim().toLowerCase() ?? null,
    arrivalDate: dateOf(found.date, 'Received date', notes),
    reportedDomains: [normalizeDomainName(found.domain) ?? found.domain],
    authenticationResults: results.map((field) => field.value.replace(/\s+/g, ' ').trim()),
    original: message === null ? null : originalOf(message),
  };
  const row = rowOf(facts, addressOf(found.ip, notes), message, authResultsOf(results.slice(0, 1), facts));
  return reportOf(path, carrier, facts, row, null, notes, 'exim-plain-text');
}

/** Microsoft's junk mail reporting programme says the address in the subject and attaches the message, without a machine-readable part. */
const complaintSubject = /^\s*complaint about message from ([0-9A-Fa-f.:]{3,45})\s*$/i;

/** Takes an e-mail and the message that is attached to it; null where it is no complaint of this kind. */
export function readComplaint(path: string, carrier: Message, original: Uint8Array): ReadReport | null {
  const ip = complaintSubject.exec(carrier.headers.find((field) => field.key === 'subject')?.value ?? '')?.[1];
  if (ip === undefined) return null;
  const notes = createNoteBook();
  const message = scanMessage(original);
  const results = message.headers.filter((field) => field.key === 'authentication-results');
  const recipients = message.headers.filter((field) => field.key === 'x-hmxmroriginalrecipient').map((field) => field.value.trim());
  const facts: FailureFacts = {
    ...noFacts,
    format: 'complaint',
    feedbackType: 'abuse',
    originalRcptTo: recipients,
    authenticationResults: results.slice(0, 1).map((field) => field.value.replace(/\s+/g, ' ').trim()),
    original: originalOf(message),
  };
  const row = rowOf(facts, addressOf(ip, notes), message, authResultsOf(results.slice(0, 1), facts));
  return reportOf(path, carrier, facts, row, null, notes, 'microsoft-complaint');
}

const noFacts: FailureFacts = {
  format: 'arf',
  feedbackType: null,
  authFailure: [],
  identityAlignment: null,
  deliveryResult: null,
  arrivalDate: null,
  originalMailFrom: null,
  originalRcptTo: [],
  reportedDomains: [],
  dkimDomain: null,
  dkimSelector: null,
  dkimIdentity: null,
  spfDns: [],
  authenticationResults: [],
  incidents: null,
  userAgent: null,
  original: null,
};

interface Fields {
  /** The first value; null where the field is missing, or empty and not `mayBeEmpty`. */
  one(key: string, mayBeEmpty?: boolean): string | null;
  all(key: string): readonly string[];
}

/** Fields of RFC 5965 section 3.2 that may stand once only. */
function createFields(headers: readonly HeaderField[], notes: NoteBook): Fields {
  const all = (key: string): string[] =>
    headers
      .filter((field) => field.key === key)
      .slice(0, 100)
      .map((field) => field.value.replace(/\s+/g, ' ').trim());
  return {
    all: (key) => all(key).filter((value) => value !== ''),
    one(key, mayBeEmpty = false) {
      const values = all(key);
      const [first] = values;
      if (values.length > 1) notes.add('field-repeated', `The field stands ${values.length} times; the first counts.`, key);
      return first === undefined || (first === '' && !mayBeEmpty) ? null : first;
    },
  };
}

function wordsOf(value: string | null): string[] {
  return value === null
    ? []
    : value
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter((word) => word !== '')
        .slice(0, 20);
}

function mailboxOf(value: string | null): string | null {
  if (value === null) return null;
  if (isNullReversePath(value)) return '';
  const mailbox = splitMailbox(value);
  return mailbox === null ? value : `${mailbox.localPart}@${mailbox.domain.toLowerCase()}`;
}

function addressOf(value: string | null, notes: NoteBook): string | null {
  if (value === null) {
    notes.add('address-missing', 'The report names no source address.', 'Source-IP');
    return null;
  }
  const address = parseIp(value);
  if (address === null) notes.add('address-invalid', `${quote(value)} is no IP address.`, 'Source-IP');
  return address?.text ?? null;
}

function dateOf(value: string | null, at: string, notes: NoteBook): string | null {
  if (value === null) return null;
  const date = parseDate(value);
  if (date === null) notes.add('time-invalid', `${quote(value)} is no date.`, at);
  return date;
}

function incidentsOf(value: string | null, notes: NoteBook): number | null {
  if (value === null) return null;
  if (/^\d{1,15}$/.test(value)) return Number(value);
  notes.add('count-invalid', `${quote(value)} is no number of incidents.`, 'Incidents');
  return null;
}

function originalOf(message: Message): NonNullable<FailureFacts['original']> {
  const first = (key: string): HeaderField | undefined => message.headers.find((field) => field.key === key);
  return {
    from: readFrom(message)[0]?.address ?? null,
    subject: first('subject')?.decoded.trim() ?? null,
    messageId: first('message-id')?.value.trim() ?? null,
    date: parseDate(first('date')?.value ?? ''),
  };
}

const dkimResults: ReadonlySet<string> = new Set(['none', 'pass', 'fail', 'policy', 'neutral', 'temperror', 'permerror']);
const spfResults: ReadonlySet<string> = new Set(['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror']);

function authResultsOf(fields: readonly HeaderField[], facts: FailureFacts): ReportRecord['authResults'] {
  const results = fields.flatMap((field) => parseAuthenticationResults(field).results).slice(0, 100);
  const dkim = results
    .filter(({ method, result }) => method === 'dkim' && dkimResults.has(result))
    .map(({ result, properties, comment }) => ({
      domain: normalizeDomainName(properties['header.d'] ?? properties['header.i']?.replace(/^.*@/, '') ?? '') ?? facts.dkimDomain,
      selector: properties['header.s'] ?? null,
      result: result as ReportedDkimResult,
      humanResult: comment,
    }));
  const spf = results
    .filter(({ method, result }) => method === 'spf' && spfResults.has(result))
    .map(({ result, properties, comment }) => {
      const identity = properties['smtp.mailfrom'] ?? properties['smtp.mail'];
      return {
        domain: normalizeDomainName((identity ?? properties['smtp.helo'] ?? '').replace(/^.*@/, '')),
        scope: identity !== undefined ? ('mfrom' as const) : properties['smtp.helo'] !== undefined ? ('helo' as const) : null,
        result: result as ReportedSpfResult,
        humanResult: comment,
      };
    });
  return { dkim, spf };
}

function rowOf(
  facts: FailureFacts,
  sourceIp: string | null,
  message: Message | null,
  authResults: ReportRecord['authResults'],
): ReportRecord {
  const failed = (mechanism: 'dkim' | 'spf'): 'pass' | 'fail' | null =>
    facts.identityAlignment === null ? null : facts.identityAlignment.includes(mechanism) ? 'fail' : 'pass';
  const from = message === null ? undefined : parseAddressList(message.headers.find((field) => field.key === 'from')?.value ?? '')[0];
  const [firstRecipient] = facts.originalRcptTo;
  return {
    sourceIp,
    count: facts.incidents ?? 1,
    disposition: facts.deliveryResult === 'reject' ? 'reject' : null,
    dkim: failed('dkim'),
    spf: failed('spf'),
    reasons: [],
    headerFrom: normalizeDomainName(from?.domain ?? '') ?? facts.reportedDomains[0] ?? null,
    envelopeFrom: facts.originalMailFrom === null ? null : domainOf(facts.originalMailFrom),
    envelopeTo: firstRecipient === undefined ? null : domainOf(firstRecipient) || null,
    authResults,
  };
}

function domainOf(address: string): string {
  const domain = splitMailbox(address)?.domain ?? '';
  return normalizeDomainName(domain) ?? domain;
}

function reportOf(
  path: string,
  carrier: Message,
  facts: FailureFacts,
  row: ReportRecord,
  version: string | null,
  notes: NoteBook,
  dialect: string,
): ReadReport {
  const sender = readFrom(carrier)[0];
  const at = facts.arrivalDate ?? facts.original?.date ?? null;
  return {
    evidence: { path, sha256: createHash('sha256').update(carrier.bytes).digest('hex'), bytes: carrier.bytes.length },
    kind: 'failure',
    dialect,
    reporter: sender?.domain || null,
    reportId: carrier.headers.find((field) => field.key === 'message-id')?.value.trim() ?? null,
    begin: at,
    end: at,
    policy: null,
    otherPolicies: [],
    metadata: { email: sender?.address || null, extraContactInfo: null, generator: facts.userAgent, version, namespace: null, errors: [] },
    failure: facts,
    tls: null,
    duplicateOf: null,
    notes: notes.finish(),
    recordCount: 1,
    messageCount: row.count ?? 0,
    records: [row],
  };
}
