/** One honest story (author → list → receiver), and twins that differ from it in one thing: what the comparison says of each field. */
import { Buffer } from 'node:buffer';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/analyze.ts';
import { buildSnapshot, emptySnapshot } from '../../../shared/dns/snapshot.ts';
import type { Claim } from '../../../shared/facts/authentication.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { type DkimSigning, keyRecord, sealArc, signDkim, testKeys } from '../../helpers/sign.ts';
import { readSnapshot } from '../../helpers/snapshot.ts';

const infrastructure = createInfrastructure();
const sentAt = Date.UTC(2026, 0, 5, 10, 0, 0);
const day = 86_400;
const receipt = sentAt / 1_000 + 10;

interface Line {
  readonly name: string;
  readonly data: string | null;
  readonly first?: number;
  readonly last?: number;
  readonly rcode?: string;
}

/** Each name with its TXT record; null for one that does not exist. The snapshot is no whole world. */
const records: readonly Line[] = [
  { name: 'a.example', data: 'v=spf1 ip4:203.0.113.0/28 -all' },
  { name: 'lists.example', data: 'v=spf1 ip4:198.51.100.9 -all' },
  { name: 's1._domainkey.a.example', data: keyRecord(testKeys.rsa) },
  { name: 'arc._domainkey.lists.example', data: keyRecord(testKeys.ed25519) },
  { name: '_dmarc.a.example', data: 'v=DMARC1; p=reject' },
  { name: '_dmarc.lists.example', data: null },
  { name: '_dmarc.example', data: null },
];

function snapshotOf(lines: readonly Line[]) {
  if (lines.length === 0) return emptySnapshot;
  return buildSnapshot([
    readSnapshot(
      lines
        .map(({ name, data, first, last, rcode }) =>
          JSON.stringify({
            rrname: name,
            rrtype: 'TXT',
            ...(rcode !== undefined ? { rcode } : data === null ? { rcode: 'NXDOMAIN' } : { rdata: [data] }),
            ...(first === undefined ? {} : { time_first: first }),
            ...(last === undefined ? {} : { time_last: last }),
          }),
        )
        .join('\n'),
    ),
  ]);
}

/** The records with some names told otherwise; a name told by no line is not captured. */
function changed(...lines: readonly Line[]): readonly Line[] {
  return [...records.filter(({ name }) => !lines.some((line) => line.name === name)), ...lines];
}

function without(name: string): readonly Line[] {
  return records.filter((line) => line.name !== name);
}

const authorLines = [
  'From: Ann <ann@a.example>',
  'To: talk@lists.example',
  'Subject: Lunch',
  'Date: Mon, 5 Jan 2026 10:00:00 +0000',
  'Message-ID: <1@a.example>',
  '',
  'At noon?',
  '',
];

interface Story {
  readonly signing: Partial<DkimSigning>;
  /** The list's own changes to the signed message. */
  readonly atList: (text: string) => string;
  /** What the list seals. */
  readonly listResults: string;
  /** The receiver's Authentication-Results, without the field name. */
  readonly receiverResults: string;
  /** Further fields that stand below the receiver's Received line. */
  readonly forged: readonly string[];
  /** What became of the message after its receipt. */
  readonly afterwards: (text: string) => string;
}

const honest: Story = {
  signing: {},
  atList: (text) => text,
  listResults:
    'mx.lists.example; spf=pass (sender IP is 203.0.113.5) smtp.mailfrom=ann@a.example; dkim=pass header.d=a.example header.s=s1; dmarc=pass header.from=a.example; arc=none',
  receiverResults:
    'mx.b.example; spf=pass (sender IP is 198.51.100.9) smtp.mailfrom=bounce@lists.example; dkim=pass header.d=a.example header.s=s1; dmarc=pass header.from=a.example; arc=pass; compauth=pass reason=100; iprev=pass',
  forged: [],
  afterwards: (text) => text,
};

async function build(changes: Partial<Story>): Promise<Uint8Array> {
  const story = { ...honest, ...changes };
  const signed = await signDkim(Buffer.from(authorLines.join('\r\n')), {
    domain: 'a.example',
    selector: 's1',
    privateKey: testKeys.rsa,
    time: sentAt,
    headers: ['From', 'To', 'Subject'],
    ...story.signing,
  });
  const atList = story.atList(
    `Received: from out.a.example (out.a.example [203.0.113.5]) by mx.lists.example (Postfix) with ESMTPS id 1; Mon, 5 Jan 2026 10:00:02 +0000\r\n${text(signed)}`,
  );
  const sealed = await sealArc(Buffer.from(atList, 'latin1'), {
    instance: 1,
    domain: 'lists.example',
    selector: 'arc',
    privateKey: testKeys.ed25519,
    authenticationResults: story.listResults,
    cv: 'none',
    time: sentAt + 5_000,
  });
  const top = [
    'Return-Path: <bounce@lists.example>',
    `Authentication-Results: ${story.receiverResults}`,
    'Received: from mx.lists.example (mx.lists.example [198.51.100.9]) by mx.b.example (Postfix) with ESMTPS id 2; Mon, 5 Jan 2026 10:00:10 +0000',
    ...story.forged,
  ];
  return Buffer.from(story.afterwards(`${top.join('\r\n')}\r\n${text(sealed)}`), 'latin1');
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

async function compare(changes: Partial<Story>, lines: readonly Line[] = records): Promise<readonly Claim[]> {
  const bytes = await build(changes);
  return (await analyze({ evidence: { path: 'x.eml', bytes }, snapshot: snapshotOf(lines), infrastructure, boundaryHop: null })).claims;
}

/** `AR spf pass` to whether it agrees, or the code of the difference. */
function summary(claims: readonly Claim[]): Record<string, string> {
  const fields = { 'authentication-results': 'AR', 'arc-authentication-results': 'AAR', 'received-spf': 'RS', 'operator-results': 'OR' };
  return Object.fromEntries(
    claims.map((claim) => [
      `${claim.header > 1 && claim.field === 'authentication-results' ? 'lower ' : ''}${fields[claim.field]} ${claim.method}`,
      claim.difference === null ? String(claim.agrees) : `${claim.agrees} ${claim.difference.code}`,
    ]),
  );
}

function textOf(claims: readonly Claim[], method: string, field: Claim['field'] = 'authentication-results'): string | undefined {
  return claims.find((claim) => claim.method === method && claim.field === field)?.difference?.text;
}

const allAgree = {
  'AR spf': 'true',
  'AR dkim': 'true',
  'AR dmarc': 'true',
  'AR arc': 'true',
  'AR compauth': 'null receiver-local-policy',
  'AR iprev': 'null',
  'AAR spf': 'true',
  'AAR dkim': 'true',
  'AAR dmarc': 'true',
  'AAR arc': 'true',
};

let intact: readonly Claim[];
beforeAll(async () => {
  intact = await compare({});
});

describe('compareClaims on an honest message', () => {
  it('agrees with every field, at each hop with the replay of that hop', () => {
    expect(summary(intact)).toEqual(allAgree);
  });

  it('changes nothing else of a claim', async () => {
    const bytes = await build({});
    const { claims } = await analyze({ evidence: { path: 'x', bytes }, snapshot: snapshotOf([]), infrastructure, boundaryHop: null });
    const bare = (claim: Claim) => ({ ...claim, agrees: null, difference: null });
    expect(claims.map(bare)).toEqual(intact.map(bare));
  });

  it('calls what cannot be replayed missing DNS, and lists the questions', async () => {
    const claims = await compare({}, []);
    expect(summary(claims)).toEqual({
      ...allAgree,
      'AR spf': 'null missing-dns',
      'AR dkim': 'null missing-dns',
      'AR dmarc': 'null missing-dns',
      'AR arc': 'null missing-dns',
      'AAR spf': 'null missing-dns',
      'AAR dkim': 'null missing-dns',
      'AAR dmarc': 'null missing-dns',
    });
    expect(textOf(claims, 'dkim')).toBe('The snapshot does not answer: s1._domainkey.a.example TXT.');
    expect(textOf(claims, 'dmarc')).toBe('The snapshot does not answer: _dmarc.a.example TXT, _dmarc.example TXT.');
  });
});

describe('compareClaims on a changed body', () => {
  const footer = (message: string): string => `${message}-- \r\nlist footer\r\n`;

  it('a list footer breaks what the list recorded of the author’s signature, and the DMARC result that rested on it where SPF does not help', async () => {
    const claims = await compare({
      atList: footer,
      listResults: honest.listResults.replace('spf=pass (sender IP is 203.0.113.5)', 'spf=fail (sender IP is 203.0.113.99)'),
      receiverResults: honest.receiverResults.replace('dkim=pass', 'dkim=fail').replace('dmarc=pass', 'dmarc=fail'),
    });
    expect(summary(claims)).toEqual({ ...allAgree, 'AAR dkim': 'false broken-body', 'AAR dmarc': 'false broken-body' });
    expect(textOf(claims, 'dkim', 'arc-authentication-results')).toBe(
      'The body is not the one that a.example signed: it was changed on the way (a list or a gateway does that), or the field does not belong to this message. The signature over the header fields is intact.',
    );
  });

  it('a redaction after the receipt breaks the receiver’s words as well, and the chain', async () => {
    const claims = await compare({ afterwards: (message) => message.replace('At noon?', 'At xxxx?') });
    expect(summary(claims)).toEqual({
      ...allAgree,
      'AR dkim': 'false broken-body',
      'AR dmarc': 'false broken-body',
      'AR arc': 'false broken-body',
      'AAR dkim': 'false broken-body',
    });
    expect(textOf(claims, 'dkim')).toContain('after it was received (an export or a redaction does that)');
  });

  it('shows without the key, too, though it stays open', async () => {
    const claims = await compare({ afterwards: footer }, without('s1._domainkey.a.example'));
    expect([
      summary(claims)['AR dkim'],
      textOf(claims, 'dkim')?.endsWith('Whether the header signature holds is open without the key.'),
    ]).toEqual(['null broken-body', true]);
  });

  it('a changed subject is a changed header', async () => {
    const claims = await compare({
      atList: (message) => message.replace('Subject: Lunch', 'Subject: [talk] Lunch'),
      receiverResults: honest.receiverResults.replace('dkim=pass', 'dkim=fail').replace('dmarc=pass', 'dmarc=fail'),
    });
    expect(summary(claims)).toEqual({ ...allAgree, 'AAR dkim': 'false changed-header' });
  });
});

describe('compareClaims and time', () => {
  const later = receipt + 100 * day;

  it('finds the key of another day with which the signature verifies', async () => {
    const claims = await compare(
      {},
      changed(
        { name: 's1._domainkey.a.example', data: 'v=DKIM1; p=', first: receipt - day, last: later },
        { name: 's1._domainkey.a.example', data: keyRecord(testKeys.rsa), first: receipt - 400 * day, last: receipt - 2 * day },
      ),
    );
    expect([summary(claims)['AR dkim'], summary(claims)['AR spf']]).toEqual(['false dns-changed', 'true']);
    expect(textOf(claims, 'dkim')).toBe(
      'With the key that the snapshot saw on 2026-01-03 the result is pass; with the one for the time of the check it is permerror.',
    );
  });

  it('finds the SPF record of another day, and says so of the DMARC result that rested on it', async () => {
    const claims = await compare(
      {
        atList: (message) => message.replace('noon', 'one'),
        receiverResults: honest.receiverResults.replace('dkim=pass', 'dkim=fail').replace('dmarc=pass', 'dmarc=fail'),
      },
      changed(
        { name: 'a.example', data: 'v=spf1 ip4:192.0.2.1 -all', first: receipt - 1, last: later },
        { name: 'a.example', data: 'v=spf1 ip4:203.0.113.0/28 -all', first: receipt - 400 * day, last: receipt - 9 * day },
      ),
    );
    expect([summary(claims)['AAR spf'], textOf(claims, 'spf', 'arc-authentication-results')]).toEqual([
      'false dns-changed',
      'With the records that the snapshot saw on 2025-12-27 the result is pass; with those for the time of the check it is fail.',
    ]);
  });

  it('finds the policy of another day', async () => {
    const claims = await compare(
      { receiverResults: honest.receiverResults.replace('dmarc=pass', 'dmarc=none') },
      changed(
        { name: '_dmarc.a.example', data: 'v=DMARC1; p=none', first: receipt - day, last: later },
        { name: '_dmarc.a.example', data: null, first: receipt - 400 * day, last: receipt - 9 * day },
      ),
    );
    expect(summary(claims)['AR dmarc']).toBe('false dns-changed');
    expect(textOf(claims, 'dmarc')).toBe(
      'With the records that the snapshot saw on 2025-12-27 the replay gives none; with those for the time of the check pass.',
    );
  });

  it('finds the seal’s key of another day', async () => {
    const claims = await compare(
      {},
      changed(
        { name: 'arc._domainkey.lists.example', data: 'v=DKIM1; p=', first: receipt - day, last: later },
        { name: 'arc._domainkey.lists.example', data: keyRecord(testKeys.ed25519), first: receipt - 400 * day, last: receipt - 2 * day },
      ),
    );
    expect(summary(claims)['AR arc']).toBe('false dns-changed');
  });

  it('where no other day agrees, says how far the answer is from the receipt', async () => {
    const claims = await compare({}, changed({ name: 'lists.example', data: 'v=spf1 -all', first: later, last: later }));
    expect([summary(claims)['AR spf'], textOf(claims, 'spf')]).toEqual([
      'false unexplained',
      'The replay for lists.example from 198.51.100.9 gives fail, not pass. The snapshot saw the answer for lists.example only from 2026-04-15 on; at the receipt it may have been another one.',
    ]);
  });

  it('a temporary error of the receiver was a state of the DNS', async () => {
    const results = honest.receiverResults
      .replace('spf=pass', 'spf=temperror')
      .replace('dkim=pass', 'dkim=timeout')
      .replace('dmarc=pass', 'dmarc=temperror');
    const found = summary(await compare({ receiverResults: results }));
    expect([found['AR spf'], found['AR dkim'], found['AR dmarc']]).toEqual(['false dns-changed', 'false dns-changed', 'false dns-changed']);
  });

  it('a failure that the snapshot recorded is missing DNS', async () => {
    const claims = await compare(
      {},
      changed({ name: 'lists.example', data: null, rcode: 'SERVFAIL' }, { name: 's1._domainkey.a.example', data: null, rcode: 'SERVFAIL' }),
    );
    expect([summary(claims)['AR spf'], summary(claims)['AR dkim']]).toEqual(['false missing-dns', 'false missing-dns']);
  });
});

describe('compareClaims and forged or foreign fields', () => {
  const forge = (results: string): Partial<Story> => ({ forged: [`Authentication-Results: mx.b.example; ${results}`] });

  it.each([
    // Contradicted by the replay, and nobody vouches for it.
    ['spf=pass (sender IP is 203.0.113.5) smtp.mailfrom=lists.example', 'lower AR spf', 'false forged-header'],
    ['arc=fail', 'lower AR arc', 'false forged-header'],
    ['dkim=none', 'lower AR dkim', 'false forged-header'],
    // The twin that says the truth.
    ['spf=fail (sender IP is 203.0.113.5) smtp.mailfrom=lists.example', 'lower AR spf', 'true'],
    ['arc=pass', 'lower AR arc', 'true'],
    ['dkim=pass header.d=a.example', 'lower AR dkim', 'true'],
    // Another connection, or none that is named: then there is nothing to compare with.
    ['spf=pass (sender IP is 192.0.2.77) smtp.mailfrom=a.example', 'lower AR spf', 'false forwarder'],
    ['spf=fail (sender IP is 192.0.2.77) smtp.mailfrom=a.example', 'lower AR spf', 'true'],
    ['spf=pass smtp.mailfrom=a.example', 'lower AR spf', 'null'],
    ['dmarc=pass header.from=a.example', 'lower AR dmarc', 'null'],
    // Somebody else’s name.
    ['dkim=pass header.d=other.example', 'lower AR dkim', 'null different-identity'],
    ['dkim=pass header.d=a.example header.s=s2', 'lower AR dkim', 'null different-identity'],
    ['dkim=pass header.d=a.example header.b=AAAAAAAA', 'lower AR dkim', 'null different-identity'],
    ['dkim=pass header.i=@a.example', 'lower AR dkim', 'true'],
    ['dkim=pass header.i=@sub.a.example', 'lower AR dkim', 'true'],
    ['spf=pass (sender IP is 203.0.113.5); dmarc=pass header.from=other.example', 'lower AR dmarc', 'null different-identity'],
    // Words of no standard.
    ['spf=softpass (sender IP is 203.0.113.5) smtp.mailfrom=a.example', 'lower AR spf', 'null receiver-local-policy'],
    ['dkim=invalid header.d=a.example', 'lower AR dkim', 'null receiver-local-policy'],
    ['arc=maybe', 'lower AR arc', 'null receiver-local-policy'],
    ['spf=hardfail (sender IP is 203.0.113.5) smtp.mailfrom=lists.example', 'lower AR spf', 'true'],
  ])('%s: %s %s', async (results, key, expected) => {
    expect(summary(await compare(forge(results)))[key]).toBe(expected);
  });

  it('knows bestguesspass for what it is', async () => {
    const claims = await compare({ receiverResults: honest.receiverResults.replace('dmarc=pass', 'dmarc=bestguesspass') });
    expect([summary(claims)['AR dmarc'], textOf(claims, 'dmarc')]).toEqual([
      'null receiver-local-policy',
      '“bestguesspass” is the writer’s own word for mail that would have passed if there were a policy record; the replay gives pass.',
    ]);
  });

  it('takes fail, neutral, policy and permerror for one statement of a signature that does not count', async () => {
    for (const word of ['fail', 'neutral', 'policy', 'permerror']) {
      const claims = await compare(
        { receiverResults: honest.receiverResults.replace('dkim=pass', `dkim=${word}`).replace('dmarc=pass', 'dmarc=fail') },
        changed({ name: 's1._domainkey.a.example', data: 'v=DKIM1; p=' }),
      );
      expect(summary(claims)['AR dkim']).toBe('true');
    }
  });

  it('a signature that verifies but should not count was counted by the receiver’s choice', async () => {
    const claims = await compare(
      {},
      changed({ name: 's1._domainkey.a.example', data: keyRecord(testKeys.rsa).replace('k=rsa', 'h=sha1') }),
    );
    expect(summary(claims)['AR dkim']).toBe('false receiver-local-policy');
    expect(textOf(claims, 'dkim')).toBe(
      'The writer counted a signature that should not count. The key at s1._domainkey.a.example does not allow the signature’s hash (h=).'.replace(
        '’',
        "'",
      ),
    );
  });

  it('so was one that had expired', async () => {
    const claims = await compare({ signing: { expires: sentAt + 2_000 } });
    expect([summary(claims)['AR dkim'], textOf(claims, 'dkim')]).toEqual([
      'false receiver-local-policy',
      'The writer counted a signature that should not count. The signature had expired (2026-01-05T10:00:02Z) when the message was received.',
    ]);
  });

  it('a key for tests explains why a receiver did not count the pass', async () => {
    const claims = await compare(
      { receiverResults: honest.receiverResults.replace('dkim=pass', 'dkim=neutral') },
      changed({ name: 's1._domainkey.a.example', data: `${keyRecord(testKeys.rsa)}; t=y` }),
    );
    expect(summary(claims)['AR dkim']).toBe('false receiver-local-policy');
  });

  it('compares Received-SPF fields, by place and by client', async () => {
    const field = (result: string, ip: string): Partial<Story> => ({
      forged: [`Received-SPF: ${result} (x: domain of ann@a.example) client-ip=${ip}; envelope-from=ann@a.example; helo=out.a.example;`],
    });
    expect(summary(await compare(field('pass', '203.0.113.5')))['RS spf']).toBe('true');
    expect(summary(await compare(field('softfail', '203.0.113.5')))['RS spf']).toBe('false forged-header');
    expect(summary(await compare(field('pass', '192.0.2.77')))['RS spf']).toBe('false forwarder');
  });

  it('looks at three hundred claims and leaves the rest as they are', async () => {
    const many = `dkim=fail header.d=a.example; ${'arc=pass; '.repeat(480)}`;
    const claims = await compare({ forged: [`Authentication-Results: mx.b.example; ${many}`] });
    expect(claims.filter((claim) => claim.agrees !== null || claim.difference !== null).length).toBeLessThanOrEqual(301);
  });
});

describe('compareClaims and operators', () => {
  it('does not hold a signature against a field of the same hop: Exchange Online writes its ARC set above the signature that it makes last', async () => {
    const results = (word: string): Partial<Story> => ({ listResults: honest.listResults.replace(/dkim=pass[^;]*/, word) });
    const signAtList = (message: string): string =>
      `DKIM-Signature: v=1; a=rsa-sha256; d=lists.example; s=x; h=from; bh=AAAA; b=AAAA\r\n${message}`;
    const unsigned = (message: string): string => signAtList(message.replace(/DKIM-Signature:[\s\S]*?(?=From: Ann)/, ''));
    expect(summary(await compare({ ...results('dkim=none'), atList: unsigned }))['AAR dkim']).toBe('true');
    // The author’s signature stands below the list’s Received line.
    expect(summary(await compare({ ...results('dkim=none'), atList: signAtList }))['AAR dkim']).toBe('false forged-header');
  });

  it('knows the pass that Exchange Online writes for mail from a mailbox', async () => {
    const listResults = 'mx.microsoft.com 1; spf=none; dkim=pass header.d=b.example; arc=none';
    const claims = await compare({ listResults });
    expect(summary(claims)['AAR dkim']).toBe('null receiver-local-policy');
  });

  it('says none of the chain where the sets above were not there yet', async () => {
    const claims = await compare({ listResults: honest.listResults.replace('arc=none', 'arc=pass') });
    expect(summary(claims)['AAR arc']).toBe('null different-identity');
  });
});
