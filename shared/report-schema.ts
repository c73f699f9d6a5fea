/** The zod schema of the published report; the JSON Schema that ships is generated from it. */
import { z } from 'zod';
import { type Report, rowClasses } from './facts/report.ts';
import { noteCodes } from './reports/notes.ts';

const nullableText = z.string().nullable();
const texts = z.array(z.string()).readonly();
const index = z.int().min(0);
const count = z.int().min(0).nullable();
const instant = z
  .string()
  .regex(/^-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  .describe('UTC, ISO 8601 to the second');
const passOrFail = z.enum(['pass', 'fail']).nullable();

const note = z.strictObject({
  code: z.enum(noteCodes),
  message: z.string(),
  at: z.string().describe('element path, counted from 1: record[3]/auth_results/spf/result; empty for the report as a whole'),
});

const policy = z.strictObject({
  domain: nullableText,
  p: nullableText,
  sp: nullableText,
  np: nullableText,
  adkim: nullableText,
  aspf: nullableText,
  pct: z.int().min(0).max(100).nullable(),
  fo: nullableText,
  testing: z.enum(['y', 'n']).nullable(),
  discoveryMethod: nullableText,
});

const record = z.strictObject({
  sourceIp: nullableText,
  count,
  disposition: z.enum(['none', 'pass', 'quarantine', 'reject']).nullable(),
  dkim: passOrFail.describe('whether an aligned signature passed, as the receiver evaluated it'),
  spf: passOrFail.describe('whether SPF passed with alignment, as the receiver evaluated it'),
  reasons: z.array(z.strictObject({ type: nullableText, comment: nullableText })).readonly(),
  headerFrom: nullableText,
  envelopeFrom: nullableText.describe('empty for the null reverse-path'),
  envelopeTo: nullableText,
  authResults: z.strictObject({
    dkim: z
      .array(
        z.strictObject({
          domain: nullableText,
          selector: nullableText,
          result: z.enum(['none', 'pass', 'fail', 'policy', 'neutral', 'temperror', 'permerror']).nullable(),
          humanResult: nullableText,
        }),
      )
      .readonly(),
    spf: z
      .array(
        z.strictObject({
          domain: nullableText,
          scope: z.enum(['mfrom', 'helo']).nullable(),
          result: z.enum(['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror']).nullable(),
          humanResult: nullableText,
        }),
      )
      .readonly(),
  }),
  class: z.enum(rowClasses),
  operator: nullableText.describe('id in the catalogue of shared infrastructure'),
  foreignTenant: nullableText,
  because: nullableText,
});

const failure = z.strictObject({
  format: z.enum(['arf', 'plain-text', 'complaint']),
  feedbackType: nullableText,
  authFailure: texts,
  identityAlignment: texts.nullable(),
  deliveryResult: nullableText,
  arrivalDate: instant.nullable(),
  originalMailFrom: nullableText,
  originalRcptTo: texts,
  reportedDomains: texts,
  dkimDomain: nullableText,
  dkimSelector: nullableText,
  dkimIdentity: nullableText,
  spfDns: texts,
  authenticationResults: texts,
  incidents: count,
  userAgent: nullableText,
  original: z.strictObject({ from: nullableText, subject: nullableText, messageId: nullableText, date: instant.nullable() }).nullable(),
});

const tlsPolicy = z.strictObject({
  type: nullableText,
  domain: nullableText,
  policy: texts,
  mxHosts: texts,
  successfulSessions: count,
  failedSessions: count,
  failures: z
    .array(
      z.strictObject({
        resultType: nullableText,
        sendingMtaIp: nullableText,
        receivingMxHostname: nullableText,
        receivingMxHelo: nullableText,
        receivingIp: nullableText,
        failedSessionCount: count,
        additionalInformation: nullableText,
        failureReasonCode: nullableText,
      }),
    )
    .readonly(),
});

export const ReportSchema = z
  .strictObject({
    schema: z.literal('waybill/report/1'),
    evidence: z.strictObject({ path: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: index }),
    kind: z.enum(['aggregate', 'failure', 'tls']),
    dialect: z.string(),
    reporter: nullableText,
    reportId: nullableText,
    begin: instant.nullable(),
    end: instant.nullable(),
    policy: policy.nullable(),
    otherPolicies: z.array(policy).readonly(),
    metadata: z.strictObject({
      email: nullableText,
      extraContactInfo: nullableText,
      generator: nullableText,
      version: nullableText,
      namespace: nullableText,
      errors: texts,
    }),
    failure: failure.nullable(),
    tls: z.strictObject({ policies: z.array(tlsPolicy).readonly() }).nullable(),
    duplicateOf: nullableText,
    notes: z.array(note).readonly(),
    recordCount: index,
    messageCount: index,
    records: z.array(record).readonly().exactOptional(),
  })
  .meta({ id: 'waybill/report/1', title: 'Waybill reading of one DMARC or SMTP TLS report' }) satisfies z.ZodType<Report>;
