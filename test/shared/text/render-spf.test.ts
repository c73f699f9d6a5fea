import { describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../../shared/authentication/spf/query.ts';
import { buildSnapshot, parseSnapshot } from '../../../shared/dns/snapshot.ts';
import { width } from '../../../shared/text/layout.ts';
import { renderSpf } from '../../../shared/text/render-spf.ts';

function render(records: Readonly<Record<string, string>>, ip: string, columns = 100): string {
  const lines = Object.entries(records).map(([rrname, text]) => JSON.stringify({ rrname, rrtype: 'TXT', rdata: [text] }));
  const parsed = parseSnapshot(new TextEncoder().encode(`${lines.join('\n')}\n`), 'dns');
  if (!parsed.ok) throw new Error(parsed.error.message);
  const query = mailFromQuery({ ip, mailFrom: 'u@a.example', helo: 'mail.a.example' });
  return renderSpf(evaluateSpf(query, buildSnapshot([parsed.value]).at(0)), { colour: false, columns });
}

const world = { 'a.example': 'v=spf1 ip4:192.0.2.1 include:pool.example -all', 'pool.example': 'v=spf1 ip4:198.51.100.0/24 -all' };

describe('an SPF evaluation for people', () => {
  it('marks the term that matched, inside the record that it stands in', () => {
    const text = render(world, '198.51.100.7');
    expect(text).toMatch(/^SPF pass {2}mailfrom u@a\.example, HELO mail\.a\.example, from 198\.51\.100\.7\n/);
    expect(text).toMatch(/^ {2}· ip4:192\.0\.2\.1/m);
    expect(text).toMatch(/^ {2}✓ include:pool\.example/m);
    expect(text).toMatch(/^ {6}pool\.example pass$/m);
    expect(text).toMatch(/^ {8}✓ ip4:198\.51\.100\.0\/24/m);
  });

  it('marks what is not known, and asks', () => {
    const text = render({ 'a.example': world['a.example'] }, '198.51.100.7');
    expect(text).toMatch(/^SPF unknown/);
    expect(text).toMatch(/^ {2}\? include:pool\.example/m);
    expect(text).toContain('The snapshot does not answer:\n  pool.example TXT\n');
  });

  it('fits into the columns however deep it goes', () => {
    const deep = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [
        `d${index}.example`,
        `v=spf1 include:d${index + 1}.example ${'ip4:192.0.2.1 '.repeat(30)}-all`,
      ]),
    );
    const text = render({ 'a.example': 'v=spf1 include:d0.example -all', ...deep, 'd9.example': 'v=spf1 -all' }, '198.51.100.7', 100);
    for (const line of text.split('\n')) expect(width(line), line).toBeLessThanOrEqual(120);
    expect(text).toContain('d9.example');
  });
});
