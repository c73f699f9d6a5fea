/** The way over dig: our questions as it reads them, its answers as we read them, against a real server. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digCommand, formatDigLines } from '../../shared/dns/questions.ts';
import type { SnapshotFile } from '../../shared/dns/rr-set.ts';
import type { DnsQuestion } from '../../shared/facts/dns.ts';
import { ask, readSnapshot } from '../helpers/snapshot.ts';
import { hasKnot, hasProgram, type NameServer, startKnot } from './knot.ts';

const zone = [
  '$ORIGIN example.',
  '@ 60 IN SOA ns.example. host.example. 1 60 60 60 60',
  '@ 60 IN NS ns.example.',
  'ns 60 IN A 127.0.0.1',
  'a 60 IN TXT "v=spf1 include:b.example " "-all"',
  'a 60 IN TXT "semi;colon \\"quoted\\" back\\\\slash \\228\\001"',
  'a 60 IN MX 10 mail.example.',
  'a 60 IN AAAA 2001:db8::1',
  'alias 60 IN CNAME a.example.',
  'gone 60 IN CNAME nowhere.example.',
  'sub 60 IN NS ns.sub.example.',
  'odd\\064name 60 IN A 192.0.2.1',
  '\\043short 60 IN TXT "not an option"',
  `long 60 IN TXT ${Array.from({ length: 12 }, () => `"${'x'.repeat(250)}"`).join(' ')}`,
  '',
].join('\n');

const questions: readonly DnsQuestion[] = [
  { name: 'a.example', type: 'TXT' },
  { name: 'a.example', type: 'MX' },
  { name: 'a.example', type: 'AAAA' },
  { name: 'a.example', type: 'A' },
  { name: 'alias.example', type: 'TXT' },
  { name: 'gone.example', type: 'TXT' },
  { name: 'none.example', type: 'TXT' },
  { name: 'x.dead.example', type: 'TXT' },
  { name: 'x.sub.example', type: 'TXT' },
  { name: 'odd@name.example', type: 'A' },
  { name: '+short.example', type: 'TXT' },
  { name: '-x.example', type: 'TXT' },
  { name: '@192.0.2.1', type: 'TXT' },
  { name: 'x y.example', type: 'A' },
  { name: 'long.example', type: 'TXT' },
];
const texts = ['semi;colon "quoted" back\\slash \u00e4\u0001', 'v=spf1 include:b.example -all'];

describe.skipIf(!hasKnot || !hasProgram('dig', '-v'))('dig against Knot (needs knot, bind9-dnsutils)', () => {
  let server: NameServer;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waybill-dig-'));
    server = await startKnot(new Map([['example', zone]]), ['dead.example']);
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs dig with the options of a command line, on the questions, against our server. */
  function dig(options: readonly string[]): SnapshotFile {
    writeFileSync(
      join(folder, 'questions.txt'),
      formatDigLines(questions)
        .map((line) => `${line}\n`)
        .join(''),
    );
    const words = ['@127.0.0.1', '-p', String(server.port), '+norecurse', '+tries=1', ...options];
    const { stdout, status } = spawnSync('dig', words, { cwd: folder, encoding: 'utf8', env: { ...process.env, HOME: folder } });
    expect(status).toBe(0);
    return readSnapshot(stdout, 'answers.txt');
  }

  it('by the command that we recommend every answer finds its question', () => {
    const file = dig(digCommand.replace(/ >.*$/, '').split(' ').slice(1));
    expect(Object.fromEntries(questions.map(({ name, type }) => [`${name} ${type}`, sorted(ask(file, `${name} ${type}`))]))).toMatchObject({
      'a.example TXT': texts,
      'a.example MX': ['10 mail.example'],
      'a.example AAAA': ['2001:db8::1'],
      'a.example A': 'nodata',
      'alias.example TXT': texts,
      'gone.example TXT': 'nxdomain',
      'none.example TXT': 'nxdomain',
      'x.dead.example TXT': 'SERVFAIL',
      'x.sub.example TXT': 'not-captured',
      'odd@name.example A': ['192.0.2.1'],
      '+short.example TXT': ['not an option'],
      '-x.example TXT': 'nxdomain',
      'long.example TXT': ['x'.repeat(3_000)],
    });
    // A name with a space is two words to `ask`.
    expect(file.rrsets.find(({ name }) => name === 'x y.example')?.rcode).toBe('NXDOMAIN');
    expect(file.rrsets.find(({ name }) => name === '@192.0.2.1')?.rcode).toBe('REFUSED');
  });

  it('without +question the records arrive, and the rest is told to be lost, never taken for absence', () => {
    const file = dig(['-f', 'questions.txt', '+noall', '+answer', '+comments']);
    expect(sorted(ask(file, 'a.example TXT'))).toEqual(texts);
    expect(sorted(ask(file, 'alias.example TXT'))).toEqual(texts);
    expect(ask(file, 'gone.example TXT')).toBe('nxdomain');
    expect(['none.example TXT', 'a.example A', 'x.dead.example TXT'].map((question) => ask(file, question))).toEqual([
      'not-captured',
      'not-captured',
      'not-captured',
    ]);
    expect(file.notes.length).toBeGreaterThanOrEqual(4);
  });

  it('in its whole output too', () => {
    const file = dig(['-f', 'questions.txt']);
    expect([sorted(ask(file, 'a.example TXT')), ask(file, 'none.example TXT'), ask(file, 'a.example A')]).toEqual([
      texts,
      'nxdomain',
      'nodata',
    ]);
    expect(file.rrsets.every(({ source }) => source === 'dig @127.0.0.1')).toBe(true);
  });
});

function sorted(answer: ReturnType<typeof ask>): unknown {
  return Array.isArray(answer) ? [...answer].sort() : answer;
}
