import { describe, expect, it, onTestFinished } from 'vitest';
import { type Asked as Answered, askResolver, findResolver } from '../../../electron/capture/dns-client.ts';
import type { DnsQuestion } from '../../../shared/facts/dns.ts';
import {
  type Asked,
  type Behaviour,
  framed,
  replyTo,
  resourceRecord,
  type ScriptedServer,
  startScriptedServer,
  textData,
  wireName,
} from '../../helpers/name-server.ts';

const question: DnsQuestion = { name: 'a.example', type: 'TXT' };
const text = (value: string): Buffer => resourceRecord('a.example', 'TXT', textData(value));
const answer = (asked: Asked): Buffer => replyTo(asked, { answers: [text('true')] });

async function serve(behave: (asked: Asked, count: number) => Behaviour): Promise<ScriptedServer> {
  let count = 0;
  const server = await startScriptedServer((asked) => behave(asked, count++));
  onTestFinished(() => server.stop());
  return server;
}

function ask(
  server: { readonly port: number },
  { timeout = 150, attempts = 2, signal = new AbortController().signal } = {},
): Promise<Answered> {
  return askResolver(question, { address: '127.0.0.1', family: 4, port: server.port }, { timeout, attempts }, signal);
}

/** What was found, in a word or two. */
function told(found: Answered): string {
  if (found.kind !== 'reply') return found.kind === 'failure' ? found.rcode : found.kind;
  const { rcode, answers } = found.reply;
  return [rcode, ...answers.map(({ record }) => record), ...(found.overTcp ? ['over TCP'] : [])].join(' ');
}

describe('an honest server', () => {
  it('is asked once, with EDNS', async () => {
    const server = await serve(answer);
    expect(told(await ask(server))).toBe('NOERROR true');
    expect(server.asked.map(({ name, type, overTcp, hasEdns }) => [name, type, overTcp, hasEdns])).toEqual([
      ['a.example', 16, false, true],
    ]);
  });

  it('is asked with other ids and ports each time', async () => {
    const ids = new Set<number>();
    const server = await serve((asked) => {
      ids.add(asked.query.readUInt16BE(0));
      return answer(asked);
    });
    for (let index = 0; index < 20; index++) await ask(server);
    expect(ids.size).toBeGreaterThan(15);
  });

  it('whose answer does not fit is asked again over TCP', async () => {
    const long = resourceRecord('a.example', 'TXT', Buffer.concat(Array.from({ length: 200 }, () => textData('x'.repeat(255)))));
    const server = await serve((asked) => (asked.overTcp ? replyTo(asked, { answers: [long] }) : replyTo(asked, { flags: 0x0280 })));
    const found = await ask(server);
    expect([found.kind === 'reply' && found.overTcp, found.kind === 'reply' && found.reply.answers[0]?.record.length]).toEqual([
      true,
      51_000,
    ]);
  });
});

describe('a server that fails', () => {
  it('by silence is given up after its attempts', async () => {
    const server = await serve(() => null);
    expect([told(await ask(server)), server.asked.length]).toEqual(['TIMEOUT', 2]);
  });

  it('at first, is asked again', async () => {
    const server = await serve((asked, count) => (count === 0 ? null : answer(asked)));
    expect(told(await ask(server))).toBe('NOERROR true');
  });

  it('with SERVFAIL is asked again, and the last word counts', async () => {
    const passing = await serve((asked, count) => (count === 0 ? replyTo(asked, { rcode: 2 }) : answer(asked)));
    const lasting = await serve((asked) => replyTo(asked, { rcode: 2 }));
    expect([told(await ask(passing)), told(await ask(lasting))]).toEqual(['NOERROR true', 'SERVFAIL']);
  });

  it('to understand EDNS is asked without', async () => {
    const server = await serve((asked) => (asked.hasEdns ? replyTo(asked, { rcode: 1, question: Buffer.alloc(0) }) : answer(asked)));
    expect(told(await ask(server))).toBe('NOERROR true');
  });

  it('by refusing is taken at its word', async () => {
    const server = await serve((asked) => replyTo(asked, { rcode: 5 }));
    expect([told(await ask(server)), server.asked.length]).toEqual(['REFUSED', 1]);
  });

  it('by not being there cannot be reached', async () => {
    const server = await serve(answer);
    await server.stop();
    expect(told(await ask({ port: server.port }))).toBe('UNREACHABLE');
  });

  it('by garbage gives no answer', async () => {
    const server = await serve(() => Buffer.from('not dns at all, but long enough for a header'));
    expect(told(await ask(server))).toBe('DAMAGED');
  });
});

describe('a forger', () => {
  it.each([
    ['another id', (asked: Asked) => replyTo(asked, { answers: [text('forged')], id: asked.query.readUInt16BE(0) ^ 1 })],
    [
      'another name',
      (asked: Asked) =>
        replyTo(asked, { answers: [text('forged')], question: Buffer.concat([wireName('b.example'), Buffer.from([0, 16, 0, 1])]) }),
    ],
    [
      'another type',
      (asked: Asked) =>
        replyTo(asked, { answers: [text('forged')], question: Buffer.concat([wireName('a.example'), Buffer.from([0, 1, 0, 1])]) }),
    ],
    ['no question', (asked: Asked) => replyTo(asked, { answers: [text('forged')], question: Buffer.alloc(0) })],
    ['a query', ({ query }: Asked) => query],
  ])('with %s is passed over, and the true answer taken', async (_what, forge) => {
    const server = await serve((asked) => [forge(asked), answer(asked)]);
    expect(told(await ask(server))).toBe('NOERROR true');
  });

  it('alone gets nowhere', async () => {
    const server = await serve((asked) => replyTo(asked, { answers: [text('forged')], id: asked.query.readUInt16BE(0) ^ 1 }));
    expect(told(await ask(server))).toBe('TIMEOUT');
  });
});

describe('a server that is truncated and then, over TCP,', () => {
  const truncated = (overTcp: (asked: Asked) => Behaviour) => (asked: Asked) =>
    asked.overTcp ? overTcp(asked) : replyTo(asked, { flags: 0x0280 });

  it('drips does not hold us longer than an attempt', async () => {
    const server = await serve(
      truncated((asked) => (_send, socket) => {
        const bytes = framed(answer(asked));
        let at = 0;
        const timer = setInterval(() => {
          if (socket === null || socket.destroyed || at >= bytes.length) clearInterval(timer);
          else socket.write(bytes.subarray(at, ++at));
        }, 20);
      }),
    );
    const began = performance.now();
    expect(told(await ask(server, { timeout: 100 }))).toBe('TIMEOUT');
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('is cut into pieces is put together', async () => {
    const server = await serve(
      truncated((asked) => (send) => {
        const bytes = framed(answer(asked));
        send(bytes.subarray(0, 1));
        setTimeout(() => send(bytes.subarray(1)), 10);
      }),
    );
    expect(told(await ask(server, { timeout: 1_000 }))).toBe('NOERROR true over TCP');
  });

  it.each([
    ['hangs up', (_asked: Asked) => (_send: unknown, socket: { end(): void } | null) => socket?.end()],
    [
      'promises more than it sends',
      (asked: Asked) => (send: (bytes: Buffer) => void, socket: { end(): void } | null) => {
        send(framed(answer(asked)).subarray(0, 20));
        socket?.end();
      },
    ],
    ['answers with another id', (asked: Asked) => replyTo(asked, { id: 0 })],
    ['answers with an empty message', () => (send: (bytes: Buffer) => void) => send(Buffer.from([0, 0]))],
  ])('%s has given no answer', async (_what, overTcp) => {
    const server = await serve(truncated(overTcp as (asked: Asked) => Behaviour));
    expect(told(await ask(server, { timeout: 500 }))).toBe('DAMAGED');
  });
});

describe('giving up', () => {
  it('takes effect at once', async () => {
    const server = await serve(() => null);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    const began = performance.now();
    expect(told(await ask(server, { timeout: 60_000, signal: stop.signal }))).toBe('TIMEOUT');
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('the resolver', () => {
  it('is found by address or name', async () => {
    expect(await findResolver('192.0.2.53', 53)).toEqual({ address: '192.0.2.53', family: 4, port: 53 });
    expect(await findResolver('2001:db8::53', 5_353)).toEqual({ address: '2001:db8::53', family: 6, port: 5_353 });
    expect((await findResolver('localhost', 53)).port).toBe(53);
  });

  it('names that cannot be sent are not asked for', async () => {
    const server = await serve(answer);
    const asked = await askResolver(
      { name: `${'l'.repeat(64)}.example`, type: 'A' },
      { address: '127.0.0.1', family: 4, port: server.port },
      { timeout: 100, attempts: 1 },
      new AbortController().signal,
    );
    expect([asked.kind, server.asked.length]).toEqual(['impossible', 0]);
  });
});
