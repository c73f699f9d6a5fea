import { describe, expect, it } from 'vitest';
import { ExposureSchema } from '../../../../shared/exposure-schema.ts';
import { folder } from '../../evidence.ts';
import { run } from '../run.ts';

const line = (rrname: string, rrtype: string, ...rdata: string[]) => `${JSON.stringify({ rrname, rrtype, rdata })}\n`;
const snapshot =
  line('alpha.example', 'TXT', 'v=spf1 ip4:192.0.2.10 include:spf.protection.outlook.com -all') +
  line('spf.protection.outlook.com', 'TXT', 'v=spf1 ip4:40.107.0.0/16 -all') +
  line('_dmarc.alpha.example', 'TXT', 'v=DMARC1; p=reject') +
  line('bravo.example', 'TXT', 'v=spf1 ip4:192.0.2.20 a:\u202e.example -all') +
  line('bravo.example', 'MX', '10 mx.bravo.example');

describe('waybill exposure', () => {
  it('tells who can pass, in words', async () => {
    const { code, out, err } = await run(['exposure', 'Alpha.Example.', '--dns', 'dns.ndjson'], {
      directory: folder({ 'dns.ndjson': snapshot }),
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'Any customer of Exchange Online can pass SPF as alpha.example and DMARC (whose policy, reject, is then never asked)',
    );
    expect(out).toMatch(/^ +65,536 +0 +any customer of Exchange Online, by include:spf\.protection\.outlook\.com$/m);
    expect(out).toMatch(/^ +1 +0 +its own/m);
    expect(out).toMatch(/^ {2}include:spf\.protection\.outlook\.com +shared +65,536 IPv4/m);
    expect(out).toMatch(/^ {4}ip4:40\.107\.0\.0\/16 +shared/m);
    for (const each of out.split('\n')) expect(each.length).toBeLessThanOrEqual(100);
  });

  it('gives an object, or an array for several domains', async () => {
    const directory = folder({ 'dns.ndjson': snapshot });
    const one = JSON.parse((await run(['exposure', 'alpha.example', '--dns', 'dns.ndjson', '--json'], { directory })).out);
    expect(ExposureSchema.parse(one)).toMatchObject({
      domain: 'alpha.example',
      at: null,
      space: { shared: [{ operator: 'exchange-online' }] },
    });
    const both = await run(['exposure', 'alpha.example', 'bravo.example', '--dns', 'dns.ndjson', '--json', '--at', '2026-03-11'], {
      directory,
    });
    expect(both.code).toBe(0);
    expect(
      JSON.parse(both.out).map(({ domain, at, spf }: { domain: string; at: string; spf: { rest: string } }) => [domain, at, spf.rest]),
    ).toEqual([
      ['alpha.example', '2026-03-11T00:00:00Z', 'fail'],
      ['bravo.example', '2026-03-11T00:00:00Z', 'permerror'],
    ]);
  });

  it('lists the questions that are open, ready to be asked elsewhere', async () => {
    const directory = folder({ 'dns.ndjson': line('alpha.example', 'TXT', 'v=spf1 include:spf.nowhere.example a -all') });
    const { code, out } = await run(['exposure', 'alpha.example', '--dns', 'dns.ndjson', '--json'], { directory });
    expect(code).toBe(0);
    expect(JSON.parse(out).missing).toEqual([
      '_dmarc.alpha.example TXT',
      '_dmarc.example TXT',
      'alpha.example A',
      'alpha.example AAAA',
      'spf.nowhere.example TXT',
    ]);
  });

  it('takes operators of the user’s own', async () => {
    const own = {
      id: 'acme-relay',
      name: 'Acme Relay',
      pools: [{ id: 'out', networks: ['192.0.2.0/24'], scope: 'shared', sources: ['doc'] }],
      sources: [{ id: 'doc', url: 'https://acme-relay.example/', says: 'ranges', retrieved: '2026-11-01', standing: 'published' }],
    };
    const directory = folder({ 'dns.ndjson': snapshot, 'own.json': JSON.stringify(own) });
    const { out } = await run(['exposure', 'alpha.example', '--dns', 'dns.ndjson', '--operators', 'own.json', '--json'], { directory });
    expect(JSON.parse(out).space.shared.map(({ operator }: { operator: string }) => operator)).toEqual(['exchange-online', 'acme-relay']);
  });

  it('asks the user’s public suffix list what is one organisation', async () => {
    const dns =
      line('a.alpha.example', 'TXT', 'v=spf1 include:spf.alpha.example -all') +
      line('spf.alpha.example', 'TXT', 'v=spf1 ip4:192.0.2.0/24 -all');
    const directory = folder({ 'dns.ndjson': dns, 'psl.dat': 'example\nalpha.example\n' });
    const expose = async (...more: readonly string[]) =>
      JSON.parse((await run(['exposure', 'a.alpha.example', '--dns', 'dns.ndjson', '--json', ...more], { directory })).out).space;
    expect(await expose()).toMatchObject({ own: { ipv4: 256 }, other: [] });
    expect(await expose('--psl', 'psl.dat')).toMatchObject({ own: { ipv4: 0 }, other: [{ domain: 'spf.alpha.example', ipv4: 256 }] });
  });

  it('ends with 1 and says nothing where its DNS cannot be read', async () => {
    const { code, out, err } = await run(['exposure', 'alpha.example', '--dns', 'none.ndjson'], { directory: folder({}) });
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('none.ndjson: There is no such file. (not-found)');
  });

  it('shows no control character of a record', async () => {
    const { out } = await run(['exposure', 'bravo.example', '--dns', 'dns.ndjson'], { directory: folder({ 'dns.ndjson': snapshot }) });
    expect(out).not.toContain('\u202e');
  });
});
