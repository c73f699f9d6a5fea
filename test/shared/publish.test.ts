import { beforeAll, describe, expect, it } from 'vitest';
import { AnalysisSchema } from '../../shared/analysis-schema.ts';
import { analyze } from '../../shared/analyze.ts';
import { emptySnapshot } from '../../shared/dns/snapshot.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import { utf8 } from '../helpers/message-text.ts';
import { infrastructure, postfix } from './route/traced.ts';

const fields = [
  'Authentication-Results: mx.recv.example; spf=pass (sender IP is 40.107.117.56) smtp.mailfrom=a.example; dkim=pass header.d=a.example header.s=s1',
  postfix('mx.recv.example', { helo: 'out.outbound.protection.outlook.com', ip: '40.107.117.56' }, 2),
  'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=a.example; s=s1; h=from; bh=AAAA; b=AAAA',
  'From: =?UTF-8?Q?J=C3=BCrgen?= <ceo@a.example>',
  'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= und Größe',
  'Date: Fri, 20 Nov 2026 09:00:00 +0100',
  'Message-ID:  <x1@a.example> ',
];
const text = `${fields.join('\r\n')}\r\n\r\nbody`;

describe('publish', () => {
  const bytes = utf8(text);
  let detail: Detail;
  beforeAll(async () => {
    detail = await analyze({ evidence: { path: 'a.eml', bytes }, snapshot: emptySnapshot, infrastructure, boundaryHop: null });
  });

  it('publishes what keeps the schema', () => {
    expect(AnalysisSchema.safeParse(detail.analysis).error).toBeUndefined();
    expect(AnalysisSchema.parse(detail.analysis)).toEqual(detail.analysis);
  });

  it('publishes the message for people: decoded, in UTC', () => {
    expect(detail.analysis.message).toEqual({
      from: [{ address: 'ceo@a.example', domain: 'a.example', organizationalDomain: 'a.example' }],
      mailFrom: 'a.example',
      helo: 'out.outbound.protection.outlook.com',
      subject: 'Grüße und Größe',
      date: '2026-11-20T08:00:00Z',
      messageId: '<x1@a.example>',
    });
    expect(detail.analysis.evaluatedAt).toBe('2026-11-20T08:02:00Z');
  });

  it('names the evidence by its hash', () => {
    expect(detail.analysis.evidence).toEqual({ path: 'a.eml', bytes: bytes.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('shows every field with its exact bytes', () => {
    for (const field of detail.source) {
      const raw = Buffer.from(bytes.subarray(field.span.start, field.span.end));
      expect(field.text).toBe(raw.toString('utf8'));
      expect(raw.toString('utf8').startsWith(`${field.name}:`)).toBe(true);
    }
    expect(detail.source.map(({ index }) => index)).toEqual(fields.map((_, index) => index));
    expect(detail.source[4]).toMatchObject({ decoded: 'Grüße und Größe' });
    expect(Buffer.from(bytes.subarray(detail.bodySpan.start, detail.bodySpan.end)).toString()).toBe('body');
  });

  it('shows a field that is no UTF-8 with one character a byte', async () => {
    const legacy = Uint8Array.from(Buffer.from('Subject: Gr\xfc\xdfe\r\n\r\n', 'latin1'));
    const shown = await analyze({ evidence: { path: 'b.eml', bytes: legacy }, snapshot: emptySnapshot, infrastructure, boundaryHop: null });
    expect(shown.source.map((field) => field.text)).toEqual(['Subject: Gr\xfc\xdfe\r\n']);
    expect(shown.analysis.message.subject).toBe('Grüße');
  });

  it('publishes hops by the operator of their client, else of their writer', () => {
    expect(detail.analysis.hops).toEqual([
      {
        index: 0,
        at: '2026-11-20T08:02:00Z',
        from: { helo: 'out.outbound.protection.outlook.com', rdns: null, ip: '40.107.117.56' },
        by: 'mx.recv.example',
        with: 'ESMTPS',
        tls: null,
        id: '4X',
        for: null,
        operator: 'exchange-online',
        dialect: 'postfix',
        delaySeconds: null,
        clockSkewed: false,
        trust: 'vouched',
        header: 1,
      },
    ]);
  });

  it('publishes the checks, with their questions in words', () => {
    expect(detail.analysis.replays.map(({ source, spf }) => [source, spf.identity, spf.result, spf.missing])).toEqual([
      ['receiver-record', 'mailfrom', 'pass', []],
      ['replay', 'mailfrom', 'unknown', ['a.example TXT']],
      ['replay', 'helo', 'unknown', ['out.outbound.protection.outlook.com TXT']],
      ['replay', 'from', 'unknown', ['a.example TXT']],
    ]);
    expect(detail.analysis.dkim).toEqual([
      { domain: 'a.example', selector: 's1', result: expect.any(String), bodyHash: 'mismatch', aligned: true, header: 2 },
    ]);
    expect(detail.analysis.claims.map(({ method, result, trust }) => [method, result, trust])).toEqual([
      ['spf', 'pass', 'vouched'],
      ['dkim', 'pass', 'vouched'],
    ]);
    // Why the replay cannot tell, or says otherwise, is published beside whether it does.
    expect(detail.analysis.claims.map(({ agrees, difference }) => [agrees, difference?.code ?? null])).toEqual([
      [null, 'missing-dns'],
      [null, 'broken-body'],
    ]);
    expect(detail.analysis.claims[0]?.difference?.text).toBe('The snapshot does not answer: a.example TXT.');
  });

  it('lists every open question once, sorted, as dig -f reads them', () => {
    const { questions } = detail.analysis;
    expect(questions).toEqual([...new Set(questions)].sort());
    expect(questions).toEqual(expect.arrayContaining(['_dmarc.a.example TXT', 'a.example TXT']));
    expect(questions.filter((question) => !/^[a-z0-9._-]+ (?:TXT|A|AAAA|MX|PTR)$/.test(question))).toEqual([]);
  });

  it('says nothing of what a message does not say', async () => {
    const { analysis } = await analyze({
      evidence: { path: 'c.eml', bytes: utf8('X: y\r\n\r\n') },
      snapshot: emptySnapshot,
      infrastructure,
      boundaryHop: null,
    });
    expect(analysis).toMatchObject({
      message: { from: [], mailFrom: null, helo: null, subject: null, date: null, messageId: null },
      evaluatedAt: null,
      hops: [],
      segments: [],
      handoffs: [],
      replays: [],
      dkim: [],
      arc: { result: 'none', sets: [] },
      claims: [],
      tenants: [],
    });
  });
});
