/** The zod schema of the published analysis; the JSON Schema that ships is generated from it. */
import { z } from 'zod';
import type { Analysis, AnalysisError } from './facts/analysis.ts';
import { verdictKinds } from './facts/verdict.ts';

const nullableText = z.string().nullable();
const index = z.int().min(0);
const trust = z.enum(['vouched', 'attributed', 'claimed']);
const source = z.enum(['replay', 'receiver-record', 'operator-record']);
const instant = z
  .string()
  .regex(/^\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  .describe('UTC, ISO 8601 to the second');
const place = z.strictObject({
  header: index.describe('header field, counted from 0 at the top of the message'),
  start: index.describe('first byte in the evidence'),
  end: index.describe('byte behind the last'),
});
const evidence = z.strictObject({ path: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: index });
const spfResult = z.enum(['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror', 'unknown']);
const connectionRole = z.enum(['ingress', 'transit', 'egress']);
const differenceCodes = [
  'dns-changed',
  'forged-header',
  'forwarder',
  'broken-body',
  'changed-header',
  'missing-dns',
  'different-identity',
  'receiver-local-policy',
  'unexplained',
] as const;
const dmarcReading = z.strictObject({
  result: z.enum(['pass', 'fail', 'none', 'permerror', 'temperror', 'unknown']),
  policy: nullableText,
  policyDomain: nullableText,
  organizationalDomain: nullableText,
  by: z.array(z.enum(['spf', 'dkim'])).readonly(),
});

export const AnalysisSchema = z
  .strictObject({
    schema: z.literal('waybill/analysis/1'),
    evidence,
    message: z.strictObject({
      from: z.array(z.strictObject({ address: z.string(), domain: z.string(), organizationalDomain: nullableText })).readonly(),
      mailFrom: nullableText,
      helo: nullableText,
      subject: nullableText,
      date: instant.nullable(),
      messageId: nullableText,
    }),
    evaluatedAt: instant.nullable(),
    boundary: z.strictObject({
      hop: index.nullable(),
      header: z.int().min(-1),
      basis: z.enum(['authentication-results', 'received-spf', 'received-chain', 'user', 'none']),
      explanation: z.string(),
    }),
    hops: z
      .array(
        z.strictObject({
          index,
          at: instant.nullable(),
          from: z.strictObject({ helo: nullableText, rdns: nullableText, ip: nullableText }),
          by: nullableText,
          with: nullableText,
          tls: nullableText,
          id: nullableText,
          for: nullableText,
          operator: nullableText,
          dialect: nullableText,
          delaySeconds: z.number().nullable(),
          clockSkewed: z.boolean(),
          trust,
          header: index,
        }),
      )
      .readonly(),
    segments: z
      .array(
        z.strictObject({
          index,
          admd: z.string(),
          operator: nullableText,
          hops: z.array(index).readonly(),
          role: z.enum(['origin', 'shared', 'relay', 'receiver']),
          trust,
        }),
      )
      .readonly(),
    handoffs: z
      .array(
        z.strictObject({
          index,
          role: connectionRole,
          hop: index.nullable(),
          fromSegment: index,
          toSegment: index,
          client: z.strictObject({ ip: nullableText, helo: nullableText, rdns: nullableText }),
          at: instant.nullable(),
          operator: nullableText,
          trust,
          source,
          places: z.array(place).readonly(),
        }),
      )
      .readonly(),
    replays: z
      .array(
        z.strictObject({
          hop: index.nullable().describe('null where the Received line of this connection was stripped and only a record tells of it'),
          handoff: index,
          role: connectionRole,
          source,
          trust,
          spf: z.strictObject({
            identity: z.enum(['mailfrom', 'helo', 'from']),
            domain: z.string(),
            ip: z.string(),
            result: spfResult,
            mechanism: nullableText,
            path: z.array(z.string()).readonly(),
            sharedBy: nullableText,
            missing: z.array(z.string()).readonly(),
          }),
        }),
      )
      .readonly(),
    dkim: z
      .array(
        z.strictObject({
          domain: z.string(),
          selector: z.string(),
          result: z.enum(['none', 'pass', 'fail', 'policy', 'neutral', 'temperror', 'permerror', 'unknown']),
          bodyHash: z.enum(['match', 'mismatch']).nullable(),
          aligned: z.boolean(),
          header: index,
        }),
      )
      .readonly(),
    arc: z.strictObject({
      result: z.enum(['none', 'pass', 'fail', 'unknown']),
      sets: z.array(z.strictObject({ instance: z.int().min(1), sealedBy: z.string() })).readonly(),
    }),
    dmarc: z.strictObject({ rfc9989: dmarcReading, rfc7489: dmarcReading }),
    claims: z
      .array(
        z.strictObject({
          header: index,
          authservId: nullableText,
          method: z.string(),
          result: z.string(),
          domain: nullableText,
          ip: nullableText,
          trust,
          agrees: z.boolean().nullable().describe('whether the replay says the same; null where it is unknown or there is none'),
          difference: z
            .strictObject({ code: z.enum(differenceCodes), text: z.string() })
            .nullable()
            .describe('why the replay does not say the same, or cannot tell'),
        }),
      )
      .readonly(),
    tenants: z
      .array(
        z.strictObject({
          operator: z.string(),
          kind: z.enum(['dkim-domain', 'tenant-id', 'organization-domain', 'account']),
          value: z.string(),
          header: index,
          trust,
        }),
      )
      .readonly(),
    verdict: z.strictObject({
      kind: z.enum(verdictKinds),
      confidence: z.enum(['confirmed', 'probable']).nullable(),
      sentence: z.string(),
      operator: nullableText,
      flippedAt: index.nullable(),
      passed: z.strictObject({ spf: z.boolean().nullable(), dmarc: z.boolean().nullable() }),
      claimedDomain: nullableText,
      actualTenant: nullableText,
      reasons: z
        .array(
          z.strictObject({
            signal: z.string(),
            points: z.enum(verdictKinds),
            weight: z.enum(['decisive', 'strong', 'supporting', 'countering']),
            trust,
            source,
            text: z.string(),
            places: z.array(place).readonly(),
          }),
        )
        .readonly(),
      open: z.array(z.string()).readonly(),
    }),
    questions: z.array(z.string()).readonly(),
  })
  .meta({ id: 'waybill/analysis/1', title: 'Waybill analysis of one message' }) satisfies z.ZodType<Analysis>;

export const AnalysisErrorSchema = z
  .strictObject({
    schema: z.literal('waybill/error/1'),
    id: z.union([z.string(), z.number(), z.null()]).optional().describe('of the line that could not be answered, in "spf --batch" only'),
    evidence: z.union([evidence, z.strictObject({ path: z.string(), sha256: z.null(), bytes: z.null() })]),
    error: z.strictObject({ code: z.string(), message: z.string() }),
  })
  .meta({ id: 'waybill/error/1', title: 'An input that could not be analysed' }) satisfies z.ZodType<AnalysisError>;
