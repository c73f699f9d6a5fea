import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Campaign } from '../../../../shared/export/campaign.ts';
import { writeEvent } from '../../../../shared/export/misp/event.ts';
import definition from '../../../../shared/export/misp/objects/dmarc-row/definition.json';
import { dmarcRow, domainIp } from '../../../../shared/export/misp/template.ts';
import type { SuspectMessage } from '../../../../shared/export/suspect-message.ts';
import { suspect } from '../suspects.ts';

const campaign: Campaign = {
  fromDomain: 'alpha.example',
  operator: 'exchange-online',
  operatorName: 'Exchange Online',
  foreignTenant: 'bravo.onmicrosoft.com',
  messages: 44,
  rows: 3,
  first: '2026-11-01T00:00:00Z',
  last: '2026-11-03T23:59:59Z',
  reporters: ['other.example', 'receiver.example'],
  because: ['SPF passed for alpha.example through a shared pool of Exchange Online.'],
  sources: [
    {
      ip: '2a01:111:f400::1',
      messages: 4,
      rows: 1,
      first: '2026-11-02T00:00:00Z',
      last: '2026-11-02T23:59:59Z',
      reporters: ['other.example'],
    },
    {
      ip: '40.107.117.56',
      messages: 40,
      rows: 2,
      first: '2026-11-01T00:00:00Z',
      last: '2026-11-03T23:59:59Z',
      reporters: ['other.example', 'receiver.example'],
    },
  ],
};

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const seconds = z.string().regex(/^\d+$/);
const distribution = z.enum(['0', '1', '2', '3', '4', '5']);
/** Types by category, as far as we use them (MISP core format, section 2.3). */
const typesOf: Readonly<Record<string, readonly string[]>> = {
  'Network activity': ['domain', 'ip-src', 'ip-dst'],
  'Payload delivery': ['email-src', 'email-subject', 'email-message-id', 'ip-src'],
  Other: ['text', 'counter', 'datetime'],
};
const Attribute = z
  .strictObject({
    uuid,
    type: z.string(),
    category: z.string(),
    object_relation: z.string(),
    value: z.string().min(1),
    to_ids: z.boolean(),
    disable_correlation: z.boolean(),
    distribution,
    sharing_group_id: z.literal('0'),
    timestamp: seconds,
    comment: z.string(),
    deleted: z.literal(false),
  })
  .refine(({ type, category }) => typesOf[category]?.includes(type));
const Event = z.strictObject({
  Event: z.strictObject({
    uuid,
    info: z.string().min(1).max(256),
    date: z.iso.date(),
    threat_level_id: z.enum(['1', '2', '3', '4']),
    analysis: z.enum(['0', '1', '2']),
    distribution,
    sharing_group_id: z.literal('0'),
    published: z.literal(false),
    timestamp: seconds,
    publish_timestamp: z.literal('0'),
    Orgc: z.strictObject({ name: z.string(), uuid }),
    Attribute: z.array(Attribute),
    Object: z.array(
      z.strictObject({
        name: z.string(),
        'meta-category': z.string(),
        description: z.string(),
        template_uuid: z.uuid(),
        template_version: z.string().regex(/^\d+$/),
        uuid,
        timestamp: seconds,
        distribution,
        sharing_group_id: z.literal('0'),
        comment: z.string(),
        deleted: z.literal(false),
        first_seen: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/),
        last_seen: z.string(),
        ObjectReference: z.array(
          z.strictObject({
            uuid,
            timestamp: seconds,
            object_uuid: uuid,
            referenced_uuid: uuid,
            relationship_type: z.string(),
            comment: z.string(),
            deleted: z.literal(false),
          }),
        ),
        Attribute: z.array(Attribute).min(1),
      }),
    ),
  }),
});

function eventOf(...campaigns: readonly Campaign[]) {
  const event = writeEvent({ info: 'Suspects', first: campaign.first, last: campaign.last, contents: campaigns.length });
  const text = event.begin + campaigns.map((each) => event.campaign(each)).join('') + event.end;
  return { text, event: Event.parse(JSON.parse(text)).Event };
}

describe('a MISP event', () => {
  it('is private, undecided and dated by what was seen', () => {
    const { event } = eventOf(campaign);
    expect({ ...event, Object: [], uuid: '', Orgc: null }).toEqual({
      uuid: '',
      info: 'Suspects',
      date: '2026-11-01',
      threat_level_id: '4',
      analysis: '0',
      distribution: '0',
      sharing_group_id: '0',
      published: false,
      timestamp: '1793750399',
      publish_timestamp: '0',
      Orgc: null,
      Attribute: [],
      Object: [],
    });
  });

  it('has the tenant’s domain with its addresses, and a row for each address that leads to it', () => {
    const { event } = eventOf(campaign);
    expect(event.Object.map(({ name, template_uuid, template_version }) => [name, template_uuid, template_version])).toEqual([
      ['domain-ip', domainIp.uuid, '9'],
      ['dmarc-row', dmarcRow.uuid, '1'],
      ['dmarc-row', dmarcRow.uuid, '1'],
    ]);
    const [tuple, ...rows] = event.Object;
    expect(rows.map(({ ObjectReference: [reference] }) => reference?.referenced_uuid)).toEqual([tuple?.uuid, tuple?.uuid]);
    expect(rows[1]?.Attribute.map(({ object_relation, value }) => `${object_relation} ${value}`)).toEqual([
      'header-from alpha.example',
      'source-ip 40.107.117.56',
      'operator Exchange Online',
      'foreign-tenant bravo.onmicrosoft.com',
      'class cross-tenant-suspect',
      'because SPF passed for alpha.example through a shared pool of Exchange Online.',
      'messages 40',
      'rows 2',
      'reporter other.example',
      'reporter receiver.example',
      'first-seen 2026-11-01T00:00:00.000000+00:00',
      'last-seen 2026-11-03T23:59:59.000000+00:00',
    ]);
  });

  it('gives detection the foreign tenant and nothing that others share', () => {
    const { event } = eventOf(campaign);
    const attributes = event.Object.flatMap(({ Attribute: list }) => list);
    expect([...new Set(attributes.filter(({ to_ids }) => to_ids).map(({ value }) => value))]).toEqual(['bravo.onmicrosoft.com']);
    // Nor may the pool tie this event to those of other victims.
    const addresses = attributes.filter(({ type }) => type.startsWith('ip-'));
    expect(addresses.length).toBe(4);
    expect(addresses.every(({ disable_correlation, to_ids }) => disable_correlation && !to_ids)).toBe(true);
  });

  it('fits the template that it brings', () => {
    const { event } = eventOf(campaign);
    const known = definition.attributes as Readonly<
      Record<string, { 'misp-attribute': string; multiple?: boolean; categories: readonly string[] }>
    >;
    for (const { name, Attribute: attributes } of event.Object) {
      if (name !== 'dmarc-row') continue;
      for (const { object_relation, type, category } of attributes) {
        expect({ object_relation, type }).toEqual({ object_relation, type: known[object_relation]?.['misp-attribute'] });
        expect(known[object_relation]?.categories).toContain(category);
        if (known[object_relation]?.multiple !== true)
          expect(attributes.filter((each) => each.object_relation === object_relation)).toHaveLength(1);
      }
    }
  });

  it('is the same for the same case, with ids of its own for each campaign', () => {
    const other = { ...campaign, fromDomain: 'charlie.example' };
    expect(eventOf(campaign, other).text).toBe(eventOf(campaign, other).text);
    const { event } = eventOf(campaign, other);
    const ids = event.Object.flatMap((object) => [
      object.uuid,
      ...object.Attribute.map((attribute) => attribute.uuid),
      ...object.ObjectReference.map((reference) => reference.uuid),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is sound without a campaign, and without a tenant', () => {
    expect(eventOf().event.Object).toEqual([]);
    expect(eventOf({ ...campaign, foreignTenant: null }).event.Object.map(({ name }) => name)).toEqual(['dmarc-row', 'dmarc-row']);
  });

  it('stays sound, whatever reporters write', () => {
    const word = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('a"b.example', 'x\u202e.example', 'single', '</script>', 'ALPHA.Example.'),
    );
    fc.assert(
      fc.property(word, word, word, word, (fromDomain, foreignTenant, ip, reporter) => {
        const sources = campaign.sources.map((source, index) => (index === 0 ? { ...source, ip, reporters: [reporter] } : source));
        expect(eventOf({ ...campaign, fromDomain, foreignTenant, sources, because: [reporter] }).event.Object.length).toBeLessThanOrEqual(
          3,
        );
      }),
    );
  });
});

describe('a suspect message in a MISP event', () => {
  const write = (...messages: readonly SuspectMessage[]) => {
    const event = writeEvent({ info: 'Suspects', first: suspect.at, last: suspect.at, contents: messages.length });
    return Event.parse(JSON.parse(event.begin + messages.map((each) => event.message(each)).join('') + event.end)).Event;
  };

  it('is the mail and the tenant, and only the tenant is for detection', () => {
    const { Object: objects } = write(suspect);
    expect(objects.map(({ name }) => name)).toEqual(['domain-ip', 'email']);
    expect(objects[1]?.Attribute.map(({ object_relation, type, value, to_ids }) => [object_relation, type, value, to_ids])).toEqual([
      ['from', 'email-src', 'alice@alpha.example', false],
      ['subject', 'email-subject', 'New bank details', false],
      ['send-date', 'datetime', '2026-03-11T08:14:13.000000+00:00', false],
      ['ip-src', 'ip-src', '40.107.117.56', false],
    ]);
    expect(objects[1]?.comment).toContain(`probable: ${suspect.sentence} (SHA-256 ${suspect.sha256})`);
    const wanted = objects.flatMap(({ Attribute: attributes }) => attributes.filter(({ to_ids }) => to_ids).map(({ value }) => value));
    expect(wanted).toEqual(['bravo.onmicrosoft.com']);
  });

  it('gives detection nothing where the verdict accuses no one tenant', () => {
    for (const part of [{ kind: 'laundered-pass' as const }, { tenants: ['bravo.onmicrosoft.com', 'list.example'] }, { tenants: [] }]) {
      expect(JSON.stringify(write({ ...suspect, ...part }))).not.toContain('"to_ids":true');
    }
  });

  it('has ids of its own, even where two messages look alike', () => {
    const { Object: objects } = write(suspect, { ...suspect, sha256: 'cd'.repeat(32) });
    expect(new Set(objects.map(({ uuid: id }) => id)).size).toBe(4);
  });
});
