/** The STIX 2.1 objects that we write, and how each kind is made: common properties and identifiers in one place. */
import { normalizeDomainName } from '../../names/domain-name.ts';
import { parseIp } from '../../names/ip-network.ts';
import { printable } from '../../text/printable.ts';
import type { Json } from '../uuid.ts';
import { contentId, observableId, timestamp } from './identifier.ts';

export interface StixObject {
  readonly type: string;
  readonly id: string;
  readonly [property: string]: Json | undefined;
}

/** The day from which this form of the tool's own identities counts. A fixed one, because an export reads no clock. */
const identitiesSince = '2026-01-01T00:00:00.000Z';

/** A cyber-observable object (section 6). `contributing` are its ID Contributing Properties, `rest` what else it says. */
export function observable(
  type: string,
  contributing: Readonly<Record<string, Json>>,
  rest: Readonly<Record<string, Json | undefined>> = {},
): StixObject {
  return { type, spec_version: '2.1', id: observableId(type, contributing), ...contributing, ...rest };
}

/** A domain or relationship object (sections 4 and 5), made by us. `at` is the last instant that it speaks of, ISO 8601 UTC to the second. */
export function domainObject(type: string, at: string, content: Readonly<Record<string, Json | undefined>>): StixObject {
  const said = { created_by_ref: waybill.id, created: timestamp(at), modified: timestamp(at), ...content };
  return { type, spec_version: '2.1', id: contentId(type, said), ...said };
}

/** Who is meant by a name in a report (section 4.5). */
export function identity(name: string, identityClass: 'organization' | 'system', description: string): StixObject {
  const said = { created: identitiesSince, modified: identitiesSince, name, identity_class: identityClass, description };
  return { type: 'identity', spec_version: '2.1', id: contentId('identity', said), ...said };
}

/** The maker of every object: the tool, not the person who runs it. */
export const waybill: StixObject = identity(
  'Waybill',
  'system',
  'Offline workbench for e-mail forensics; finds cross-tenant spoofing in DMARC reports.',
);

/** Different texts may come to the same object: reporters that differ in case of a domain, addresses in their spelling. */
export function distinct(objects: readonly StixObject[]): readonly StixObject[] {
  return [...new Map(objects.map((object) => [object.id, object])).values()];
}

/** Section 6.4. Null for what is no domain name: reporters write what they like. */
export function domainName(name: string): StixObject | null {
  const canonical = normalizeDomainName(name);
  return canonical?.includes('.') ? observable('domain-name', { value: canonical }) : null;
}

/** Sections 6.7 and 6.8. */
export function ipAddress(ip: string): StixObject | null {
  const address = parseIp(ip);
  return address === null ? null : observable(`ipv${address.version}-addr`, { value: address.text });
}

/** Texts of reporters, with nothing in them that acts on a screen. */
export function text(written: string): string {
  return printable(written).slice(0, 4_000);
}
