/** Messages to measure with: signed, sealed and relayed ones of our own in several sizes, and the corpus where it is at hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyze } from '../../shared/analyze.ts';
import { rrSet, type SnapshotFile } from '../../shared/dns/rr-set.ts';
import { buildSnapshot } from '../../shared/dns/snapshot.ts';
import type { DnsSnapshot } from '../../shared/facts/dns.ts';
import { baselineFile } from '../../shared/infrastructure/baseline.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import { listMessages, messagesPath } from '../corpus/corpus.ts';
import { hasCorpora } from '../helpers/corpora.ts';
import { keyRecord, sealArc, signDkim, testKeys } from '../helpers/sign.ts';

export interface MeasuredMessage {
  readonly path: string;
  readonly bytes: Buffer;
  /** The SMTP session, for those who do not find it in the message themselves. */
  readonly ip: string;
  readonly helo: string;
  readonly sender: string;
}

export interface MessageSet {
  readonly title: string;
  readonly messages: readonly MeasuredMessage[];
  readonly snapshot: DnsSnapshot;
}

const signedAt = Date.UTC(2026, 10, 23, 9, 30);
const line = 'The quick brown fox jumps over the lazy dog and the contract is attached below.\r\n';

/** As received by mx.recv.example: handed in at a relay, which sealed it, signed by author and relay. `size` is that of the body in octets. */
async function compose(index: number, size: number): Promise<Buffer> {
  const body = line.repeat(Math.ceil(size / line.length)).slice(0, size);
  const author = [
    'Received: from [192.0.2.44] (dsl-44.access.example [192.0.2.44])',
    '\tby submit.author.example (Postfix) with ESMTPSA id 4Wx2Kq0Zt7z1;',
    '\tMon, 23 Nov 2026 09:30:01 +0000 (UTC)',
    'From: "Ada Author" <ada@author.example>',
    'To: Rudi Recipient <rudi@recv.example>',
    `Subject: Message ${index} of many`,
    'Date: Mon, 23 Nov 2026 09:30:00 +0000',
    `Message-ID: <${index}.23112026@author.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
  ].join('\r\n');
  const signed = await signDkim(Buffer.from(author), {
    domain: 'author.example',
    selector: 'sel',
    privateKey: testKeys.rsa,
    time: signedAt,
  });
  const relayed = Buffer.concat([
    Buffer.from(
      'Received: from submit.author.example (submit.author.example [198.51.100.7])\r\n\tby in.relay.example (Postfix) with ESMTPS id 4Wx2Kq0Zt7z2;\r\n\tMon, 23 Nov 2026 09:30:02 +0000 (UTC)\r\n',
    ),
    Buffer.from(signed),
  ]);
  const sealed = await sealArc(relayed, {
    instance: 1,
    domain: 'relay.example',
    selector: 'arc',
    privateKey: testKeys.rsa,
    authenticationResults: 'in.relay.example; spf=pass smtp.mailfrom=ada@author.example; dkim=pass header.d=author.example',
    cv: 'none',
    time: signedAt,
  });
  const doubled = await signDkim(sealed, { domain: 'relay.example', selector: 'sel', privateKey: testKeys.rsa, time: signedAt });
  return Buffer.concat([
    Buffer.from(
      [
        'Return-Path: <ada@author.example>',
        'Authentication-Results: mx.recv.example; spf=pass smtp.mailfrom=ada@author.example; dkim=pass header.d=author.example; dmarc=pass header.from=author.example',
        'Received: from out.relay.example (out.relay.example [203.0.113.25])',
        '\tby mx.recv.example (Postfix) with ESMTPS id 4Wx2Kq0Zt7z3',
        '\tfor <rudi@recv.example>; Mon, 23 Nov 2026 09:30:03 +0000 (UTC)',
        '',
      ].join('\r\n'),
    ),
    Buffer.from(doubled),
  ]);
}

const zone: Readonly<Record<string, string>> = {
  'author.example': 'v=spf1 ip4:198.51.100.0/25 include:spf.relay.example -all',
  'spf.relay.example': 'v=spf1 include:a.spf.relay.example include:b.spf.relay.example ~all',
  'a.spf.relay.example': 'v=spf1 ip4:192.0.2.128/25 ip6:2001:db8::/48 ~all',
  'b.spf.relay.example': 'v=spf1 ip4:203.0.113.0/24 ~all',
  'out.relay.example': 'v=spf1 ip4:203.0.113.25 -all',
  'submit.author.example': 'v=spf1 ip4:198.51.100.7 -all',
  '_dmarc.author.example': 'v=DMARC1; p=reject; adkim=r; aspf=r',
  '_dmarc.relay.example': 'v=DMARC1; p=none',
  'sel._domainkey.author.example': keyRecord(testKeys.rsa),
  'sel._domainkey.relay.example': keyRecord(testKeys.rsa),
  'arc._domainkey.relay.example': keyRecord(testKeys.rsa),
};

export async function composedSets(): Promise<MessageSet[]> {
  const snapshot = buildSnapshot([worldOf(Object.entries(zone))]);
  const session = { ip: '203.0.113.25', helo: 'out.relay.example', sender: 'ada@author.example' };
  const sizes: readonly [string, number, number][] = [
    ['2 kB', 2_000, 40],
    ['50 kB', 50_000, 20],
    ['1 MB', 1_000_000, 4],
  ];
  const sets: MessageSet[] = [];
  for (const [label, size, count] of sizes) {
    const messages: MeasuredMessage[] = [];
    for (let index = 0; index < count; index++) messages.push({ path: `${index}.eml`, bytes: await compose(index, size), ...session });
    sets.push({ title: `signed twice, sealed once, ${label}`, messages, snapshot });
  }
  return sets;
}

function worldOf(entries: readonly (readonly [string, string])[]): SnapshotFile {
  const rrsets = entries.map(([name, text]) => rrSet(name, 'TXT', [text]));
  return { name: 'bench', format: 'native', rrsets, complete: true, origins: [], notes: [] };
}

/** Real messages with the records and keys that were seen in public: most of what they ask for is missing, as in an analyst's life. */
export async function corpusSet(): Promise<MessageSet | null> {
  if (!hasCorpora) return null;
  const keys = readKeys();
  const file: SnapshotFile = { ...worldOf(keys), complete: false };
  const snapshot = buildSnapshot([baselineFile(), file]);
  const infrastructure = createInfrastructure();
  const messages: MeasuredMessage[] = [];
  for (const path of listMessages()) {
    const bytes = readFileSync(join(messagesPath, path));
    if (bytes.length > 1_000_000) continue;
    const { route, analysis } = await analyze({ evidence: { path, bytes }, snapshot, infrastructure, boundaryHop: null });
    const client = route.handoffs.find(({ hop }) => hop !== null && hop === route.boundary.hop)?.client;
    messages.push({
      path,
      bytes,
      ip: client?.ip ?? '192.0.2.1',
      helo: client?.helo ?? 'unknown.example',
      sender: analysis.message.mailFrom ?? '',
    });
  }
  return { title: `${messages.length} real messages (corpus), records that were seen in public`, messages, snapshot };
}

function readKeys(): (readonly [string, string])[] {
  const text = readFileSync(join(messagesPath, '../provider-dns/observed-keys.json'), 'utf8');
  const { records } = JSON.parse(text) as { readonly records: readonly { readonly name: string; readonly txt: string }[] };
  return records.map(({ name, txt }) => [name, txt] as const);
}
