/** The zod schema of a published exposure; the JSON Schema that ships is generated from it. */
import { z } from 'zod';
import type { Exposure } from './facts/exposure.ts';

const nullableText = z.string().nullable();
const question = z
  .string()
  .regex(/^\S+ [A-Z]+$/)
  .describe('NAME TYPE, as dig -f reads it');
const ipv4 = z.int().min(0).describe('number of IPv4 addresses, each counted once');
const ipv6 = z.string().regex(/^\d+$/).describe('number of IPv6 addresses, decimal');
const count = z.strictObject({ ipv4, ipv6 });
const dmarc = z.strictObject({
  result: z.enum(['pass', 'fail', 'none', 'permerror', 'temperror', 'unknown']).describe('of mail that passed SPF for the domain'),
  policy: nullableText,
  policyDomain: nullableText,
  reason: z.string(),
  missing: z.array(z.string()).readonly(),
});

export const ExposureSchema = z
  .strictObject({
    schema: z.literal('waybill/exposure/1'),
    domain: z.string(),
    at: nullableText.describe('instant of the records, ISO 8601 UTC; null is the newest'),
    sentence: z.string(),
    spf: z.strictObject({
      record: nullableText,
      rest: z
        .enum(['pass', 'fail', 'softfail', 'neutral', 'none', 'permerror', 'temperror', 'unknown'])
        .describe('what an address gets that no term lists'),
      problem: nullableText,
      lookups: z.int().min(0),
      lookupsAllowed: z.int().min(0),
    }),
    space: z.strictObject({
      total: count,
      own: count,
      shared: z
        .array(
          z.strictObject({
            operator: z.string(),
            name: z.string(),
            by: z.array(z.string()).readonly(),
            ipv4,
            ipv6,
            presumed: z
              .strictObject({ seen: nullableText })
              .nullable()
              .describe('rests on a bundled copy of the record, last seen on this day'),
          }),
        )
        .readonly(),
      other: z.array(z.strictObject({ domain: z.string(), ipv4, ipv6 })).readonly(),
      everyone: z.boolean(),
      openEnded: z.array(z.string()).readonly(),
    }),
    terms: z
      .array(
        z.strictObject({
          path: z.array(z.string()).readonly(),
          term: z.string(),
          passes: z.boolean(),
          space: z.enum(['own', 'shared', 'other', 'everyone', 'open-ended', 'none', 'unknown']),
          operator: nullableText,
          matches: count.nullable(),
          note: z.string(),
          presumed: z.boolean(),
          missing: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    dmarc: z.strictObject({ rfc9989: dmarc, rfc7489: dmarc }),
    findings: z
      .array(
        z.strictObject({
          code: z.enum([
            'everyone',
            'shared-pool',
            'own-range-is-shared',
            'huge-range',
            'open-ended',
            'error',
            'too-many-lookups',
            'no-record',
            'no-default',
          ]),
          text: z.string(),
        }),
      )
      .readonly(),
    missing: z.array(question).readonly(),
  })
  .meta({ id: 'waybill/exposure/1', title: 'Who may pass SPF and DMARC as a domain' }) satisfies z.ZodType<Exposure>;
