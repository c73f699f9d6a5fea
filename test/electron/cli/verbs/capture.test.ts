import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildSnapshot, parseSnapshot } from '../../../../shared/dns/snapshot.ts';
import {
  type Asked,
  type Behaviour,
  replyTo,
  resourceRecord,
  type ScriptedServer,
  startOfAuthority,
  startScriptedServer,
  textData,
  wireName,
} from '../../../helpers/name-server.ts';
import { ask, readSnapshot } from '../../../helpers/snapshot.ts';
import { hasKnot, type NameServer, startKnot } from '../../../peers/knot.ts';
import { folder, message } from '../../evidence.ts';
import { run } from '../run.ts';

const txt = (name: string, text: string): Buffer => resourceRecord(name, 'TXT', textData(text));

/** A recursive resolver over a few TXT records; whatever is not listed does not exist. */
function resolver(records: Readonly<Record<string, string>>): (asked: Asked) => Buffer {
  return (asked) => {
    const text = records[asked.name];
    if (asked.type === 16 && text !== undefined) return replyTo(asked, { answers: [txt(asked.name, text)] });
    return replyTo(asked, { rcode: 3, authority: [startOfAuthority('example')] });
  };
}

async function serve(behave: (asked: Asked) => Behaviour): Promise<ScriptedServer> {
  const server = await startScriptedServer(behave);
  onTestFinished(() => server.stop());
  return server;
}

const quick = ['--timeout', '0.2', '--tries', '2'] as const;
const lines = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

describe('waybill capture', () => {
  it('walks all includes until nothing is open, and the messages are then analysed without a question', async () => {
    const server = await serve(
      resolver({
        'alpha.example': 'v=spf1 include:one.example include:two.example -all',
        'one.example': 'v=spf1 include:three.example ?all',
        'two.example': 'v=spf1 ip4:192.0.2.0/24 -all',
        'three.example': 'v=spf1 redirect=four.example',
        'four.example': 'v=spf1 -all',
        '_dmarc.alpha.example': 'v=DMARC1; p=reject',
      }),
    );
    const root = folder({ 'mails/a.eml': message(), 'mails/b.eml': message() });
    const words = ['capture', 'mails', '--resolver', `127.0.0.1:${server.port}`, '-o', 'out.ndjson', ...quick];
    const { code, out, err } = await run(words, { directory: root });
    expect({ code, out, err }).toEqual({
      code: 0,
      out: '',
      err: expect.stringMatching(/^waybill: \d+ questions in 4 rounds, 0 without an answer: out\.ndjson\n$/),
    });
    expect(await run(['questions', 'mails', '--dns', 'out.ndjson'], { directory: root })).toMatchObject({ code: 0, out: '' });
    const spf = await run(
      ['spf', '--ip', '192.0.2.10', '--mail-from', 'a@alpha.example', '--helo', 'h.example', '--dns', 'out.ndjson', '--json'],
      { directory: root },
    );
    expect(JSON.parse(spf.out)).toMatchObject({ result: 'pass', path: ['alpha.example', 'two.example'] });
    const snapshot = readSnapshot(readFileSync(join(root, 'out.ndjson'), 'utf8'));
    expect([ask(snapshot, 'mail.alpha.example TXT'), ask(snapshot, 'never-asked.example TXT')]).toEqual(['nxdomain', 'not-captured']);
    const asked = server.asked.map(({ name, type }) => `${name} ${type}`);
    expect(asked).toEqual([...new Set(asked)]);
  });

  it('goes on from the file that it wrote: failures are asked again, answers are not', async () => {
    let isBroken = true;
    const sound = resolver({ 'alpha.example': 'v=spf1 include:one.example -all', 'one.example': 'v=spf1 ip4:192.0.2.10 -all' });
    const server = await serve((asked) => (isBroken && asked.name === 'one.example' ? replyTo(asked, { rcode: 2 }) : sound(asked)));
    const root = folder({ 'a.eml': message() });
    const words = ['capture', 'a.eml', '--resolver', `127.0.0.1:${server.port}`, '-o', 'out.ndjson', ...quick];
    const first = await run(words, { directory: root });
    expect([first.code, first.err]).toEqual([0, expect.stringContaining('waybill: one.example TXT: SERVFAIL\n')]);
    expect(ask(readSnapshot(readFileSync(join(root, 'out.ndjson'), 'utf8')), 'one.example TXT')).toBe('SERVFAIL');
    isBroken = false;
    const before = server.asked.length;
    expect((await run(words, { directory: root })).code).toBe(0);
    expect(server.asked.slice(before).map(({ name }) => name)).toEqual(['one.example']);
    const snapshot = readSnapshot(readFileSync(join(root, 'out.ndjson'), 'utf8'));
    expect(ask(snapshot, 'one.example TXT')).toEqual(['v=spf1 ip4:192.0.2.10 -all']);
    expect(lines(join(root, 'out.ndjson')).filter((line) => line.includes('SERVFAIL'))).toEqual([]);
  });

  it('asks nothing that --dns answers', async () => {
    const server = await serve(resolver({ 'alpha.example': 'v=spf1 include:one.example -all', 'one.example': 'v=spf1 -all' }));
    const root = folder({
      'a.eml': message(),
      'known.ndjson': '{"rrname":"alpha.example","rrtype":"TXT","rdata":["v=spf1 include:one.example -all"]}\n',
    });
    const words = ['capture', 'a.eml', '--resolver', `127.0.0.1:${server.port}`, '--dns', 'known.ndjson', '-o', 'out.ndjson', ...quick];
    expect((await run(words, { directory: root })).code).toBe(0);
    expect(server.asked.map(({ name }) => name)).not.toContain('alpha.example');
    expect(server.asked.map(({ name }) => name)).toContain('one.example');
  });

  it('reads messages from standard input', async () => {
    const server = await serve(resolver({ 'alpha.example': 'v=spf1 include:one.example -all' }));
    const root = folder({});
    const words = ['capture', '-', '--resolver', `127.0.0.1:${server.port}`, '-o', 'out.ndjson', ...quick];
    expect((await run(words, { directory: root, stdin: message() })).code).toBe(0);
    expect(server.asked.map(({ name }) => name)).toContain('one.example');
  });

  it('shows how far it is where somebody watches', async () => {
    const server = await serve(resolver({}));
    const root = folder({ 'a.eml': message() });
    const { err } = await run(['capture', 'a.eml', '--resolver', `127.0.0.1:${server.port}`, '-o', 'out.ndjson', ...quick], {
      directory: root,
      terminal: true,
    });
    expect(err).toContain('round 1 of at most ');
  });

  it('gives 1 for what cannot be read, and captures for the rest', async () => {
    const server = await serve(resolver({}));
    const root = folder({ 'a.eml': message(), 'b.txt': '' });
    const { code, err } = await run(['capture', '.', '--resolver', `127.0.0.1:${server.port}`, '-o', 'out.ndjson', ...quick], {
      directory: root,
    });
    expect([code, err]).toEqual([1, expect.stringContaining('b.txt: There is nothing in it. (empty)\n')]);
    expect(existsSync(join(root, 'out.ndjson'))).toBe(true);
  });

  it.each([
    [[], 'A PATH is missing'],
    [['a.eml'], '--resolver is missing'],
    [['a.eml', '--resolver', '127.0.0.1'], '--output is missing'],
    [['a.eml', '--resolver', '127.0.0.1:x', '-o', 'out'], '--resolver is an address'],
    [['a.eml', '--resolver', '127.0.0.1', '-o', 'out', '--tries', '0'], '--tries is a number from 1 to 20.'],
    [['a.eml', '--resolver', '127.0.0.1', '-o', 'out', '--parallel', '1.5'], '--parallel is a number'],
    [['a.eml', '--resolver', '127.0.0.1', '-o', 'out', '--timeout', 'soon'], '--timeout is a number'],
  ])('%j is a usage error', async (words, sentence) => {
    const { code, err } = await run(['capture', ...words]);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('refuses an output that it cannot write or must not touch, and asks nobody', async () => {
    const server = await serve(resolver({}));
    const root = folder({ 'a.eml': message(), 'diary.txt': 'Dear diary' });
    const words = (output: string) => ['capture', 'a.eml', '--resolver', `127.0.0.1:${server.port}`, '-o', output];
    expect(await run(words('nowhere/out.ndjson'), { directory: root })).toMatchObject({
      code: 1,
      err: 'waybill: nowhere/out.ndjson: It cannot be written.\n',
    });
    expect((await run(words('diary.txt'), { directory: root })).code).toBe(1);
    expect([readFileSync(join(root, 'diary.txt'), 'utf8'), server.asked.length]).toEqual(['Dear diary', 0]);
  });
});

describe('a hostile resolver', () => {
  const attacks: readonly [string, (asked: Asked) => Behaviour, string][] = [
    ['that is silent', () => null, 'TIMEOUT'],
    ['that fails', (asked) => replyTo(asked, { rcode: 2 }), 'SERVFAIL'],
    ['that refuses', (asked) => replyTo(asked, { rcode: 5 }), 'REFUSED'],
    ['that is lame', (asked) => replyTo(asked, { flags: 0, authority: [resourceRecord('example', 'NS', wireName('ns.example'))] }), 'LAME'],
    ['that answers in garbage', () => Buffer.alloc(40, 0xff), 'DAMAGED'],
    ['that forges ids', (asked) => replyTo(asked, { id: 0, answers: [txt(asked.name, 'v=spf1 +all')] }), 'TIMEOUT'],
    [
      'that drips over TCP',
      (asked) => (asked.overTcp ? (_send, socket) => void socket?.write(Buffer.from([0])) : replyTo(asked, { flags: 0x0280 })),
      'TIMEOUT',
    ],
  ];

  it.each(attacks)('%s gives a failure for each question, never an answer', async (_what, behave, rcode) => {
    const server = await serve(behave);
    const root = folder({ 'a.eml': message() });
    const words = [
      'capture',
      'a.eml',
      '--resolver',
      `127.0.0.1:${server.port}`,
      '-o',
      'out.ndjson',
      '--timeout',
      '0.1',
      '--tries',
      '1',
      '--parallel',
      '64',
    ];
    const { code, err } = await run(words, { directory: root });
    expect([code, err]).toEqual([1, expect.stringContaining('waybill: the resolver answered nothing: is it the right one?\n')]);
    const snapshot = readSnapshot(readFileSync(join(root, 'out.ndjson'), 'utf8'));
    expect(new Set(snapshot.rrsets.map((set) => set.rcode))).toEqual(new Set([rcode]));
    expect(err).toContain(`waybill: alpha.example TXT: ${rcode}\n`);
    const spf = await run(
      ['spf', '--ip', '192.0.2.10', '--mail-from', 'a@alpha.example', '--helo', 'h.example', '--dns', 'out.ndjson', '--json'],
      { directory: root },
    );
    expect(JSON.parse(spf.out).result).toBe('temperror');
  });

  it('with aliases in a circle ends', async () => {
    const circle = (asked: Asked): Buffer =>
      replyTo(asked, {
        answers: [resourceRecord(asked.name, 'CNAME', wireName('x.example')), resourceRecord('x.example', 'CNAME', wireName(asked.name))],
      });
    const server = await serve(circle);
    const root = folder({ 'a.eml': message() });
    expect(
      (await run(['capture', 'a.eml', '--resolver', `127.0.0.1:${server.port}`, '-o', 'out.ndjson', ...quick], { directory: root })).code,
    ).toBe(0);
  });

  it('with includes without end is left after the ten that RFC 7208 allows', async () => {
    const server = await serve((asked) => {
      if (asked.type !== 16 || asked.name.startsWith('_dmarc')) return replyTo(asked, { rcode: 3 });
      const number = Number(/^n(\d+)\./.exec(asked.name)?.[1] ?? 0);
      return replyTo(asked, { answers: [txt(asked.name, `v=spf1 include:n${number + 1}.example include:m${number}.example -all`)] });
    });
    const root = folder({ 'a.eml': message() });
    expect(
      (await run(['capture', 'a.eml', '--resolver', `127.0.0.1:${server.port}`, '-o', 'out.ndjson', ...quick], { directory: root })).code,
    ).toBe(0);
    expect(server.asked.length).toBeLessThan(200);
  });

  it('with a giant answer is read over TCP', async () => {
    const text = `v=spf1 ${Array.from({ length: 2_000 }, (_, index) => `ip4:203.0.${index >> 8}.${index & 255}`).join(' ')} -all`;
    const strings = text.match(/.{1,255}/g) ?? [];
    const server = await serve((asked) => {
      if (asked.name !== 'alpha.example') return replyTo(asked, { rcode: 3 });
      return asked.overTcp
        ? replyTo(asked, { answers: [resourceRecord(asked.name, 'TXT', textData(...strings))] })
        : replyTo(asked, { flags: 0x0280 });
    });
    const root = folder({ 'a.eml': message() });
    expect(
      (await run(['capture', 'a.eml', '--resolver', `127.0.0.1:${server.port}`, '-o', 'out.ndjson', '--timeout', '5'], { directory: root }))
        .code,
    ).toBe(0);
    expect(ask(readSnapshot(readFileSync(join(root, 'out.ndjson'), 'utf8')), 'alpha.example TXT')).toEqual([text]);
  });
});

describe('an interrupted capture', () => {
  it('keeps what was answered, says so, and goes on from there', async () => {
    const sound = resolver({ 'alpha.example': 'v=spf1 include:slow.example -all', 'slow.example': 'v=spf1 ip4:192.0.2.10 -all' });
    let isStuck = true;
    let reached: () => void = () => {};
    const stuck = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const server = await serve((asked) => {
      if (!isStuck || asked.name !== 'slow.example') return sound(asked);
      reached();
      return null;
    });
    const directory = folder({ 'a.eml': message() });
    const words = ['capture', 'a.eml', '--resolver', `127.0.0.1:${server.port}`, '-o', 'out.ndjson', '--timeout', '60'];
    const running = run(words, { directory });
    await stuck;
    process.emit('SIGINT');
    const { code, err } = await running;
    expect([code, err]).toEqual([1, expect.stringContaining('waybill: stopped; the same command goes on from here.\n')]);
    const held = readSnapshot(readFileSync(join(directory, 'out.ndjson'), 'utf8'));
    expect([ask(held, 'alpha.example TXT'), ask(held, 'slow.example TXT')]).toEqual([['v=spf1 include:slow.example -all'], 'not-captured']);
    isStuck = false;
    const before = server.asked.length;
    expect((await run(words, { directory })).code).toBe(0);
    expect(server.asked.slice(before).map(({ name }) => name)).toEqual(['slow.example']);
  });
});

describe.skipIf(!hasKnot)('against a real name server (needs knot)', () => {
  let knot: NameServer;
  beforeAll(async () => {
    const zone = [
      '$ORIGIN example.',
      '@ 60 IN SOA ns.example. host.example. 1 60 60 60 60',
      '@ 60 IN NS ns.example.',
      'ns 60 IN A 127.0.0.1',
      'alpha 60 IN TXT "v=spf1 include:alias.example include:long.example a:x.dead.example mx -all"',
      'alpha 60 IN MX 10 mx.alpha.example.',
      'mx.alpha 60 IN A 192.0.2.10',
      'alias 60 IN CNAME target.example.',
      'target 60 IN TXT "v=spf1 ?all"',
      `long 60 IN TXT ${Array.from({ length: 20 }, (_, index) => `"${index === 0 ? 'v=spf1 ' : ''}${`ip4:203.0.113.${index} `.repeat(12)}"`).join(' ')} "?all"`,
      '_dmarc.alpha 60 IN TXT "v=DMARC1; p=reject"',
      'sub 60 IN NS ns.elsewhere.example.',
      '',
    ].join('\n');
    knot = await startKnot(
      new Map([
        ['example', zone],
        ['', '$ORIGIN .\n@ 60 IN SOA ns. host. 1 60 60 60 60\n@ 60 IN NS ns.example.\n'],
      ]),
      ['dead.example'],
    );
  });
  afterAll(() => knot?.stop());

  it('captures records, aliases, absence, truncation and failure, and the snapshot answers as the server does', async () => {
    const directory = folder({
      'mails/a.eml': message(),
      'mails/b.eml': message({ from: 'bob@bravo.example' }),
      'mails/c.eml': message({ from: 'carol@x.sub.example' }),
    });
    const words = ['capture', 'mails', '--resolver', `127.0.0.1:${knot.port}`, '-o', 'out.ndjson', '--timeout', '5', '--tries', '1'];
    const output = join(directory, 'out.ndjson');
    const { code, err } = await run(words, { directory });
    expect({ code, err }).toMatchObject({ code: 0 });
    const parsed = parseSnapshot(readFileSync(output), 'captured');
    if (!parsed.ok) throw new Error(parsed.error.message);
    const file = parsed.value;
    expect(ask(file, 'alias.example TXT')).toEqual(['v=spf1 ?all']);
    expect(ask(file, 'bravo.example TXT')).toBe('nxdomain');
    expect(ask(file, 'x.dead.example A')).toBe('SERVFAIL');
    expect(ask(file, 'x.sub.example TXT')).toBe('LAME');
    expect((ask(file, 'long.example TXT') as string[])[0]?.length).toBeGreaterThan(3_000);
    expect(err).toContain('x.dead.example A: SERVFAIL');
    const spf = await run(
      ['spf', '--ip', '192.0.2.10', '--mail-from', 'a@alpha.example', '--helo', 'h.example', '--dns', 'out.ndjson', '--json'],
      { directory },
    );
    expect(JSON.parse(spf.out).result).toBe('temperror');
    expect(buildSnapshot([file]).at(Date.now()).resolve({ name: 'alpha.example', type: 'TXT' })).toMatchObject({
      kind: 'records',
      source: '127.0.0.1',
    });
  });
});
