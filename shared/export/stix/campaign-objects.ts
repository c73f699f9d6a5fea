/** A campaign as STIX 2.1 objects: what was seen, by whom, why it is suspect, and the one pattern that is worth looking for. */
import { type Campaign, campaignSummary, campaignTitle } from '../campaign.ts';
import { timestamp } from './identifier.ts';
import { distinct, domainName, domainObject, identity, ipAddress, type StixObject, text } from './object.ts';
import { crossTenantPattern } from './pattern.ts';

/** Sections 4.14 and 5.2: integers end here. */
const mostCounted = 999_999_999;

/** Why any of this is possible at all. */
const references = [
  { source_name: 'RFC 7208', description: 'Section 11.4, Cross-User Forgery', url: 'https://www.rfc-editor.org/rfc/rfc7208#section-11.4' },
  { source_name: 'cve', external_id: 'CVE-2024-7208' },
  { source_name: 'cve', external_id: 'CVE-2024-7209' },
  { source_name: 'CERT/CC', external_id: 'VU#244112', url: 'https://www.kb.cert.org/vuls/id/244112' },
];

/**
 * In an order in which nothing refers to what stands behind it. Objects that campaigns have in common (addresses, domains, receivers) are the
 * same objects with the same ids: the caller writes each id once.
 */
export function campaignObjects(campaign: Campaign): readonly StixObject[] {
  const { fromDomain, foreignTenant, operator, operatorName, first, last } = campaign;
  const from = domainName(fromDomain);
  const tenant = foreignTenant === null ? null : domainName(foreignTenant);
  const names = distinct([from, tenant].filter((name) => name !== null));
  const service = identity(text(operatorName), 'organization', `Runs infrastructure that many tenants share (${operator}).`);
  const receivers = distinct(
    campaign.reporters.map((reporter) => identity(text(reporter), 'organization', 'Sent DMARC aggregate reports.')),
  );

  const addresses: StixObject[] = [];
  const observations: StixObject[] = [];
  for (const source of campaign.sources) {
    const address = ipAddress(source.ip);
    if (address === null) continue;
    addresses.push(address);
    // One for each address: `number_observed` counts each of the objects that it refers to (section 4.14).
    observations.push(
      domainObject('observed-data', source.last, {
        first_observed: timestamp(source.first),
        last_observed: timestamp(source.last),
        number_observed: Math.min(Math.max(source.messages, 1), mostCounted),
        object_refs: [address.id, ...names.map(({ id }) => id)],
      }),
    );
  }

  // The address of a shared pool is no indicator: every tenant of the service sends from it, the victim too. Nor is the tenant's domain alone:
  // its owner may be compromised, and its own mail carries the same signature. Only both names together are.
  const indicator =
    from === null || tenant === null
      ? null
      : domainObject('indicator', first, {
          name: text(campaignTitle(campaign)),
          description: `Mail that says it is from ${fromDomain} and carries a signature of ${String(tenant.value)}, which is not known to be a tenant of that domain. A suspicion from DMARC aggregate reports, not a verdict on a message.`,
          indicator_types: ['anomalous-activity'],
          pattern: crossTenantPattern(String(from.value), String(tenant.value)),
          pattern_type: 'stix',
          pattern_version: '2.1',
          valid_from: timestamp(first),
        });
  const sighting =
    indicator === null || observations.length === 0
      ? null
      : domainObject('sighting', last, {
          sighting_of_ref: indicator.id,
          first_seen: timestamp(first),
          last_seen: timestamp(last),
          count: Math.min(campaign.messages, mostCounted),
          observed_data_refs: observations.map(({ id }) => id),
          ...(receivers.length === 0 ? {} : { where_sighted_refs: receivers.map(({ id }) => id) }),
          summary: true,
        });
  const said = [...observations, ...(indicator === null ? [] : [indicator])];
  const note =
    campaign.because.length === 0 || said.length === 0
      ? null
      : domainObject('note', last, {
          abstract: 'Why these rows are suspect',
          content: campaign.because.map(text).join('\n'),
          object_refs: said.map(({ id }) => id),
        });
  const members = [
    ...names,
    service,
    ...receivers,
    ...addresses,
    ...said,
    ...(sighting === null ? [] : [sighting]),
    ...(note === null ? [] : [note]),
  ];
  const grouping = domainObject('grouping', last, {
    name: text(campaignTitle(campaign)),
    description: text(campaignSummary(campaign)),
    context: 'suspicious-activity',
    object_refs: distinct(members).map(({ id }) => id),
    external_references: references,
  });
  return [...members, grouping];
}
