import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnalysisErrorSchema, AnalysisSchema } from '../../../../shared/analysis-schema.ts';
import { alpha, type LearningMessage, learningCase, learningSnapshot, permutations } from '../../../helpers/learning-case.ts';
import { folder, gzip, message, snapshotText, zip } from '../../evidence.ts';
import { run } from '../run.ts';

const fits = (value: unknown) => AnalysisSchema.safeParse(value).success || AnalysisErrorSchema.safeParse(value).success;
const paths = (lines: readonly { evidence: { path: string } }[]) => lines.map((line) => line.evidence.path);
const statement = (value: string) =>
  `${JSON.stringify({ domain: 'alpha.example', operator: 'exchange-online', kind: 'tenant-id', value })}\n`;
const subject = (line: { message: { subject: string } }) => line.message.subject;

describe('waybill analyze --ndjson', () => {
  it('gives one analysis a line, in input order, with paths as given', async () => {
    const root = folder({
      'mails/b.eml': message(),
      'mails/a.eml': message(),
      'one.eml': message(),
      'box.zip': zip({ 'x.eml': message() }),
    });
    const { code, lines, err } = await run(['analyze', 'one.eml', './mails', 'box.zip', '--ndjson'], { directory: root });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(paths(lines)).toEqual(['one.eml', './mails/a.eml', './mails/b.eml', 'box.zip!x.eml']);
    expect(lines.every(fits)).toBe(true);
  });

  it('keeps the order of hundreds of messages', async () => {
    const names = Array.from({ length: 300 }, (_, index) => String(index).padStart(3, '0'));
    const root = folder(Object.fromEntries(names.map((name) => [`${name}.eml`, message({ subject: name })])));
    const { lines } = await run(['analyze', root, '--ndjson']);
    expect(lines.map(subject)).toEqual(names);
  });

  it('replays from the snapshot', async () => {
    const root = folder({ 'a.eml': message(), 'forged.eml': message({ ip: '203.0.113.9' }), 'dns.ndjson': snapshotText });
    const { lines } = await run(['analyze', 'a.eml', 'forged.eml', '--dns', 'dns.ndjson', '--ndjson'], { directory: root });
    const results = lines.map(
      (line) => line.replays.find((replay: { spf: { identity: string } }) => replay.spf.identity === 'mailfrom').spf.result,
    );
    expect(results).toEqual(['pass', 'fail']);
    expect(lines.map((line) => line.questions)).toEqual([[], []]);
  });

  it('puts error objects in the place of what cannot be read, gives 1, and the rest is complete', async () => {
    const damaged = zip({ 'x.eml': message() }).subarray(0, 50);
    const root = folder({ '1.eml': message(), '2.zip': damaged, '3.txt': '', '4.eml': message() });
    const { code, lines, err } = await run(['analyze', '1.eml', '2.zip', 'none.eml', '3.txt', '4.eml', '--ndjson'], { directory: root });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(lines.every(fits)).toBe(true);
    expect(lines.map((line) => line.error?.code ?? line.evidence.path)).toEqual([
      '1.eml',
      'archive-damaged',
      'not-found',
      'empty',
      '4.eml',
    ]);
    expect(lines[2]).toEqual({
      schema: 'waybill/error/1',
      evidence: { path: 'none.eml', sha256: null, bytes: null },
      error: { code: 'not-found', message: 'There is no such file.' },
    });
    expect(lines[3].evidence).toEqual({
      path: '3.txt',
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      bytes: 0,
    });
  });

  it('reads standard input for -, also a container', async () => {
    const { lines } = await run(['analyze', '-', '--ndjson'], { stdin: message() });
    expect(paths(lines)).toEqual(['-']);
    const zipped = await run(['analyze', '-', '--ndjson'], { stdin: gzip(message()) });
    expect(paths(zipped.lines)[0]).toMatch(/^-!/);
    expect(await run(['analyze', '-', '--ndjson'], { stdin: '' })).toMatchObject({ code: 1, lines: [{ error: { code: 'empty' } }] });
  });

  it('goes by the public suffix list of --psl', async () => {
    const root = folder({
      'a.eml': message({ from: 'alice@mail.alpha.example' }),
      'mine.dat': 'example\nalpha.example\n',
      'no.dat': '<html>',
    });
    const organization = async (...more: string[]) => {
      const { code, lines, err } = await run(['analyze', 'a.eml', '--ndjson', ...more], { directory: root });
      const last = lines.at(-1);
      return [code, last.message.from[0].organizationalDomain, last.dmarc.rfc7489.organizationalDomain, lines.length, err];
    };
    expect(await organization()).toEqual([0, 'alpha.example', 'alpha.example', 1, '']);
    expect(await organization('--psl', 'mine.dat')).toEqual([0, 'mail.alpha.example', 'mail.alpha.example', 1, '']);
    // One that is none stands as an error object, and the bundled list is used.
    expect(await organization('--psl', 'no.dat')).toEqual([1, 'alpha.example', 'alpha.example', 2, '']);
  });

  it('notes operators that nobody knows in a tenant directory', async () => {
    const said = '{"domain":"a.example","operator":"exchange-onlin","kind":"account","value":"x"}\n';
    const root = folder({ 'a.eml': message(), 't.ndjson': said });
    const { code, err } = await run(['analyze', 'a.eml', '--tenants', 't.ndjson', '--ndjson'], { directory: root });
    expect([code, err]).toEqual([
      0,
      'waybill: t.ndjson: nobody knows the operator “exchange-onlin”; what is said of its tenants concerns nothing.\n',
    ]);
  });

  it('notes a public suffix list among the messages unless it is in use', async () => {
    const root = folder({ 'mails/a.eml': message(), 'mails/list.dat': '// ===BEGIN ICANN DOMAINS===\nexample\n' });
    const said = async (...more: string[]) => (await run(['analyze', 'mails', '--ndjson', ...more], { directory: root })).err;
    expect(await said()).toBe('waybill: mails/list.dat is a public suffix list, not a message; name it with --psl to use it.\n');
    expect(await said('--psl', 'mails/list.dat')).toBe('');
  });

  it('reckons with the bundled copies of operators’ records where --baseline says so, and names them', async () => {
    const known = '{"rrname":"alpha.example","rrtype":"TXT","rdata":["v=spf1 include:spf.protection.outlook.com -all"]}\n';
    const root = folder({ 'a.eml': message({ ip: '40.107.117.56' }), 'dns.ndjson': known });
    const spf = async (...more: string[]) => {
      const [line] = (await run(['analyze', 'a.eml', '--dns', 'dns.ndjson', '--ndjson', ...more], { directory: root })).lines;
      const replay = line.replays.find((each: { spf: { identity: string } }) => each.spf.identity === 'mailfrom');
      return [replay.spf.result, replay.trust, line.verdict.open.filter((sentence: string) => sentence.startsWith('Bundled copies'))];
    };
    expect(await spf()).toEqual(['unknown', 'vouched', []]);
    expect(await spf('--baseline')).toEqual([
      'pass',
      'attributed',
      [
        'Bundled copies stand in for DNS answers: spf.protection.outlook.com (seen 2025-02-18, more than a year before). Captured answers may differ.',
      ],
    ]);
  });

  it('notes a snapshot among the messages unless it is in use, and gives no object for it', async () => {
    const root = folder({ 'a.eml': message(), 'dns.ndjson': snapshotText });
    const unused = await run(['analyze', '.', '--ndjson'], { directory: root });
    expect(unused).toMatchObject({
      code: 0,
      err: 'waybill: ./dns.ndjson is a DNS snapshot, not a message; name it with --dns to use it.\n',
    });
    expect(unused.lines).toHaveLength(1);
    expect(await run(['analyze', '.', '--dns', 'dns.ndjson', '--ndjson'], { directory: root })).toMatchObject({ code: 0, err: '' });
  });

  it('gives an error object for a snapshot, tenant directory or operator file that cannot be read, and judges without it', async () => {
    const root = folder({ 'a.eml': message(), 'bad.ndjson': `${statement('x')}{"domain":"a.example"}\n`, 'bad.json': '{"id":"x"}' });
    const named = ['--dns', 'none.ndjson', '--tenants', 'none.json', '--tenants', 'bad.ndjson', '--operators', 'bad.json'];
    const { code, lines } = await run(['analyze', 'a.eml', ...named, '--ndjson'], { directory: root });
    expect(code).toBe(1);
    expect(lines.map((line) => line.error?.code ?? line.schema)).toEqual([
      'not-found',
      'not-found',
      'bad-request',
      'not-readable',
      'waybill/analysis/1',
    ]);
    expect(lines[2]).toMatchObject({ evidence: { path: 'bad.ndjson' }, error: { message: expect.stringContaining('line 2') } });
    expect(lines.every(fits)).toBe(true);
  });

  it('stops when nobody reads on', async () => {
    const root = folder(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.eml`, message()])));
    const { code, out } = await run(['analyze', root, '--ndjson'], { closeAfter: 10 });
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line !== '')).toHaveLength(1);
  });

  it('gives the same bytes every time', async () => {
    const root = folder({ 'a.eml': message(), 'dns.ndjson': snapshotText });
    const once = await run(['analyze', '.', '--dns', 'dns.ndjson', '--ndjson'], { directory: root });
    expect((await run(['analyze', '.', '--dns', 'dns.ndjson', '--ndjson'], { directory: root })).out).toBe(once.out);
  });

  it('prints only lines that fit the published schemas, whatever the bytes', async () => {
    const good = Buffer.from(message());
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .tuple(fc.nat(good.length - 1), fc.uint8Array({ minLength: 1, maxLength: 40 }))
        .map(([at, put]) => Buffer.concat([good.subarray(0, at), put, good.subarray(at)])),
      fc.nat(good.length).map((end) => good.subarray(0, end)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (stdin) => {
        const { code, lines } = await run(['analyze', '-', '--ndjson'], { stdin });
        expect(lines.every(fits)).toBe(true);
        expect(code).toBe(lines.some((line) => line.schema === 'waybill/error/1') ? 1 : 0);
      }),
      { numRuns: 60 },
    );
  });
});

/** The whole case in a folder, its world beside it. */
function learningFolder(rest: Readonly<Record<string, string>> = {}): string {
  const messages = Object.entries(learningCase).map(([name, bytes]) => [`${name}.eml`, bytes]);
  return folder({ ...Object.fromEntries(messages), 'dns.ndjson': learningSnapshot, ...rest });
}
const kinds = (lines: readonly { evidence: { path: string }; verdict: { kind: string } }[]) =>
  lines.map((line) => `${line.evidence.path.replace('.eml', '')} ${line.verdict.kind}`);

describe('waybill analyze --tenants and --operators', () => {
  it('judges by the tenant directory', async () => {
    const root = learningFolder({ 'tenants.ndjson': statement(alpha.id.toUpperCase()), 'tenants.json': `[${statement(alpha.id)}]` });
    const judge = async (...named: string[]) =>
      await run(['analyze', 'spoof.eml', 'scanner.eml', '--dns', 'dns.ndjson', ...named, '--ndjson'], { directory: root });
    expect(kinds((await judge()).lines)).toEqual(['spoof laundered-pass', 'scanner laundered-pass']);
    const told = await judge('--tenants', 'tenants.ndjson');
    expect({ code: told.code, err: told.err }).toEqual({ code: 0, err: '' });
    expect(kinds(told.lines)).toEqual(['spoof cross-tenant-spoof', 'scanner laundered-pass']);
    expect(kinds((await judge('--tenants', 'tenants.json')).lines)).toEqual(kinds(told.lines));
    expect(told.lines[1].verdict.reasons.map((reason: { signal: string }) => reason.signal)).toContain('known-tenant');
  });

  it('judges by operators of the user’s own', async () => {
    const entry = {
      id: 'my-relay',
      name: 'My Relay',
      pools: [{ id: 'out', networks: ['192.0.2.0/24'], scope: 'shared', sources: ['me'] }],
      sources: [{ id: 'me', url: 'https://relay.example/', retrieved: '2026-11-01', says: 'published ranges', standing: 'published' }],
    };
    const root = folder({ 'a.eml': message(), 'relay.json': JSON.stringify(entry) });
    const { code, lines } = await run(['analyze', 'a.eml', '--operators', 'relay.json', '--ndjson'], { directory: root });
    expect(code).toBe(0);
    expect(lines[0].hops[0].operator).toBe('my-relay');
  });

  it('says what strays among the messages, unless it was named', async () => {
    const root = folder({ 'a.eml': message(), 'tenants.ndjson': statement(alpha.id) });
    const stray = await run(['analyze', '.', '--ndjson'], { directory: root });
    expect(stray.err).toBe('waybill: ./tenants.ndjson is a tenant directory, not a message; name it with --tenants to use it.\n');
    expect(await run(['analyze', '.', '--tenants', 'tenants.ndjson', '--ndjson'], { directory: root })).toMatchObject({ code: 0, err: '' });
  });
});

describe('waybill analyze --learn', () => {
  it('judges the inputs as one case, in input order, the same in every order', async () => {
    const root = learningFolder();
    const judge = async (names: readonly string[], ...options: string[]) =>
      await run(['analyze', ...names.map((name) => `${name}.eml`), '--dns', 'dns.ndjson', '--ndjson', ...options], { directory: root });
    const names = ['spoof', 'teacher', 'scanner'] as const satisfies readonly LearningMessage[];
    expect(kinds((await judge(names)).lines)).toEqual(['spoof laundered-pass', 'teacher authentic', 'scanner laundered-pass']);
    const expected = new Map((await judge(names, '--learn')).lines.map((line) => [line.evidence.path, line]));
    expect(kinds([...expected.values()])).toEqual(['spoof cross-tenant-spoof', 'teacher authentic', 'scanner laundered-pass']);
    for (const order of permutations(names)) {
      const { code, lines } = await judge(order, '--learn');
      expect(code).toBe(0);
      expect(lines).toEqual(order.map((name) => expected.get(`${name}.eml`)));
    }
  });

  it('reads standard input and containers once more', async () => {
    const root = learningFolder();
    const stdin = zip({ 'spoof.eml': learningCase.spoof, 'teacher.eml': learningCase.teacher });
    const options = ['--dns', 'dns.ndjson', '--ndjson', '--learn'];
    const { code, lines } = await run(['analyze', '-', 'scanner.eml', ...options], { directory: root, stdin });
    expect(code).toBe(0);
    expect(kinds(lines)).toEqual(['-!spoof cross-tenant-spoof', '-!teacher authentic', 'scanner laundered-pass']);
  });

  it('gives refusals and notes once, and the exit code 1', async () => {
    const root = learningFolder({ 'empty.txt': '' });
    const { code, lines, err } = await run(['analyze', '.', 'none.eml', '--ndjson', '--learn'], { directory: root });
    expect(code).toBe(1);
    expect(lines.flatMap((line) => line.error?.code ?? [])).toEqual(['empty', 'not-found']);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('counts the verdicts that it prints for people', async () => {
    const root = learningFolder();
    const { out } = await run(['analyze', 'spoof.eml', 'teacher.eml', '--dns', 'dns.ndjson', '--learn'], { directory: root });
    expect(out).toMatch(/\n2 messages: 1 cross-tenant spoof, 1 authentic\n$/);
  });
});

describe('waybill analyze --json', () => {
  it('prints one indented object for one message, an array for several, an empty array for none', async () => {
    const root = folder({ 'a/1.eml': message(), 'a/2.eml': message(), 'b/1.eml': message(), 'c/dns.ndjson': snapshotText });
    const one = await run(['analyze', 'b', '--json'], { directory: root });
    expect(one.out).toMatch(/^\{\n {2}"schema": "waybill\/analysis\/1",\n/);
    expect(fits(JSON.parse(one.out))).toBe(true);
    const several = JSON.parse((await run(['analyze', 'a', 'none', '--json'], { directory: root })).out);
    expect(several.map((each: { schema: string }) => each.schema)).toEqual(['waybill/analysis/1', 'waybill/analysis/1', 'waybill/error/1']);
    expect(several.every(fits)).toBe(true);
    expect((await run(['analyze', 'c', '--json'], { directory: root })).out).toBe('[]\n');
    const failed = await run(['analyze', 'none', '--json'], { directory: root });
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.out)).toMatchObject({ schema: 'waybill/error/1' });
  });
});

describe('waybill analyze for people', () => {
  it('begins with the verdict, and counts the verdicts of several messages', async () => {
    const root = folder({ 'a.eml': message(), 'b.eml': message({ ip: '203.0.113.9' }), 'dns.ndjson': snapshotText });
    const { code, out, err } = await run(['analyze', 'a.eml', 'b.eml', '--dns', 'dns.ndjson'], { directory: root });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^ AUTHENTIC {3}confirmed .*a\.eml\n/);
    expect(out).toContain(' UNAUTHORISED ');
    expect(out).toMatch(/\n2 messages: 1 authentic, 1 unauthorised\n$/);
  });

  it('puts what cannot be read on standard error', async () => {
    const { code, out, err } = await run(['analyze', join('no', 'such.eml')]);
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: `waybill: ${join('no', 'such.eml')}: There is no such file. (not-found)\n`,
    });
  });

  it('is coloured on a terminal only', async () => {
    const root = folder({ 'a.eml': message() });
    const coloured = await run(['analyze', root], { terminal: true });
    const plain = await run(['analyze', root]);
    expect(coloured.out).toContain('\u001b[');
    expect(plain.out).not.toContain('\u001b');
    expect(stripVTControlCharacters(coloured.out)).toBe(plain.out);
  });

  it('lets no message steer the terminal', async () => {
    const root = folder({ 'a.eml': message({ subject: '\u001b]0;owned\u0007\u001b[2J \u202egnp.exe' }) });
    const { out } = await run(['analyze', root]);
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(out).not.toContain(character);
    expect(out).toContain('\\x1b]0;owned');
  });
});
