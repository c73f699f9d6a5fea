/** A campaign as MISP objects: the tenant's domain with the addresses that it was seen with, and a row for each address. */
import { parseIp } from '../../names/ip-network.ts';
import { type Campaign, campaignTitle } from '../campaign.ts';
import type { Json } from '../uuid.ts';
import { datetime, domainOf, mispObject, poolNote, tenantNote, text } from './object.ts';
import { dmarcRow, domainIp } from './template.ts';

/** `event` is the UUID of the event that they belong to. */
export function campaignObjects(campaign: Campaign, event: string): readonly Json[] {
  const from = domainOf(campaign.fromDomain);
  const tenant = campaign.foreignTenant === null ? null : domainOf(campaign.foreignTenant);
  const sources = campaign.sources.filter(({ ip }) => parseIp(ip) !== null);
  const pool = poolNote(campaign.operatorName);
  const tuple =
    tenant === null || sources.length === 0
      ? null
      : mispObject(domainIp, event, campaign, {
          comment: campaignTitle(campaign),
          attributes: [
            // The only thing in the event to look for: the pool's addresses and the victim's name are not.
            { relation: 'domain', type: 'domain', value: tenant, toIds: true, comment: tenantNote },
            ...sources.map(({ ip }) => ({ relation: 'ip', type: 'ip-dst', value: ip, toIds: false, comment: pool, isShared: true })),
            { relation: 'first-seen', type: 'datetime', value: datetime(campaign.first), toIds: false },
            { relation: 'last-seen', type: 'datetime', value: datetime(campaign.last), toIds: false },
            { relation: 'text', type: 'text', value: text(campaignTitle(campaign)), toIds: false },
          ],
          references: [],
        });
  const rows =
    from === null
      ? []
      : sources.map((source) =>
          mispObject(dmarcRow, event, source, {
            comment: campaignTitle(campaign),
            attributes: [
              {
                relation: 'header-from',
                type: 'domain',
                value: from,
                toIds: false,
                comment: 'The name that was used; its owner is the victim.',
              },
              { relation: 'source-ip', type: 'ip-src', value: source.ip, toIds: false, comment: pool, isShared: true },
              { relation: 'operator', type: 'text', value: text(campaign.operatorName), toIds: false },
              ...(tenant === null ? [] : [{ relation: 'foreign-tenant', type: 'domain', value: tenant, toIds: true, comment: tenantNote }]),
              { relation: 'class', type: 'text', value: 'cross-tenant-suspect', toIds: false },
              ...campaign.because.map((sentence) => ({ relation: 'because', type: 'text', value: text(sentence), toIds: false })),
              { relation: 'messages', type: 'counter', value: String(source.messages), toIds: false },
              { relation: 'rows', type: 'counter', value: String(source.rows), toIds: false },
              ...source.reporters.map((reporter) => ({ relation: 'reporter', type: 'text', value: text(reporter), toIds: false })),
              { relation: 'first-seen', type: 'datetime', value: datetime(source.first), toIds: false },
              { relation: 'last-seen', type: 'datetime', value: datetime(source.last), toIds: false },
            ],
            references: tuple === null ? [] : [{ to: tuple.uuid, relationship: 'related-to' }],
          }),
        );
  return [...(tuple === null ? [] : [tuple]), ...rows];
}
