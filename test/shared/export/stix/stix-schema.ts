/** What STIX 2.1 (OASIS Standard, 10 June 2021) asks of the objects that we write, as a schema of our own: required properties, forms, references. */
import { z } from 'zod';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const id = (type: string) => z.string().regex(new RegExp(`^${type}--${uuid}$`));
const anyId = z.string().regex(new RegExp(`^[a-z0-9-]+--${uuid}$`));
/** Section 2.14: RFC 3339, UTC, with Z. */
const timestamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const refs = z
  .array(anyId)
  .min(1)
  .refine((ids) => new Set(ids).size === ids.length);

const sdo = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({
    type: z.literal(type),
    spec_version: z.literal('2.1'),
    id: id(type),
    created_by_ref: id('identity').optional(),
    created: timestamp,
    modified: timestamp,
    external_references: z
      .array(
        z.strictObject({
          source_name: z.string().min(1),
          description: z.string().optional(),
          url: z.url().optional(),
          external_id: z.string().optional(),
        }),
      )
      .min(1)
      .optional(),
    ...shape,
  });
const sco = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), spec_version: z.literal('2.1'), id: id(type), ...shape });

export const StixObjectSchema = z.discriminatedUnion('type', [
  sdo('identity', { name: z.string().min(1), identity_class: z.enum(['organization', 'system']), description: z.string() }),
  sdo('indicator', {
    name: z.string(),
    description: z.string(),
    indicator_types: z.array(
      z.enum(['anomalous-activity', 'anonymization', 'benign', 'compromised', 'malicious-activity', 'attribution', 'unknown']),
    ),
    pattern: z.string().regex(/^\[.+\]$/),
    pattern_type: z.literal('stix'),
    pattern_version: z.literal('2.1'),
    valid_from: timestamp,
  }),
  // Section 4.14: a list of objects, each of which was observed this often.
  sdo('observed-data', {
    first_observed: timestamp,
    last_observed: timestamp,
    number_observed: z.int().min(1).max(999_999_999),
    object_refs: refs,
  }).refine((object) => object.last_observed >= object.first_observed),
  sdo('note', { abstract: z.string(), content: z.string().min(1), object_refs: refs }),
  sdo('grouping', {
    name: z.string(),
    description: z.string(),
    context: z.enum(['suspicious-activity', 'malware-analysis', 'unspecified']),
    object_refs: refs,
  }),
  sdo('sighting', {
    first_seen: timestamp,
    last_seen: timestamp,
    count: z.int().min(0).max(999_999_999),
    sighting_of_ref: anyId,
    observed_data_refs: z.array(id('observed-data')).min(1),
    where_sighted_refs: z.array(id('identity')).min(1).optional(),
    summary: z.boolean(),
  }).refine((object) => object.last_seen >= object.first_seen),
  sco('ipv4-addr', { value: z.ipv4() }),
  sco('ipv6-addr', { value: z.ipv6() }),
  sco('domain-name', { value: z.string().regex(/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+$/) }),
  sco('file', { hashes: z.strictObject({ 'SHA-256': z.string().regex(/^[0-9a-f]{64}$/) }) }),
  sco('email-addr', { value: z.string().regex(/^[^@\s]+@[^@\s]+$/) }),
  sco('email-message', {
    is_multipart: z.boolean(),
    from_ref: id('email-addr').optional(),
    sender_ref: id('email-addr').optional(),
    subject: z.string().optional(),
    date: timestamp.optional(),
    message_id: z.string().optional(),
  }),
]);

export const BundleSchema = z.strictObject({ type: z.literal('bundle'), id: id('bundle'), objects: z.array(StixObjectSchema).min(1) });
export type Bundle = z.infer<typeof BundleSchema>;

/** References that lead nowhere, and ids that stand twice. Empty for a sound bundle. */
export function looseEnds({ objects }: Bundle): readonly string[] {
  const ids = objects.map((object) => object.id);
  const twice = ids.filter((each, index) => ids.indexOf(each) !== index);
  const text = JSON.stringify(objects.map((object) => ({ ...object, id: '' })));
  const named = [...text.matchAll(new RegExp(`"([a-z0-9-]+--${uuid})"`, 'g'))].map(([, ref = '']) => ref);
  return [...twice, ...named.filter((ref) => !ids.includes(ref))];
}
