import { describe, expect, it } from 'vitest';
import { onlyFileCalls, refusePaths } from '../../../electron/transport/page-calls.ts';
import { fileCalls } from '../../../shared/bridge.ts';
import { calls } from '../../../shared/contract.ts';
import { succeed } from '../../../shared/outcome.ts';

const answer = async () => succeed('reached');

describe('refusePaths', () => {
  it.each([
    [{ items: [{ path: '/etc/passwd' }] }],
    [{ items: [{ name: 'a', bytes: new Uint8Array(1) }, { path: '/etc/passwd' }] }],
    [{ items: [{ name: 'a', bytes: new Uint8Array(1), path: '/etc/passwd' }] }],
    [{ items: [Object.create({ path: '/etc/passwd' })] }],
  ])('refuses %o', async (request) => {
    expect(await refusePaths(answer)('evidence.add', request)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it.each([
    [{}],
    [null],
    ['x'],
    [{ items: 'x' }],
    [{ items: [null, 1] }],
    [{ items: [{ name: '/etc/passwd', bytes: new Uint8Array(1) }] }],
  ])('leaves %o to the contract', async (request) => {
    expect(await refusePaths(answer)('evidence.add', request)).toEqual(succeed('reached'));
  });
});

describe('onlyFileCalls', () => {
  it('lets the calls through that add files', async () => {
    for (const name of fileCalls) expect(await onlyFileCalls(answer)(name, {})).toEqual(succeed('reached'));
  });

  it.each(['evidence.list', 'evidence.open', '', null, 7])('refuses %o', async (name) => {
    expect(await onlyFileCalls(answer)(name, {})).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });
});

describe('fileCalls', () => {
  it('are all the calls of the contract that take items, so that none of them can be given a path by a page', () => {
    const taking = Object.entries(calls).flatMap(([name, { request }]) => ('items' in request.shape ? [name] : []));
    expect([...fileCalls].sort()).toEqual(taking.sort());
  });
});
