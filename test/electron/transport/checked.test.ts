import { describe, expect, it } from 'vitest';
import { checkCalls, checkEvents } from '../../../electron/transport/checked.ts';
import { refuse, succeed } from '../../../shared/outcome.ts';

const answering = (outcome: unknown, bugs: unknown[] = []) =>
  checkCalls(
    async () => outcome as never,
    (what) => void bugs.push(what),
  );

describe('checkCalls', () => {
  it('passes on a request and a reply that fit', async () => {
    expect(await answering(succeed({ rows: [] }))('evidence.list', {})).toEqual(succeed({ rows: [] }));
  });

  it.each(['nothing.get', '__proto__', 'constructor', 'toString', '', 7, null, undefined, {}])('refuses the name %o', async (name) => {
    expect(await answering(succeed({}))(name, {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it.each([
    ['evidence.list', { extra: 1 }],
    ['evidence.list', null],
    ['source.read', { id: 'a', start: -1, end: 2 }],
    ['source.read', { id: 'a', start: 0.5, end: 2 }],
    ['evidence.add', { items: [] }],
    ['evidence.add', { items: [{ name: 'a', bytes: [1, 2] }] }],
    ['evidence.add', { items: [{ name: 'a', bytes: new Uint8Array(1), path: '/x' }] }],
  ])('refuses %s with %o before the engine hears of it', async (name, request) => {
    const check = checkCalls(
      () => expect.unreachable('the engine was called'),
      () => {},
    );
    expect(await check(name, request)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it("turns a reply that does not fit into 'internal', and reports it", async () => {
    const bugs: unknown[] = [];
    expect(await answering(succeed({ rows: [{ id: 1 }] }), bugs)('evidence.list', {})).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
    expect(bugs.length).toBe(1);
  });

  it("turns a thrown bug into 'internal' without its words", async () => {
    const check = checkCalls(
      () => Promise.reject(new Error('secret path')),
      () => {},
    );
    const outcome = await check('evidence.list', {});
    expect(outcome).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });

  it('passes a refusal on, with its known fields only', async () => {
    const refusal = { ok: false, error: { code: 'empty', message: 'Nothing in it.', evidence: 'a', stack: 'x' } };
    expect(await answering(refusal)('evidence.list', {})).toEqual(refuse('empty', 'Nothing in it.', { evidence: 'a' }));
  });
});

describe('checkEvents', () => {
  it('passes on events that fit, and reports the others', () => {
    const passed: unknown[] = [];
    const bugs: string[] = [];
    const check = checkEvents(
      (name, body) => void passed.push([name, body]),
      (what) => void bugs.push(what),
    );
    check('evidence.removed', { id: 'a' });
    check('evidence.removed', { id: 7 });
    check('constructor', {});
    expect(passed).toEqual([['evidence.removed', { id: 'a' }]]);
    expect(bugs.length).toBe(2);
  });
});
