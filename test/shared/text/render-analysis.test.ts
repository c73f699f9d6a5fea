import { describe, expect, it } from 'vitest';
import { analyze } from '../../../shared/analyze.ts';
import { buildSnapshot, emptySnapshot, parseSnapshot } from '../../../shared/dns/snapshot.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { width } from '../../../shared/text/layout.ts';
import { renderAnalysis } from '../../../shared/text/render-analysis.ts';

const infrastructure = createInfrastructure();
const encode = (text: string) => new TextEncoder().encode(text);

async function render(text: string, { dns = '', columns = 100, colour = false } = {}): Promise<string> {
  const bytes = encode(text.replaceAll('\n', '\r\n'));
  const parsed = parseSnapshot(encode(dns), 'dns');
  const snapshot = parsed.ok ? buildSnapshot([parsed.value]) : emptySnapshot;
  const detail = await analyze({ evidence: { path: 'folder/suspect.eml', bytes }, snapshot, infrastructure, boundaryHop: null });
  return renderAnalysis(detail, bytes, { colour, columns });
}

const plain = `Return-Path: <bounce@alpha.example>
Received: from mail.alpha.example (mail.alpha.example [192.0.2.10]) by mx.recv.example (Postfix)
 with ESMTPS id 1; Wed, 11 Mar 2026 08:14:13 +0000
Received: from desk (desk.alpha.example [198.51.100.3]) by mail.alpha.example with ESMTP; Wed, 11 Mar 2026 08:14:10 +0000
From: Alice <alice@alpha.example>
Subject: Hello
Date: Wed, 11 Mar 2026 08:14:05 +0000

Body
`;
const dns =
  '{"snapshot":"waybill/dns/1","complete":true}\n{"rrname":"alpha.example","rrtype":"TXT","rdata":["v=spf1 ip4:192.0.2.10 -all"]}\n';

describe('an analysis for people', () => {
  it('says the verdict first, then the route from its oldest hop, the checks, and the reasons with their bytes', async () => {
    const text = await render(plain, { dns });
    const sections = [
      'AUTHENTIC',
      'From ',
      'Route, oldest hop first',
      '○ 0',
      '── trust boundary',
      '● 1',
      'SPF at every handoff',
      'DKIM, ARC and DMARC',
      'Reasons',
      '  1.',
    ];
    const positions = sections.map((section) => text.indexOf(section));
    expect(positions).not.toContain(-1);
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
    expect(text).toMatch(/header 1 Received, bytes \d+–\d+\n/);
    expect(text).toContain('│ from mail.alpha.example');
    expect(text).toContain('2026-03-11 08:14:13 UTC');
  });

  it('lists what is open where no DNS is at hand', async () => {
    const text = await render(plain);
    expect(text).toContain('Still open');
    expect(text).toContain('alpha.example TXT');
  });

  it.each([60, 80, 100, 120])('fits into %i columns', async (columns) => {
    const long = plain.replace('Subject: Hello', `Subject: ${'a very long subject '.repeat(40)}`);
    for (const line of (await render(long, { dns, columns })).split('\n'))
      expect(width(line), line).toBeLessThanOrEqual(Math.max(columns, 82));
  });

  it('quotes a place once, and refers to it later', async () => {
    const text = await render(plain, { dns });
    const quotes = text.split('\n').filter((line) => line.includes('│ from mail.alpha.example'));
    expect(quotes).toHaveLength(1);
  });

  it('shows what a message would do to the terminal instead of letting it', async () => {
    const text = await render(plain.replace('Hello', '\u001b[2Jcleared\u202e').replace('desk (', 'desk\u0007 ('), { dns, colour: false });
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(text).not.toContain(character);
    expect(text).toContain('\\x1b[2Jcleared');
  });

  it.each([
    ['an empty message', ''],
    ['a message without any hop', 'From: a@alpha.example\n\nx\n'],
    ['no header at all', '\n\njust text\n'],
    ['a wrong From', 'From: nobody\nSubject: x\n\n'],
  ])('has words for %s', async (_, text) => {
    const rendered = await render(text);
    expect(rendered).toContain('INDETERMINATE');
    expect(rendered).not.toContain('undefined');
    expect(rendered).not.toContain('null');
  });
});
