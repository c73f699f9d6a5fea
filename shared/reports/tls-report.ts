/** Reads an SMTP TLS report (RFC 8460 section 4.4). Reporters leave out nearly everything at some time; what is there is read. */
import { createHash } from 'node:crypto';
import type { ReadReport, TlsFailure, TlsPolicyResult } from '../facts/report.ts';
import { type Outcome, refuse, succeed } from '../outcome.ts';
import { createTextReader } from './encoding.ts';
import { createNoteBook, type NoteBook, quote } from './notes.ts';

const largestReport = 64 * 1024 * 1024;
const mostPolicies = 10_000;
const mostFailures = 100_000;

/** `path` names the evidence. Refuses with `too-large` or `not-readable`. */
export function readTlsReport(bytes: Uint8Array, path = ''): Outcome<ReadReport> {
  const where = { evidence: path };
  if (bytes.length > largestReport) return refuse('too-large', 'The TLS report is larger than 64 MiB.', where);
  const notes = createNoteBook();
  const reader = createTextReader(notes);
  const text = reader.write(bytes) + reader.end();
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return refuse('not-readable', 'The TLS report is not valid JSON.', where);
  }
  const root = asObject(Array.isArray(data) ? data[0] : data);
  if (root === null || !('policies' in root || 'report-id' in root || 'organization-name' in root)) {
    return refuse('not-readable', 'The JSON is no TLS report of RFC 8460.', where);
  }
  const range = asObject(root['date-range']);
  if (range === null) notes.add('element-missing', 'The time range is missing.', 'date-range');
  const reporter = textAt(root, 'organization-name', '', notes);
  const reportId = textAt(root, 'report-id', '', notes);
  if (reporter === null) notes.add('reporter-missing', 'The report does not name who made it.', 'organization-name');
  if (reportId === null) notes.add('report-id-missing', 'The report has no id.', 'report-id');
  const policies = readPolicies(root.policies, notes);
  return succeed({
    evidence: { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length },
    kind: 'tls',
    dialect: 'rfc8460',
    reporter,
    reportId,
    begin: timeAt(range, 'start-datetime', notes),
    end: timeAt(range, 'end-datetime', notes),
    policy: null,
    otherPolicies: [],
    metadata: {
      email: textAt(root, 'contact-info', '', notes),
      extraContactInfo: null,
      generator: null,
      version: null,
      namespace: null,
      errors: [],
    },
    failure: null,
    tls: { policies },
    duplicateOf: null,
    notes: notes.finish(),
    recordCount: 0,
    messageCount: 0,
    records: [],
  });
}

type JsonObject = Readonly<Record<string, unknown>>;

function readPolicies(value: unknown, notes: NoteBook): readonly TlsPolicyResult[] {
  if (!Array.isArray(value)) {
    notes.add('element-missing', 'The report names no policies.', 'policies');
    return [];
  }
  let failures = 0;
  return value.slice(0, mostPolicies).flatMap((item: unknown, index) => {
    const at = `policies[${index + 1}]`;
    const entry = asObject(item);
    if (entry === null) {
      notes.add('value-unknown', 'This is no policy.', at);
      return [];
    }
    const policy = asObject(entry.policy) ?? {};
    const summary = asObject(entry.summary);
    if (summary === null) notes.add('element-missing', 'The numbers of sessions are missing.', `${at}/summary`);
    const details = Array.isArray(entry['failure-details']) ? (entry['failure-details'] as unknown[]) : [];
    const read = details.slice(0, Math.max(0, mostFailures - failures)).flatMap((detail, number) => {
      const failure = asObject(detail);
      return failure === null ? [] : [readFailure(failure, `${at}/failure-details[${number + 1}]`, notes)];
    });
    failures += read.length;
    return [
      {
        type: textAt(policy, 'policy-type', `${at}/policy/`, notes),
        domain: textAt(policy, 'policy-domain', `${at}/policy/`, notes)?.toLowerCase() ?? null,
        policy: listAt(policy, 'policy-string', `${at}/policy/`, notes),
        // RFC 8460 section 4.4 says `mx-host` and shows one; reporters write a text or a list.
        mxHosts: listAt(policy, 'mx-host', `${at}/policy/`, notes),
        successfulSessions: countAt(summary, 'total-successful-session-count', `${at}/summary/`, notes),
        failedSessions: countAt(summary, 'total-failure-session-count', `${at}/summary/`, notes),
        failures: read,
      },
    ];
  });
}

function readFailure(failure: JsonObject, at: string, notes: NoteBook): TlsFailure {
  const text = (key: string): string | null => textAt(failure, key, `${at}/`, notes);
  return {
    resultType: text('result-type'),
    sendingMtaIp: text('sending-mta-ip'),
    receivingMxHostname: text('receiving-mx-hostname'),
    receivingMxHelo: text('receiving-mx-helo'),
    receivingIp: text('receiving-ip'),
    failedSessionCount: countAt(failure, 'failed-session-count', `${at}/`, notes),
    additionalInformation: text('additional-information'),
    failureReasonCode: text('failure-reason-code'),
  };
}

function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

function textAt(object: JsonObject, key: string, above: string, notes: NoteBook): string | null {
  const value = object[key];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') {
    notes.add('value-unknown', `${quote(JSON.stringify(value))} is no text.`, `${above}${key}`);
    return typeof value === 'number' ? String(value) : null;
  }
  return value.trim() === '' ? null : value.trim();
}

function listAt(object: JsonObject, key: string, above: string, notes: NoteBook): readonly string[] {
  const value = object[key];
  if (!Array.isArray(value)) {
    const single = textAt(object, key, above, notes);
    return single === null ? [] : [single];
  }
  return value.slice(0, 1_000).filter((each): each is string => typeof each === 'string');
}

function countAt(object: JsonObject | null, key: string, above: string, notes: NoteBook): number | null {
  const value = object?.[key];
  if (value === undefined || value === null) return null;
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) {
    if (typeof value === 'string') notes.add('value-alias', `The text ${quote(value)} is read as a number.`, `${above}${key}`);
    return number;
  }
  notes.add('count-invalid', `${quote(JSON.stringify(value))} is no number of sessions.`, `${above}${key}`);
  return null;
}

/** RFC 3339, to the second, UTC. */
function timeAt(range: JsonObject | null, key: string, notes: NoteBook): string | null {
  if (range === null) return null;
  const text = textAt(range, key, 'date-range/', notes);
  if (text === null) return null;
  const match = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.\d{1,9})?(Z|z|[+-]\d\d:\d\d)?$/.exec(text);
  const time = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2]}${(match[3] ?? 'Z').toUpperCase()}`);
  if (Number.isNaN(time)) {
    notes.add('time-invalid', `${quote(text)} is no time.`, `date-range/${key}`);
    return null;
  }
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
