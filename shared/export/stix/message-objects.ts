/** A suspect message as STIX 2.1 objects: the mail, who it says it is from, what handed it over, and the verdict as a note. */
import { accusedTenant, plainAddress, type SuspectMessage } from '../suspect-message.ts';
import { timestamp } from './identifier.ts';
import { distinct, domainName, domainObject, ipAddress, observable, type StixObject, text } from './object.ts';
import { crossTenantPattern } from './pattern.ts';

/** In an order in which nothing refers to what stands behind it; the caller writes each id once. */
export function messageObjects(message: SuspectMessage): readonly StixObject[] {
  const { at, subject, kind, confidence, sentence } = message;
  const address = plainAddress(message.from);
  const sender = address === null ? null : observable('email-addr', { value: address });
  // Section 6.6. Body and parts stay in the evidence; `is_multipart` is required and says here that none is described.
  const mail = observable(
    'email-message',
    { ...(sender === null ? {} : { from_ref: sender.id }), ...(subject === null ? {} : { subject: text(subject) }) },
    { is_multipart: false, date: timestamp(at) },
  );
  // Section 6.5: ties the statement to the bytes, without the path on somebody's disk.
  const file = observable('file', { hashes: { 'SHA-256': message.sha256 } });
  const names = [...message.fromDomains, ...message.tenants].flatMap((name) => domainName(name) ?? []);
  const addresses = message.addresses.flatMap((ip) => ipAddress(ip) ?? []);
  const seen = distinct([...(sender === null ? [] : [sender]), mail, file, ...names, ...addresses]);
  const observation = domainObject('observed-data', at, {
    first_observed: timestamp(at),
    last_observed: timestamp(at),
    number_observed: 1,
    object_refs: seen.map(({ id }) => id),
  });
  const accused = accusedTenant(message);
  const tenant = accused === null ? null : domainName(accused);
  const [from] = message.fromDomains.flatMap((name) => domainName(name) ?? []);
  // As with campaigns: both names together, never an address, and only where the verdict names one tenant.
  const indicator =
    tenant === null || from === undefined
      ? null
      : domainObject('indicator', at, {
          name: `${String(tenant.value)} in the name of ${String(from.value)}`,
          description: text(sentence),
          indicator_types: ['anomalous-activity'],
          pattern: crossTenantPattern(String(from.value), String(tenant.value)),
          pattern_type: 'stix',
          pattern_version: '2.1',
          valid_from: timestamp(at),
        });
  const said = [observation, ...(indicator === null ? [] : [indicator])];
  const note = domainObject('note', at, {
    abstract: `Verdict: ${kind}, ${confidence ?? 'no confidence stated'}`,
    content: text(sentence),
    object_refs: said.map(({ id }) => id),
  });
  const members = distinct([...seen, ...said, note]);
  const grouping = domainObject('grouping', at, {
    name: text(`Suspect message: ${subject ?? message.sha256}`),
    description: text(sentence),
    context: 'suspicious-activity',
    object_refs: members.map(({ id }) => id),
  });
  return [...members, grouping];
}
