import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/analyze.ts';
import { emptySnapshot } from '../../../shared/dns/snapshot.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import type { Verdict } from '../../../shared/facts/verdict.ts';
import {
  buildTenantKnowledge,
  type Lesson,
  learnFrom,
  organizationOf,
  parseTenantDirectory,
} from '../../../shared/infrastructure/tenant-directory.ts';
import { infrastructure, messageOf } from '../route/traced.ts';
import { knownTenant, mark, signature, stamp } from '../verdict/facts.ts';

const line = '{"domain":"A.Example.","operator":"exchange-online","kind":"tenant-id","value":"GUID-1","name":"A Ltd"}';
const second = '{"domain":"b.example","operator":"google","kind":"account","value":"x"}';
const statement = {
  domain: 'a.example',
  operator: 'exchange-online',
  kind: 'tenant-id',
  value: 'guid-1',
  name: 'A Ltd',
  origin: 'declared',
  because: 'tenants.ndjson, line 1',
};

describe('parseTenantDirectory', () => {
  const parse = (text: string) => parseTenantDirectory(text, 'tenants.ndjson');

  it.each([
    ['a line each', `${line}\n${second}\n`],
    ['lines of Windows', `${line}\r\n\r\n${second}`],
    ['a byte order mark', `\uFEFF${line}\n${second}`],
  ])('reads %s', (_, text) => {
    const outcome = parse(text);
    expect(outcome.ok && outcome.value.map(({ domain, value, name }) => [domain, value, name])).toEqual([
      ['a.example', 'guid-1', 'A Ltd'],
      ['b.example', 'x', null],
    ]);
  });

  it('reads names as people write them, and as records and marks hold them', () => {
    const said = (given: object) => {
      const outcome = parse(JSON.stringify({ domain: 'a.example', operator: 'x', kind: 'dkim-domain', value: 'v', ...given }));
      return outcome.ok ? outcome.value.map(({ domain, value }) => [domain, value]) : outcome.error.message;
    };
    expect(said({ domain: 'Bücher.Example.', value: 'Bücher.example' })).toEqual([['xn--bcher-kva.example', 'xn--bcher-kva.example']]);
    expect(said({ kind: 'organization-domain', value: 'XN--BCHER-KVA.example.' })).toEqual([['a.example', 'xn--bcher-kva.example']]);
    // What is no name of a host stays what it is.
    expect(said({ kind: 'account', value: 'Bücher' })).toEqual([['a.example', 'bücher']]);
    expect(said({ value: 'not a name' })).toEqual([['a.example', 'not a name']]);
    expect(said({ domain: 'not a name' })).toBe('line 1: “not a name” is no domain name');
  });

  it('counts lines as an editor does, empty ones at the top included', () => {
    const outcome = parse(`\uFEFF\n\r\n${line}\n\n${second}\rnonsense`);
    expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringMatching(/^line 6: /) } });
    const read = parse(`\n\n${line}`);
    expect(read.ok && read.value.map(({ because }) => because)).toEqual(['tenants.ndjson, line 3']);
  });

  it('gives the whole statement, and says where it stands', () => {
    expect(parse(line)).toEqual({ ok: true, value: [statement] });
    expect(parse(`[${line}]`)).toEqual({ ok: true, value: [{ ...statement, because: 'tenants.ndjson, entry 1' }] });
  });

  it('reads an empty directory as one that says nothing', () => {
    expect(parse(' \n')).toEqual({ ok: true, value: [] });
    expect(parse('[]')).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['text that is no JSON', `${line}\nnonsense`, /^line 2: /],
    ['null', 'null', /^line 1: /],
    ['an unknown member', line.replace('"name"', '"nam"'), /^line 1: /],
    ['an unknown kind', line.replace('tenant-id', 'tenant'), /^line 1: /],
    ['an empty value', line.replace('GUID-1', ''), /^line 1: /],
    ['a domain longer than any name', line.replace('A.Example.', 'a'.repeat(254)), /^line 1: /],
    ['an entry that is none', `[${line}, 7]`, /^entry 2: /],
    ['a list that does not end', `[${line}`, /not valid JSON/],
  ])('refuses %s, and says where', (_, text, message) => {
    expect(parse(text)).toMatchObject({
      ok: false,
      error: { code: 'bad-request', message: expect.stringMatching(message), evidence: 'tenants.ndjson' },
    });
  });
});

interface Told extends Partial<Pick<Detail, 'signatures' | 'stamps' | 'tenants'>> {
  readonly verdict?: Partial<Verdict>;
  readonly from?: readonly string[];
}

/** An authentic message of a.example, signed by it, that tenant GUID-1 of Relay handed in. */
function told(base: Detail, { verdict, from = ['ceo@a.example'], ...given }: Told = {}): Detail {
  return {
    ...base,
    signatures: [signature()],
    tenants: [mark('GUID-1'), mark('other', { operator: 'other' }), mark('claimed', { trust: 'claimed' })],
    ...given,
    analysis: {
      ...base.analysis,
      message: { ...base.analysis.message, from: from.map((address) => ({ address, domain: 'a.example', organizationalDomain: null })) },
      verdict: { ...base.analysis.verdict, kind: 'authentic', claimedDomain: 'a.example', operator: 'relay', ...verdict },
    },
  };
}

describe('learnFrom', async () => {
  const evidence = { path: '1.eml', bytes: messageOf().bytes };
  const base = await analyze({ evidence, snapshot: emptySnapshot, infrastructure, boundaryHop: null });
  const learned = (given: Told = {}) => learnFrom(told(base, given), infrastructure);

  it('binds the domain to the tenant that its signed message came through', () => {
    expect(learned()).toEqual({
      tenants: [knownTenant('guid-1', { origin: 'learned', because: 'learned from 1.eml, whose signature of a.example verified' })],
      signedDomain: 'a.example',
      message: '1.eml',
    });
  });

  it('learns the habit but no tenant from a forwarded message: the tenant is the forwarder’s', () => {
    expect(learned({ verdict: { kind: 'forwarded' } })).toEqual({ tenants: [], signedDomain: 'a.example', message: '1.eml' });
  });

  it('learns the habit but no tenant of a domain of which anybody may have a mailbox', () => {
    expect(learned({ verdict: { claimedDomain: 'gmail.com' } })).toEqual({ tenants: [], signedDomain: 'gmail.com', message: '1.eml' });
    expect(learned({ verdict: { claimedDomain: 'notgmail.com' } })?.tenants.length).toBe(1);
  });

  it.each<[string, Told]>([
    ['an accused message', { verdict: { kind: 'cross-tenant-spoof' } }],
    ['a message that nobody cleared', { verdict: { kind: 'shared-pass-unattributed' } }],
    ['an unsigned message', { signatures: [] }],
    ['a signature that failed', { signatures: [signature({ result: 'fail' })] }],
    ['a signature that is only attributed', { signatures: [signature({ trust: 'attributed' })] }],
    ['an operator’s word on a signature', { signatures: [signature({ source: 'operator-record' })] }],
    ['a signature of another domain', { signatures: [signature({ aligned: false })] }],
    ['a tenant that the operator calls a stranger to the domain', { stamps: [stamp('domain-foreign')] }],
    ['a message of two authors', { from: ['ceo@a.example', 'x@b.example'] }],
    ['a message without a From domain', { verdict: { claimedDomain: null } }],
  ])('learns nothing from %s', (_, given) => {
    expect(learned(given)).toBeNull();
  });
});

describe('buildTenantKnowledge', () => {
  const lesson = (message: string, given: Partial<Lesson> = {}): Lesson => ({
    tenants: [knownTenant('guid-2', { origin: 'learned', because: `learned from ${message}` })],
    signedDomain: 'mail.a.example',
    message,
    ...given,
  });

  it('answers for the whole organization, declared before learned', () => {
    const declared = [knownTenant('guid-1', { operator: 'another' })];
    const knowledge = buildTenantKnowledge(declared, [lesson('2.eml'), lesson('1.eml')], infrastructure);
    for (const domain of ['a.example', 'news.a.example']) {
      expect(knowledge.tenantsOf(domain).map(({ value, because }) => [value, because])).toEqual([
        ['guid-1', 'tenants.ndjson, line 1'],
        ['guid-2', 'learned from 1.eml'],
      ]);
      expect(knowledge.signedMessagesOf(domain)).toEqual(['1.eml', '2.eml']);
    }
    expect(knowledge.tenantsOf('b.example')).toEqual([]);
    expect(knowledge.signedMessagesOf('b.example')).toEqual([]);
    expect(knowledge.knownDomains).toEqual(['a.example']);
  });

  it('adds nothing learned to what is declared of a domain at an operator: a message that was handed in anew must not name its own tenant', () => {
    const learned = (...values: string[]) =>
      lesson('1.eml', {
        tenants: values.flatMap((value) => [
          knownTenant(value, { domain: 'news.a.example', origin: 'learned' }),
          knownTenant(`${value}.example`, { kind: 'organization-domain', origin: 'learned' }),
          knownTenant(value, { operator: 'another', origin: 'learned' }),
        ]),
      });
    const knowledge = buildTenantKnowledge([knownTenant('guid-1')], [learned('guid-9')], infrastructure);
    expect(knowledge.tenantsOf('a.example').map(({ operator, kind, value }) => [operator, kind, value])).toEqual([
      ['relay', 'tenant-id', 'guid-1'],
      // Nothing is declared there.
      ['another', 'tenant-id', 'guid-9'],
    ]);
    expect(knowledge.signedMessagesOf('a.example')).toEqual(['1.eml']);
  });

  it('is the same in whatever order the messages were read', () => {
    const lessons = ['3.eml', '1.eml', '2.eml'].map((message) => lesson(message));
    const [one, other] = [lessons, lessons.toReversed()].map((order) => buildTenantKnowledge([], order, infrastructure));
    expect(one?.tenantsOf('a.example')).toEqual(other?.tenantsOf('a.example'));
    expect(one?.signedMessagesOf('a.example')).toEqual(other?.signedMessagesOf('a.example'));
  });

  it('keeps a tenant once, with the user’s word before what was learned', () => {
    const knowledge = buildTenantKnowledge([knownTenant('guid-2')], [lesson('1.eml')], infrastructure);
    expect(knowledge.tenantsOf('a.example').map(({ origin }) => origin)).toEqual(['declared']);
  });

  it('tells tenants apart that share a domain of the service', () => {
    const declared = [knownTenant('guid-1', { domain: 'alpha.onmicrosoft.com' })];
    const knowledge = buildTenantKnowledge(declared, [], infrastructure);
    expect(knowledge.tenantsOf('alpha.onmicrosoft.com')).toHaveLength(1);
    expect(knowledge.tenantsOf('bravo.onmicrosoft.com')).toEqual([]);
  });

  it('knows nothing where nothing was said', () => {
    const knowledge = buildTenantKnowledge([], [], infrastructure);
    expect(knowledge.tenantsOf('a.example')).toEqual([]);
    expect(knowledge.knownDomains).toEqual([]);
  });
});

describe('organizationOf', () => {
  it.each([
    ['News.A.example', 'a.example'],
    ['shop.a.co.uk', 'a.co.uk'],
    ['Alpha.onmicrosoft.com', 'alpha.onmicrosoft.com'],
    ['localhost', 'localhost'],
  ])('%s belongs to %s', (domain, organization) => {
    expect(organizationOf(domain, infrastructure)).toBe(organization);
  });
});
