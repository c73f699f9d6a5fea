import { describe, expect, it } from 'vitest';
import { checkDmarc } from '../../../shared/authentication/dmarc/check.ts';
import { buildSnapshot, parseSnapshot } from '../../../shared/dns/snapshot.ts';
import { renderDmarc } from '../../../shared/text/render-dmarc.ts';

function render(from: string, spf: string): string {
  const native =
    '{"snapshot":"waybill/dns/1","complete":true}\n{"rrname":"_dmarc.a.example","rrtype":"TXT","rdata":["v=DMARC1; p=quarantine"]}\n';
  const parsed = parseSnapshot(new TextEncoder().encode(native), 'dns');
  if (!parsed.ok) throw new Error(parsed.error.message);
  const input = { fromDomains: from === '' ? [] : [from], spf: [{ domain: spf, result: 'pass' as const }], dkim: [] };
  return renderDmarc(checkDmarc(input, buildSnapshot([parsed.value]).at(0)), { colour: false, columns: 100 });
}

describe('a DMARC check for people', () => {
  it('shows both readings with policy, alignment and the way to the record', () => {
    const text = render('news.a.example', 'a.example');
    expect(text).toMatch(/^DMARC of news\.a\.example\n/);
    expect(text).toMatch(/RFC 9989 \(tree walk\) {2}pass\n/);
    expect(text).toMatch(/RFC 7489 \(public suffix list\) {2}pass\n/);
    expect(text).toMatch(/Policy {8}quarantine, from a\.example\n/);
    expect(text).toMatch(/Aligned {7}spf\n/);
    expect(text).toMatch(/· a\.example +a policy record/);
    expect(text).toMatch(/Suffixes {6}tldts [\d.]+, public suffix list of \d{4}-\d\d-\d\d\n/);
  });

  it('has words for a missing From domain', () => {
    expect(render('', 'a.example')).toContain('DMARC of a missing From domain');
  });
});
