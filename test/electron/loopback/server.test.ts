import { afterEach, describe, expect, it } from 'vitest';
import { type LoopbackServer, startLoopbackServer } from '../../../electron/loopback/server.ts';
import type { EmitEvent, Handlers } from '../../../shared/contract.ts';
import { refuse, succeed } from '../../../shared/outcome.ts';

const servers: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A server over a few handlers of the test, and a window that has its cookie. */
async function open(handlers: Record<string, (request: never) => Promise<unknown>> = {}) {
  const bugs: string[] = [];
  let emit: EmitEvent = () => {};
  const server = await startLoopbackServer({
    createHandlers(given) {
      emit = given;
      return handlers as unknown as Handlers;
    },
    findFile: (path) => (path === '/' ? { bytes: Buffer.from('the window'), mimeType: 'text/html; charset=utf-8' } : null),
    reportBug: (what) => void bugs.push(what),
  });
  servers.push(server);
  const { origin } = new URL(server.url);
  const entry = await fetch(server.url, { redirect: 'manual' });
  const cookie = entry.headers.get('set-cookie')?.split(';')[0] ?? '';
  const get = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(origin + path, { ...init, headers: { cookie, ...init.headers } });
  const post = async (path: string, body: RequestInit['body'], type = 'application/json'): Promise<unknown> => {
    const response = await get(path, { method: 'POST', headers: { origin, 'content-type': type }, body: body ?? null });
    return response.json();
  };
  return { origin, bugs, get, post, emit: ((name, body) => emit(name, body)) as EmitEvent };
}

describe('the loopback server', () => {
  it('carries a call to its handler and the outcome back', async () => {
    const { post } = await open({ 'source.read': async ({ start }: { start: number }) => succeed({ start, text: 'ÿ', size: 9 }) });
    expect(await post('/call/source.read', JSON.stringify({ id: 'a', start: 3, end: 4 }))).toEqual(
      succeed({ start: 3, text: 'ÿ', size: 9 }),
    );
  });

  it('passes refusals on as values', async () => {
    const refusal = refuse('unknown-evidence', 'No such evidence.');
    const { post } = await open({ 'evidence.remove': async () => refusal });
    expect(await post('/call/evidence.remove', '{"id":"a"}')).toEqual(refusal);
  });

  it('hides what a bug said, and reports it here', async () => {
    const { post, bugs } = await open({ 'evidence.list': () => Promise.reject(new Error('secret')) });
    expect(await post('/call/evidence.list', '{}')).toMatchObject({
      ok: false,
      error: { code: 'internal', message: expect.not.stringContaining('secret') },
    });
    expect(bugs).toEqual(['evidence.list']);
  });

  it.each([
    ['a body that is not JSON', '/call/evidence.list', '{', 'application/json'],
    ['another type', '/call/evidence.list', '{}', 'text/plain'],
    ['an unknown call', '/call/nothing.get', '{}', 'application/json'],
    ['a call named like a property of objects', '/call/constructor', '{}', 'application/json'],
    ['an upload to another call', '/upload/evidence.list', '', 'application/octet-stream'],
  ])('refuses %s', async (_what, path, body, type) => {
    const { post } = await open();
    expect(await post(path, body, type)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('has no open dialog: the browser has its own', async () => {
    const { post } = await open();
    expect(await post('/call/evidence.open', '{"what":"files"}')).toEqual(succeed({ opened: false }));
  });

  it('hands uploaded files to the engine as bytes', async () => {
    const items: unknown[] = [];
    const { post } = await open({
      'evidence.add': async (request: { items: unknown[] }) => {
        items.push(...request.items);
        return succeed({ job: 'j' });
      },
    });
    const file = new File([new Uint8Array([0, 10, 255])], 'a.eml');
    const body = new Blob([`${JSON.stringify({ name: file.name, size: file.size })}\n`, file]);
    expect(await post('/upload/evidence.add', body, 'application/octet-stream')).toEqual(succeed({ job: 'j' }));
    expect(items).toEqual([{ name: 'a.eml', bytes: new Uint8Array([0, 10, 255]) }]);
  });

  it('answers a refused upload although the rest of it never came', async () => {
    const { post } = await open();
    const body = new Blob(['not a heading\n', new Uint8Array(8 * 1024 * 1024)]);
    expect(await post('/upload/evidence.add', body, 'application/octet-stream')).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
  });

  it('streams events to the window', async () => {
    const { get, emit } = await open();
    const response = await get('/events');
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('retry: 1000\n\n');
    emit('evidence.removed', { id: 'a' });
    expect((await reader?.read())?.value).toBe('event: evidence.removed\ndata: {"id":"a"}\n\n');
    await reader?.cancel();
  });

  it('serves the window, and 404 and 405 for the rest', async () => {
    const { get, origin } = await open();
    const page = await get('/');
    expect([page.status, await page.text(), page.headers.get('content-security-policy')]).toEqual([
      200,
      'the window',
      expect.stringContaining("default-src 'none'"),
    ]);
    expect((await get('/other')).status).toBe(404);
    expect((await get('/', { method: 'DELETE', headers: { origin } })).status).toBe(405);
  });

  it('refuses whoever has no cookie', async () => {
    const { origin } = await open();
    const answer = await fetch(`${origin}/`, { headers: { accept: 'text/html' } });
    expect([answer.status, await answer.text()]).toEqual([
      403,
      'Waybill: Open the address that Waybill printed when it started; it works once, in one browser.\n',
    ]);
  });
});
