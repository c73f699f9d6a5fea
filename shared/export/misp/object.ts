/** One MISP object (core format, section 2.5) with its attributes and references, made from a template. */
import { normalizeDomainName } from '../../names/domain-name.ts';
import { printable } from '../../text/printable.ts';
import { canonicalJson, uuid5 } from '../uuid.ts';
import type { MispTemplate } from './template.ts';

/** UUIDv5 of `urn:waybill:misp:1` in the URL namespace of RFC 9562. */
export const namespace = '9a32a21e-df88-5d6e-b575-8e15739a8507';

/** Beside the one thing that is worth looking for. */
export const tenantNote = 'Signing domain of the tenant that handed it in. Its owner may be a victim of a compromise.';

/** Beside an address that is never to be looked for. */
export function poolNote(operatorName: string): string {
  return `Shared pool of ${operatorName}: all its tenants send from it. Not an indicator.`;
}

/** Null for what is no domain name: reporters write what they like. */
export function domainOf(name: string): string | null {
  const canonical = normalizeDomainName(name);
  return canonical?.includes('.') ? canonical : null;
}

export interface Attribute {
  readonly relation: string;
  readonly type: string;
  readonly value: string;
  readonly toIds: boolean;
  readonly comment?: string;
  /** Events about other victims of the same service hold the same value: it must not tie them together. */
  readonly isShared?: boolean;
}

export interface ObjectContent {
  readonly comment: string;
  readonly attributes: readonly Attribute[];
  readonly references: readonly { readonly to: string; readonly relationship: string }[];
}

const categories: Readonly<Record<string, string>> = {
  domain: 'Network activity',
  'ip-src': 'Network activity',
  'ip-dst': 'Network activity',
  'email-src': 'Payload delivery',
  'email-subject': 'Payload delivery',
};

export function mispObject(
  template: MispTemplate,
  event: string,
  { first, last }: { readonly first: string; readonly last: string },
  { comment, attributes, references }: ObjectContent,
) {
  const key = canonicalJson({
    event,
    template: template.uuid,
    comment,
    attributes: attributes.map(({ relation, value }) => [relation, value]),
  });
  const uuid = uuid5(namespace, key);
  const timestamp = seconds(last);
  return {
    name: template.name,
    'meta-category': template.metaCategory,
    description: template.description,
    template_uuid: template.uuid,
    template_version: String(template.version),
    uuid,
    timestamp,
    distribution: '5',
    sharing_group_id: '0',
    comment: text(comment),
    deleted: false,
    first_seen: datetime(first),
    last_seen: datetime(last),
    ObjectReference: references.map(({ to, relationship }) => ({
      uuid: uuid5(namespace, canonicalJson([uuid, to, relationship])),
      timestamp,
      object_uuid: uuid,
      referenced_uuid: to,
      relationship_type: relationship,
      comment: '',
      deleted: false,
    })),
    Attribute: attributes.map((attribute, index) => ({
      uuid: uuid5(namespace, canonicalJson([uuid, index, attribute.relation])),
      type: attribute.type,
      category: categories[attribute.type] ?? 'Other',
      object_relation: attribute.relation,
      value: attribute.value,
      to_ids: attribute.toIds,
      disable_correlation: attribute.isShared === true || categories[attribute.type] === undefined,
      distribution: '5',
      sharing_group_id: '0',
      timestamp,
      comment: attribute.comment ?? '',
      deleted: false,
    })),
  };
}

/** Seconds since 1970, as text. */
export function seconds(instant: string): string {
  return String(Math.floor(Date.parse(instant) / 1_000));
}

export function datetime(instant: string): string {
  return instant.replace(/Z$/, '.000000+00:00');
}

export function text(written: string): string {
  return printable(written).slice(0, 4_000);
}
