/** Other implementations' DMARC vectors, whole, and the examples of the standard. What is left out is listed with its reason. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDkim } from '../../shared/authentication/dkim/check.ts';
import { checkDmarc, type DmarcInput } from '../../shared/authentication/dmarc/check.ts';
import { readPolicyAnswer } from '../../shared/authentication/dmarc/record.ts';
import { organizationalDomainOf, walkNames, walkTree } from '../../shared/authentication/dmarc/walk.ts';
import type { DkimResult, SpfResult } from '../../shared/facts/authentication.ts';
import { parseAddressList } from '../../shared/message/fields/address.ts';
import { scanMessage } from '../../shared/message/header-scanner.ts';
import { corporaPath, hasCorpora } from '../helpers/corpora.ts';
import { type TxtRecords, txtResolver } from '../helpers/resolver.ts';
import { type Zone, zoneSnapshot } from '../helpers/zone.ts';

const folder = `${corporaPath}dmarc/`;

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(folder + path, 'utf8')) as T;
}

function input(from: string, spf: DmarcInput['spf'] = [], dkim: DmarcInput['dkim'] = []): DmarcInput {
  return { fromDomains: [from], spf, dkim };
}

/** Names with a final dot, as in a zone; failures are marked. */
function recordsOf(txt: Readonly<Record<string, readonly string[]>>, servfail: readonly string[] = []): TxtRecords {
  const entries = Object.entries(txt).map(([name, texts]) => [name.replace(/\.$/, ''), texts] as const);
  const failures = servfail.map((line) => [line.replace(/^TXT /, '').replace(/\.$/, ''), 'SERVFAIL'] as const);
  return Object.fromEntries([...entries, ...failures]);
}

interface MoxVectors {
  readonly lookup: {
    readonly txt: Readonly<Record<string, readonly string[]>>;
    readonly servfail: readonly string[];
    readonly cases: readonly {
      readonly domain: string;
      readonly status: string;
      readonly record_domain: string;
      readonly p?: string;
      readonly error?: string;
    }[];
  };
  readonly verify: {
    readonly txt: Readonly<Record<string, readonly string[]>>;
    readonly cases: readonly {
      readonly from: string;
      readonly dkim: readonly (readonly [DkimResult, string])[];
      readonly spf: readonly [SpfResult, string | null];
      readonly expect: {
        readonly status: string;
        readonly reject?: boolean;
        readonly aligned_spf?: boolean;
        readonly aligned_dkim?: boolean;
        readonly record_domain?: string;
      };
    }[];
  };
}

/** Left out: `external_report`. It decides where reports may be sent, and Waybill sends none. */
describe.skipIf(!hasCorpora)('mox, RFC 7489 (needs ../shared/corpora)', () => {
  if (!hasCorpora) return;
  const { lookup, verify } = readJson<MoxVectors>('mox/mox-dmarc-vectors.json');
  for (const { domain, status, record_domain, p, error } of lookup.cases) {
    it(`look-up of ${domain}`, () => {
      const { rfc7489 } = checkDmarc(input(domain), txtResolver(recordsOf(lookup.txt, lookup.servfail), { complete: true }));
      if (p !== undefined) {
        expect([rfc7489.result, rfc7489.policyDomain, rfc7489.policy]).toEqual(['fail', record_domain, p]);
      } else {
        // A look-up without identifiers: mox says `none` where no record applies, and names the error.
        expect(rfc7489.result, error).toBe(status);
      }
    });
  }

  for (const [index, { from, dkim, spf, expect: expected }] of verify.cases.entries()) {
    it(`evaluation ${index}: ${from}, spf ${spf.join(' ')}, dkim ${dkim.join(' ')}`, () => {
      const [result, domain] = spf;
      const check = checkDmarc(
        input(
          from,
          domain === null ? [] : [{ domain, result }],
          dkim.map(([dkimResult, dkimDomain]) => ({ domain: dkimDomain, result: dkimResult })),
        ),
        txtResolver(recordsOf(verify.txt), { complete: true }),
      );
      const reading = check.rfc7489;
      expect(reading.result).toBe(expected.status);
      if (expected.aligned_spf !== undefined) expect(reading.by.includes('spf')).toBe(expected.aligned_spf);
      if (expected.aligned_dkim !== undefined) expect(reading.by.includes('dkim')).toBe(expected.aligned_dkim);
      if (expected.reject !== undefined) expect(reading.disposition === 'reject').toBe(expected.reject);
      if (expected.record_domain !== undefined) expect(reading.policyDomain).toBe(expected.record_domain);
    });
  }
});

interface MailDmarcVectors {
  readonly zone: readonly string[];
  readonly tree_walk: readonly { readonly domain: string; readonly org: string | null }[];
  readonly from_header_domain: readonly (readonly [string, string])[];
  readonly evaluate: readonly {
    readonly from: string;
    readonly dkim?: readonly (readonly [DkimResult, string])[];
    readonly spf: readonly (readonly [SpfResult, 'mfrom' | 'helo', string])[];
    readonly expect: {
      readonly result?: string;
      readonly spf?: string;
      readonly spf_aligned?: boolean;
      readonly dkim_aligned?: boolean;
      readonly disposition?: string;
      readonly published_p?: string;
    };
  }[];
}

function readZone(lines: readonly string[]): Zone {
  const zone: Record<string, Record<string, string[]>> = {};
  for (const line of lines) {
    const [, name = '', type = '', data = ''] = /^(\S+)\s+\d+\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const answers = zone[name] ?? {};
    answers[type] = [...(answers[type] ?? []), type === 'TXT' ? data.replace(/^"|"$/g, '') : data];
    zone[name] = answers;
  }
  return zone;
}

/** Left out: `external_report_authorised`, as in mox. */
describe.skipIf(!hasCorpora)('Mail::DMARC, RFC 9989 (needs ../shared/corpora)', () => {
  if (!hasCorpora) return;
  const vectors = readJson<MailDmarcVectors>('mail-dmarc/mail-dmarc-vectors.json');
  const resolver = zoneSnapshot(readZone(vectors.zone)).at(0);

  for (const { domain, org } of vectors.tree_walk) {
    it(`tree walk from ${domain} finds ${org ?? 'no record, so the domain itself'}`, () => {
      const walk = walkTree(domain, (name) => readPolicyAnswer(resolver.resolve({ name: `_dmarc.${name}`, type: 'TXT' })));
      expect(organizationalDomainOf(walk)).toBe(org ?? domain);
    });
  }

  for (const [index, { from, dkim = [], spf, expect: expected }] of vectors.evaluate.entries()) {
    it(`evaluation ${index}: ${from}`, () => {
      const { rfc9989 } = checkDmarc(
        input(
          from,
          spf.filter(([, scope]) => scope === 'mfrom').map(([result, , domain]) => ({ domain, result })),
          dkim.map(([result, domain]) => ({ domain, result })),
        ),
        resolver,
      );
      if (expected.result !== undefined) expect(rfc9989.result).toBe(expected.result);
      if (expected.spf !== undefined) expect(rfc9989.by.includes('spf')).toBe(expected.spf === 'pass');
      if (expected.spf_aligned !== undefined) expect(rfc9989.by.includes('spf')).toBe(expected.spf_aligned);
      if (expected.dkim_aligned !== undefined) expect(rfc9989.by.includes('dkim')).toBe(expected.dkim_aligned);
      if (expected.disposition !== undefined) expect(rfc9989.disposition).toBe(expected.disposition);
      if (expected.published_p !== undefined) expect(rfc9989.policy).toBe(expected.published_p);
    });
  }

  for (const [field, domain] of vectors.from_header_domain) {
    it(`From domain of ${JSON.stringify(field)}`, () => {
      const domains = parseAddressList(field.replace(/^From:\s*/, ''))
        .map((mailbox) => mailbox.domain)
        .filter((found) => found !== '');
      // Mail::DMARC refuses several mailboxes; we evaluate each domain (RFC 9989 section 11.5).
      expect(domains.length === 1 ? domains[0] : '').toBe(domain);
    });
  }
});

interface BisExamples {
  readonly query_order: readonly { readonly author_domain: string; readonly queries: readonly string[] }[];
  readonly organizational_domain: readonly {
    readonly start: string;
    readonly records: Readonly<Record<string, string>>;
    readonly org: string;
    readonly section: string;
  }[];
  readonly alignment: readonly {
    readonly from: string;
    readonly id: string;
    readonly kind: 'spf' | 'dkim';
    readonly align: 'strict' | 'relaxed' | 'none';
    readonly records?: Readonly<Record<string, string>>;
    readonly section: string;
  }[];
}

function bisRecords(records: Readonly<Record<string, string>>): TxtRecords {
  return Object.fromEntries(Object.entries(records).map(([name, tags]) => [name, `v=DMARC1; p=reject; ${tags}`]));
}

describe.skipIf(!hasCorpora)('the examples of RFC 9989 (needs ../shared/corpora)', () => {
  if (!hasCorpora) return;
  const examples = readJson<BisExamples>('dmarcbis/dmarcbis-examples.json');
  for (const { author_domain, queries } of examples.query_order) {
    it(`asks in this order for ${author_domain}`, () => {
      expect(walkNames(author_domain).map((name) => `_dmarc.${name}`)).toEqual(queries);
    });
  }

  for (const { start, records, org, section } of examples.organizational_domain) {
    it(`section ${section}: the organizational domain of ${start} is ${org}`, () => {
      const check = checkDmarc(input(start), txtResolver(bisRecords(records), { complete: true }));
      expect(check.rfc9989.organizationalDomain).toBe(org);
    });
  }

  for (const { from, id, kind, align, records, section } of examples.alignment) {
    it(`section ${section}: ${id} against ${from} is ${align}`, () => {
      // The examples without records mean that the domain owner has published one.
      const resolver = txtResolver(bisRecords(records ?? { '_dmarc.example.com': '', '_dmarc.example.net': '' }), { complete: true });
      const identifier = [{ domain: id, result: 'pass' as const }];
      const { rfc9989 } = checkDmarc(kind === 'spf' ? input(from, identifier) : input(from, [], identifier), resolver);
      expect(rfc9989.identifiers.map((each) => each.alignment)).toEqual([align]);
      expect(rfc9989.result).toBe(align === 'none' ? 'fail' : 'pass');
    });
  }
});

interface AuthheadersCases {
  readonly dns: Readonly<Record<string, string | null | { readonly file: string }>>;
  readonly cases: readonly {
    readonly test: string;
    readonly message: string;
    readonly options: { readonly dkim?: boolean; readonly dmarc?: boolean; readonly dmarcbis?: boolean; readonly prev?: string | null };
    readonly expect: string;
  }[];
}

/** These read `np=`, which came with RFC 9091 and stands in RFC 9989; RFC 7489 does not know it. */
const readsNp = ['test_authenticate_dmarc_np1', 'test_authenticate_dmarc_np2'];

describe.skipIf(!hasCorpora)('authheaders (needs ../shared/corpora)', () => {
  if (!hasCorpora) return;
  const { dns, cases } = readJson<AuthheadersCases>('authheaders/expected.json');
  // There an empty text stands for no record where a policy is asked for and for no such name elsewhere; a host name for a name that exists.
  const records: TxtRecords = Object.fromEntries(
    Object.entries(dns).map(([name, value]) => {
      const owner = name.replace(/\.$/, '');
      if (value === null || (value === '' && !owner.startsWith('_dmarc.'))) return [owner, null];
      if (typeof value !== 'string') return [owner, readFileSync(`${folder}authheaders/${value.file}`, 'latin1').trim()];
      return [owner, value === '' || !value.includes('=') ? [] : value];
    }),
  );

  for (const { test, message: file, options, expect: expected } of cases) {
    it(test, async () => {
      const resolver = txtResolver(records, { complete: true });
      const message = scanMessage(readFileSync(`${folder}authheaders/${file}`));
      const previous = [...(options.prev ?? '').matchAll(/dkim=(\w+) header\.d=([\w.]+)/g)];
      const checked = options.dkim === false ? [] : await checkDkim(message, resolver, Date.UTC(2024, 0, 1));
      const dkim = [
        ...previous.map(([, result, domain]) => ({ domain: domain ?? '', result: (result ?? 'none') as DkimResult })),
        ...checked.map(({ domain, result }) => ({ domain, result })),
      ];
      const wantedDkim = [...expected.matchAll(/dkim=(\w+) header\.d=([\w.]+)/g)].map(([, result, domain]) => ({ domain, result }));
      expect(dkim).toEqual(wantedDkim);

      const wanted = /dmarc=(\w+)(?:.* header\.from=([\w.]+) policy\.dmarc=(\w+))?/.exec(expected);
      if (wanted === null) return;
      const fromDomains = message.headers
        .filter((field) => field.key === 'from')
        .flatMap((field) => parseAddressList(field.value))
        .map((mailbox) => mailbox.domain);
      const check = checkDmarc({ fromDomains, spf: [], dkim }, resolver);
      const reading = options.dmarcbis === true || readsNp.includes(test) ? check.rfc9989 : check.rfc7489;
      const [, result, from, policy] = wanted;
      expect(reading.result).toBe(result);
      if (result === 'pass' || result === 'fail') expect([check.fromDomain, reading.policy]).toEqual([from, policy]);
    });
  }
});

describe.skipIf(!hasCorpora)('SpamAssassin (needs ../shared/corpora)', () => {
  if (!hasCorpora) return;
  // Its tests ask the live DNS; these are the records that its expected results stand for.
  const policies = {
    '_dmarc.dmarc1.spamassassin.org': 'v=DMARC1; p=none',
    '_dmarc.dmarc2.spamassassin.org': 'v=DMARC1; p=quarantine',
    '_dmarc.dmarc3.spamassassin.org': 'v=DMARC1; p=reject',
    '_dmarc.dmarc4.spamassassin.org': 'v=DMARC1; p=reject; adkim=s; aspf=s',
  };
  const wanted: Readonly<Record<string, readonly [string, string | null]>> = {
    'nice/dmarc/noneok.eml': ['pass', 'none'],
    'nice/dmarc/quarok.eml': ['pass', 'quarantine'],
    'nice/dmarc/rejectok.eml': ['pass', 'reject'],
    'nice/dmarc/strictrejectok.eml': ['pass', 'reject'],
    'spam/dmarc/noneko.eml': ['fail', 'none'],
    'spam/dmarc/quarko.eml': ['fail', 'quarantine'],
    'spam/dmarc/rejectko.eml': ['fail', 'reject'],
    'spam/dmarc/strictrejectko.eml': ['fail', 'reject'],
    'spam/dmarc/nodmarc.eml': ['none', null],
  };
  it('has a case for every file', () => {
    const files = ['nice/dmarc/', 'spam/dmarc/'].flatMap((part) => readdirSync(`${folder}spamassassin/${part}`).map((file) => part + file));
    expect(Object.keys(wanted).sort()).toEqual(files.sort());
  });

  it.each(Object.entries(wanted))('%s gives %s', async (file, [result, policy]) => {
    const resolver = txtResolver(policies, { complete: true });
    const message = scanMessage(readFileSync(`${folder}spamassassin/${file}`));
    const domainOf = (key: string) => parseAddressList(message.headers.find((field) => field.key === key)?.value ?? '')[0]?.domain ?? '';
    const dkim = await checkDkim(message, resolver, Date.UTC(2021, 5, 15));
    const check = checkDmarc(
      {
        fromDomains: [domainOf('from')],
        spf: [{ domain: domainOf('return-path'), result: file.startsWith('nice/') ? 'pass' : 'fail' }],
        dkim: dkim.map((each) => ({ domain: each.domain, result: each.result })),
      },
      resolver,
    );
    for (const reading of [check.rfc9989, check.rfc7489]) {
      expect([reading.result, reading.policy]).toEqual([result, policy]);
    }
  });
});
