import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../../shared/export/campaign.ts';
import { writeBundle } from '../../../../shared/export/stix/bundle.ts';
import { campaignObjects } from '../../../../shared/export/stix/campaign-objects.ts';
import { observableId } from '../../../../shared/export/stix/identifier.ts';
import { messageObjects } from '../../../../shared/export/stix/message-objects.ts';
import { crossTenantPattern } from '../../../../shared/export/stix/pattern.ts';
import type { SuspectMessage } from '../../../../shared/export/suspect-message.ts';
import { suspect } from '../suspects.ts';
import { BundleSchema, looseEnds } from './stix-schema.ts';

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
      reporters: ['receiver.example'],
    },
  ],
};

function bundleOf(...campaigns: readonly Campaign[]) {
  const bundle = writeBundle({ campaigns: campaigns.length });
  const text = bundle.begin + campaigns.map((each) => bundle.add(campaignObjects(each))).join('') + bundle.end;
  return { text, bundle: BundleSchema.parse(JSON.parse(text)) };
}

describe('identifiers of observables', () => {
  // The examples of the standard (with Errata 01, section 2.9 and 6.4), and one that other tools give.
  it.each([
    ['ipv4-addr', '198.51.100.3', 'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4'],
    ['domain-name', 'example.com', 'domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7'],
    ['ipv6-addr', '2001:db8::1', 'ipv6-addr--6469e3a9-b053-5e34-a025-9396ae051d26'],
  ])('%s %s is %s', (type, value, expected) => {
    expect(observableId(type, { value })).toBe(expected);
  });
});

describe('a campaign as a STIX bundle', () => {
  it('holds what the standard asks for, and every reference leads somewhere', () => {
    const { bundle } = bundleOf(campaign);
    expect(looseEnds(bundle)).toEqual([]);
    expect(bundle.objects.map(({ type }) => type)).toEqual([
      'identity',
      'domain-name',
      'domain-name',
      'identity',
      'identity',
      'identity',
      'ipv6-addr',
      'ipv4-addr',
      'observed-data',
      'observed-data',
      'indicator',
      'sighting',
      'note',
      'grouping',
    ]);
  });

  it('counts each address by itself', () => {
    const { bundle } = bundleOf(campaign);
    const observed = bundle.objects.flatMap((object) => (object.type === 'observed-data' ? [object] : []));
    expect(
      observed.map(({ number_observed, first_observed, last_observed, object_refs }) => [
        number_observed,
        first_observed,
        last_observed,
        object_refs.length,
      ]),
    ).toEqual([
      [4, '2026-11-02T00:00:00.000Z', '2026-11-02T23:59:59.000Z', 3],
      [40, '2026-11-01T00:00:00.000Z', '2026-11-03T23:59:59.000Z', 3],
    ]);
  });

  it('caps what is counted where the standard does', () => {
    const huge = { ...campaign, messages: 5e12, sources: campaign.sources.map((source) => ({ ...source, messages: 4e12 })) };
    const { bundle } = bundleOf(huge);
    const counted = bundle.objects.flatMap((object) =>
      object.type === 'observed-data' ? [object.number_observed] : object.type === 'sighting' ? [object.count] : [],
    );
    expect(counted).toEqual([999_999_999, 999_999_999, 999_999_999]);
  });

  it('looks for both names together and never for an address', () => {
    const { bundle } = bundleOf(campaign);
    const indicators = bundle.objects.flatMap((object) => (object.type === 'indicator' ? [object] : []));
    expect(indicators.map(({ pattern, indicator_types }) => [pattern, indicator_types])).toEqual([
      [
        "[email-message:from_ref.value LIKE '%@alpha.example' AND email-message:additional_header_fields.'DKIM-Signature' LIKE '%d=bravo.onmicrosoft.com;%']",
        ['anomalous-activity'],
      ],
    ]);
    expect(JSON.stringify(indicators)).not.toMatch(/addr|40\.107/);
  });

  it('has no indicator where no tenant is known', () => {
    const { bundle } = bundleOf({ ...campaign, foreignTenant: null });
    expect(bundle.objects.map(({ type }) => type)).not.toContain('indicator');
    expect(bundle.objects.map(({ type }) => type)).not.toContain('sighting');
    expect(looseEnds(bundle)).toEqual([]);
  });

  it('is the same for the same case, and says each shared object once', () => {
    const other = { ...campaign, fromDomain: 'charlie.example' };
    expect(bundleOf(campaign, other).text).toBe(bundleOf(campaign, other).text);
    const { bundle } = bundleOf(campaign, other);
    expect(looseEnds(bundle)).toEqual([]);
    expect(bundle.objects.filter(({ type }) => type === 'ipv4-addr')).toHaveLength(1);
    expect(bundle.objects.filter(({ type }) => type === 'grouping')).toHaveLength(2);
  });

  it('never gives two different objects one id, when a case grows', () => {
    const grown = { ...campaign, messages: 45, sources: campaign.sources.map((source) => ({ ...source, messages: source.messages + 1 })) };
    const [before, after] = [campaign, grown].map((each) => new Map(bundleOf(each).bundle.objects.map((object) => [object.id, object])));
    for (const [id, object] of before ?? []) if (after?.has(id)) expect(after.get(id)).toEqual(object);
    // What did not change keeps its id, the indicator above all.
    const same = [...(before?.keys() ?? [])].filter((id) => after?.has(id)).map((id) => id.split('--')[0]);
    expect(same).toContain('indicator');
    expect(same).not.toContain('observed-data');
  });

  it('is empty but sound without a campaign', () => {
    expect(bundleOf().bundle.objects.map(({ type }) => type)).toEqual(['identity']);
  });

  it('stays sound, whatever reporters write', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "a'b.example",
        'a\\b.example',
        'x\u202e.example',
        '',
        'single',
        '[ip]',
        '%',
        '"',
        'ALPHA.Example.',
        'xn--mnchen-3ya.example',
      ),
    );
    fc.assert(
      fc.property(word, word, word, fc.array(word, { maxLength: 3 }), (fromDomain, foreignTenant, ip, reporters) => {
        const sources = campaign.sources.map((source, index) => (index === 0 ? { ...source, ip } : source));
        const { bundle } = bundleOf({
          ...campaign,
          fromDomain,
          foreignTenant,
          sources,
          reporters: reporters.filter((name) => name !== ''),
        });
        expect(looseEnds(bundle)).toEqual([]);
      }),
    );
  });
});

describe('a suspect message as STIX objects', () => {
  const write = (...messages: readonly SuspectMessage[]) => {
    const bundle = writeBundle(messages.length);
    return BundleSchema.parse(JSON.parse(bundle.begin + messages.map((each) => bundle.add(messageObjects(each))).join('') + bundle.end));
  };
  const types = (bundle: ReturnType<typeof write>) => bundle.objects.map(({ type }) => type);

  it('is the mail with its hash, its names and its verdict', () => {
    const bundle = write(suspect);
    expect(looseEnds(bundle)).toEqual([]);
    expect(types(bundle)).toEqual([
      'identity',
      'email-addr',
      'email-message',
      'file',
      'domain-name',
      'domain-name',
      'ipv4-addr',
      'observed-data',
      'indicator',
      'note',
      'grouping',
    ]);
    expect(bundle.objects.find(({ type }) => type === 'note')).toMatchObject({
      abstract: 'Verdict: cross-tenant-spoof, probable',
      content: suspect.sentence,
    });
  });

  it.each<[string, Partial<SuspectMessage>]>([
    ['the verdict accuses no tenant', { kind: 'laundered-pass' }],
    ['two names leave open which tenant it was', { tenants: ['bravo.onmicrosoft.com', 'list.example'] }],
    ['no tenant is named', { tenants: [] }],
  ])('has no indicator where %s', (_why, part) => {
    const bundle = write({ ...suspect, ...part });
    expect(types(bundle)).not.toContain('indicator');
    expect(looseEnds(bundle)).toEqual([]);
  });

  it('stays sound, whatever the message says', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('x\u202e@a.example', '"q q"@a.example', 'a@b', '', '[1.2.3.4]'));
    fc.assert(
      fc.property(word, word, word, (subject, from, name) => {
        const bundle = write({ ...suspect, subject, from, fromDomains: [name], tenants: [name, from], addresses: [subject] });
        expect(looseEnds(bundle)).toEqual([]);
      }),
    );
  });
});

describe('a pattern', () => {
  it('escapes what would end its text', () => {
    expect(crossTenantPattern("a'b", 'c\\d')).toBe(
      "[email-message:from_ref.value LIKE '%@a\\'b' AND email-message:additional_header_fields.'DKIM-Signature' LIKE '%d=c\\\\d;%']",
    );
  });
});
