import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { AnalysisSchema } from '../../shared/analysis-schema.ts';
import { analyze } from '../../shared/analyze.ts';
import { emptySnapshot } from '../../shared/dns/snapshot.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import type { DnsSnapshot } from '../../shared/facts/dns.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import { buildTenantKnowledge } from '../../shared/infrastructure/tenant-directory.ts';
import { bytesOf, utf8 } from '../helpers/message-text.ts';
import { keyRecord, testKeys } from '../helpers/sign.ts';
import { zoneSnapshot } from '../helpers/zone.ts';
import { deliver, exchangeOnline, type Letter, postfix, prepend, type Step, send, sign } from '../scenarios/steps.ts';

const infrastructure = createInfrastructure();
const time = Date.UTC(2026, 10, 20, 8, 0, 0);
const letter: Letter = {
  from: 'Anna <anna@alpha.example>',
  to: 'someone@recv.example',
  subject: 'Offer',
  time,
  body: 'Please find our offer below.\r\n',
  messageId: 'x1@alpha.example',
};

const key = keyRecord(testKeys.rsa);
const snapshot = zoneSnapshot({
  'alpha.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 include:spf.protection.outlook.com -all'] },
  '_dmarc.alpha.example': { TXT: ['v=DMARC1; p=reject'] },
  's1._domainkey.alpha.example': { TXT: [key] },
  'spf.protection.outlook.com': { TXT: ['v=spf1 ip4:40.107.0.0/16 -all'] },
  'selector1-bravo-onmicrosoft-com._domainkey.bravo.onmicrosoft.com': { TXT: [key] },
  'arcselector10001._domainkey.microsoft.com': { TXT: [key] },
});

const ownHost = { ip: '192.0.2.10', helo: 'out.alpha.example' };
const strangerHost = { ip: '203.0.113.66', helo: 'evil.example' };
const pool = { ip: '40.107.117.56', helo: 'EUR01-outbound.protection.outlook.com' };

/** The receiver writes down what it checked. */
const receive = (client: typeof ownHost, results: readonly string[] | null, mailFrom = 'anna@alpha.example'): Step =>
  deliver({ by: 'mx.recv.example', client, time: time + 9_000, id: '4X1', mailFrom, results });

/** A stranger's tenant hands a message of alpha.example to Exchange Online, which notes the failure and lets it out through the pool. */
const throughStranger: readonly Step[] = [
  exchangeOnline({
    tenant: { initial: 'bravo', id: '11111111-2222-4333-8444-555555555555', organization: 'bravo.example' },
    client: strangerHost,
    mailFromDomain: 'alpha.example',
    fromDomain: 'alpha.example',
    ingress: { spf: 'fail', dkim: 'none (message not signed) header.d=none', dmarc: 'fail' },
    senderCheck: 2,
    signature: { domain: 'bravo.onmicrosoft.com', selector: 'selector1-bravo-onmicrosoft-com' },
    time: time + 1_000,
  }),
  receive(pool, ['spf=pass (sender IP is 40.107.117.56) smtp.mailfrom=alpha.example', 'dmarc=pass header.from=alpha.example']),
];

function judge(bytes: Uint8Array, dns: DnsSnapshot = snapshot, given: Partial<Parameters<typeof analyze>[0]> = {}): Promise<Detail> {
  return analyze({ evidence: { path: 'a.eml', bytes }, snapshot: dns, infrastructure, boundaryHop: null, ...given });
}

const verdictOf = async (bytes: Uint8Array, dns: DnsSnapshot = snapshot): Promise<string> => {
  const { kind, confidence } = (await judge(bytes, dns)).analysis.verdict;
  return `${kind} ${confidence}`;
};

describe('analyze', () => {
  let spoof: Uint8Array;
  beforeAll(async () => {
    spoof = await send(letter, ...throughStranger);
  });

  it('tells the story of a cross-tenant spoof', async () => {
    const { analysis } = await judge(spoof);
    expect(analysis).toMatchObject({
      schema: 'waybill/analysis/1',
      evidence: { path: 'a.eml', bytes: spoof.length },
      message: {
        from: [{ address: 'anna@alpha.example', domain: 'alpha.example', organizationalDomain: 'alpha.example' }],
        mailFrom: 'anna@alpha.example',
        helo: 'EUR01-outbound.protection.outlook.com',
        subject: 'Offer',
        date: '2026-11-20T08:00:00Z',
        messageId: '<x1@alpha.example>',
      },
      evaluatedAt: '2026-11-20T08:00:09Z',
      boundary: { hop: 2, basis: 'authentication-results' },
      verdict: {
        kind: 'cross-tenant-spoof',
        operator: 'exchange-online',
        flippedAt: 2,
        passed: { spf: true, dmarc: true },
        claimedDomain: 'alpha.example',
        actualTenant: 'bravo.onmicrosoft.com',
      },
      questions: [],
    });
    expect(analysis.handoffs.map(({ role, hop, client }) => [role, hop, client.ip])).toEqual([
      ['ingress', 0, '203.0.113.66'],
      ['egress', 2, '40.107.117.56'],
    ]);
  });

  it.each<[string, string, readonly Step[]]>([
    ['authentic confirmed', 'the domain’s own host, by its address', [receive(ownHost, null)]],
    [
      'authentic confirmed',
      'a signature of the domain',
      [sign('alpha.example', 's1', time), receive(strangerHost, null, 'x@elsewhere.example')],
    ],
    ['unauthorised confirmed', 'a stranger’s host', [receive(strangerHost, null)]],
    ['shared-pass-unattributed null', 'the bare pool', [receive(pool, null)]],
    [
      'forwarded confirmed',
      'a forwarder that kept the signature',
      [
        sign('alpha.example', 's1', time),
        postfix('mx.forwarder.example', ownHost, time + 1_000, '4F1'),
        prepend('X-Forwarded-To: someone@recv.example'),
        receive({ ip: '198.51.100.9', helo: 'mx.forwarder.example' }, null, 'SRS0=x=y=alpha.example=anna@forwarder.example'),
      ],
    ],
  ])('says %s for %s', async (expected, _, steps) => {
    expect(await verdictOf(await send(letter, ...steps))).toBe(expected);
  });

  it('says the same on what others recorded, where no DNS is at hand', async () => {
    const detail = await judge(spoof, emptySnapshot);
    expect(detail.analysis.verdict.kind).toBe('cross-tenant-spoof');
    expect(detail.snapshotSize).toBe(0);
    expect(detail.analysis.questions).toContain('alpha.example TXT');
    expect(detail.analysis.replays.filter(({ source }) => source === 'replay').every(({ spf }) => spf.result === 'unknown')).toBe(true);
  });

  it('turns a missing answer into an open question, never into a result', async () => {
    const direct = await send(letter, receive(strangerHost, null));
    const { analysis, notExamined } = await judge(direct, emptySnapshot);
    expect(analysis.verdict).toMatchObject({ kind: 'indeterminate', confidence: null, passed: { spf: null, dmarc: null } });
    expect(analysis.questions).toContain('alpha.example TXT');
    expect(notExamined.find(({ signal }) => signal === 'failed-authentication')?.questions).toContain('alpha.example TXT');
  });

  it('reads the whole message as claims where nobody vouches for a receiver', async () => {
    const { analysis } = await judge(
      await send(letter, prepend('Authentication-Results: mx.recv.example; dkim=pass header.d=alpha.example')),
    );
    expect(analysis.boundary).toMatchObject({ hop: null, header: -1, basis: 'none' });
    expect(analysis.claims.map(({ trust }) => trust)).toEqual(['claimed']);
    expect(analysis.verdict.kind).toBe('indeterminate');
    expect(analysis.evaluatedAt).toBe('2026-11-20T08:00:00Z');
  });

  it('gives no time where the message carries none', async () => {
    const { analysis } = await judge(utf8('From: anna@alpha.example\r\n\r\nhello'));
    expect(analysis.evaluatedAt).toBeNull();
  });

  it('takes the user’s boundary', async () => {
    const { analysis } = await judge(spoof, snapshot, { boundaryHop: 0 });
    expect(analysis.boundary).toMatchObject({ hop: 0, basis: 'user' });
    expect(analysis.hops.every(({ trust }) => trust === 'vouched')).toBe(true);
  });

  it('takes what is known of the domain’s tenants', async () => {
    const known = (value: string) =>
      buildTenantKnowledge(
        [
          {
            domain: 'alpha.example',
            operator: 'exchange-online',
            kind: 'dkim-domain',
            value,
            name: null,
            origin: 'declared',
            because: 'tenants.ndjson, line 1',
          },
        ],
        [],
        infrastructure,
      );
    const foreign = await judge(spoof, snapshot, { knowledge: known('alpha.onmicrosoft.com') });
    expect(foreign.analysis.verdict).toMatchObject({ kind: 'cross-tenant-spoof', confidence: 'confirmed' });
    const own = await judge(spoof, snapshot, { knowledge: known('bravo.onmicrosoft.com') });
    expect(own.analysis.verdict.kind).not.toBe('cross-tenant-spoof');
  });

  it('gives the same bytes for the same evidence', async () => {
    expect(JSON.stringify(await judge(spoof))).toBe(JSON.stringify(await judge(spoof)));
  });

  describe('what a sender writes below the boundary', () => {
    const forgeries = [
      'Authentication-Results: mx.recv.example; spf=pass smtp.mailfrom=alpha.example; dkim=pass header.d=alpha.example; dmarc=pass header.from=alpha.example',
      'Received-SPF: pass (x) client-ip=192.0.2.10; envelope-from=anna@alpha.example; receiver=mx.recv.example',
      'Received: from out.alpha.example (out.alpha.example [192.0.2.10]) by mx.recv.example (Postfix) with ESMTPS id 4Z; Fri, 20 Nov 2026 07:00:00 +0000',
      'Return-Path: <anna@alpha.example>',
      'Return-Path: <>',
      'X-MS-Exchange-SenderADCheck: 1',
      'X-MS-Exchange-SenderADCheck: 2',
      'X-MS-Exchange-CrossTenant-Id: 11111111-2222-4333-8444-555555555555',
      'X-MS-Exchange-Authentication-Results: spf=fail (sender IP is 203.0.113.66) smtp.mailfrom=alpha.example; dkim=none',
      'X-Forwarded-To: someone@recv.example',
      'List-Id: <l.list.example>',
      'ARC-Authentication-Results: i=1; mx.google.com; dkim=pass header.i=@alpha.example header.s=s1',
      'DKIM-Signature: v=1; a=rsa-sha256; d=alpha.example; s=s1; h=from; bh=AAAA; b=AAAA',
    ];

    it('never turns a refused message into a cleared or an accused one', async () => {
      const refused = await verdictOf(await send(letter, receive(strangerHost, null)));
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray(forgeries), async (fields) => {
          expect(await verdictOf(await send({ ...letter, fields }, receive(strangerHost, null)))).toBe(refused);
        }),
        { numRuns: 40 },
      );
    });

    it('never clears a spoof', async () => {
      await fc.assert(
        // The service itself would refuse to seal onto a chain that is broken.
        fc.asyncProperty(fc.shuffledSubarray(forgeries.filter((field) => !field.startsWith('ARC-'))), async (fields) => {
          const kind = (await judge(await send({ ...letter, fields }, ...throughStranger))).analysis.verdict.kind;
          expect(['authentic', 'forwarded', 'misaligned-sender', 'unauthorised']).not.toContain(kind);
        }),
        { numRuns: 25 },
      );
    });
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a line end', bytesOf('\r\n')],
    ['only a body', bytesOf('\r\n\r\nhello')],
    ['zeros', new Uint8Array(1_000)],
    ['one long line', bytesOf('x'.repeat(200_000))],
    ['a header that never ends', bytesOf(`Received: ${'('.repeat(50_000)}`)],
    ['a name without a value', bytesOf('From:\r\nReceived:\r\nDKIM-Signature:\r\nAuthentication-Results:\r\n\r\n')],
    ['bare line feeds and NULs', bytesOf('From: a@a.example\nSubject: \0\0\nReceived: from x by y; \0\n\n\0')],
    ['raw 8-bit text', bytesOf('From: \xe4\xf6 <a@a.example>\r\nSubject: \xff\xfe\r\n\r\n')],
  ])('reads %s', async (_, bytes) => {
    const { analysis } = await judge(bytes);
    expect(AnalysisSchema.safeParse(analysis).error).toBeUndefined();
    expect(analysis.evidence.bytes).toBe(bytes.length);
  });

  it('never throws, and always keeps the schema', async () => {
    const name = fc.constantFrom(
      'Received',
      'From',
      'Authentication-Results',
      'Received-SPF',
      'DKIM-Signature',
      'ARC-Seal',
      'Return-Path',
      'Date',
      'X',
    );
    const value = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        'from a (b [192.0.2.1]) by c; Fri, 31 Dec 9999 23:59:59 -2300',
        'mx; spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=<>',
        'v=1; a=rsa-sha256; d=a.example; s=s1; h=from; bh=; b=; t=99999999999999; x=-1',
        'i=1; a=rsa-sha256; d=a.example; s=s1; cv=none; b=',
        '<>',
        '"a@b"@c.example, <>, :;',
      ),
    );
    const message = fc
      .array(fc.tuple(name, value), { maxLength: 12 })
      .map((fields) => utf8(`${fields.map(([key, text]) => `${key}: ${text}`).join('\r\n')}\r\n\r\nbody`));
    await fc.assert(
      fc.asyncProperty(fc.oneof(message, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
        const { analysis } = await judge(bytes);
        expect(AnalysisSchema.safeParse(analysis).error).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });
});
