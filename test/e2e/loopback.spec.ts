/** Who may talk to the loopback host: run on the built host with real HTTP. */
import { request as httpRequest } from 'node:http';
import { expect, test } from '@playwright/test';
import { startLoopbackHost } from './launch.ts';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

let host: { url: string; end: () => Promise<void> };
let origin: string;
let cookie: string;

/** Plain HTTP, as any program on the machine can send it: with whatever headers it likes. */
function send(
  path: string,
  { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(new URL(path, origin), { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    request.on('error', reject).end(body);
  });
}

const call = (name: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  send(`/call/${name}`, {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test.beforeAll(async () => {
  host = await startLoopbackHost();
  origin = new URL(host.url).origin;
  const answer = await send(host.url.slice(origin.length));
  cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  expect(answer.status).toBe(303);
  expect(String(answer.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
});

test.afterAll(() => host?.end());

test('it listens on 127.0.0.1 only', () => {
  expect(new URL(host.url).hostname).toBe('127.0.0.1');
});

test('the token works once', async () => {
  expect((await send(host.url.slice(origin.length))).status).toBe(403);
});

test('a wrong token, and none at all, are refused', async () => {
  expect((await send('/?token=guess')).status).toBe(403);
  expect((await send('/')).status).toBe(403);
  expect((await send('/', { headers: { cookie: `${cookie}x` } })).status).toBe(403);
});

test('the window is served under the strict policy', async () => {
  const answer = await send('/', { headers: { cookie } });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('<div id="root">');
  expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
});

test('another name for this machine is refused', async () => {
  for (const name of ['localhost', 'waybill.example', '127.0.0.1']) {
    expect((await send('/', { headers: { cookie, host: name } })).status).toBe(421);
  }
});

test('another site is refused, and so is a call that names no site', async () => {
  expect((await call('session.get', {})).status).toBe(200);
  expect((await call('session.get', {}, { origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await call('session.get', {}, { origin: 'null' })).status).toBe(403);
  expect((await call('session.get', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await send('/call/session.get', { method: 'POST', headers: { cookie }, body: '{}' })).status).toBe(403);
});

test('no path can be named, in the contract or in an address', async () => {
  expect(JSON.parse((await call('evidence.add', { items: [{ path: '/etc/passwd' }] })).text)).toMatchObject({
    ok: false,
    error: { code: 'bad-request' },
  });
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2f..%2fetc/passwd', '/assets/']) {
    expect((await send(path, { headers: { cookie } })).status).toBe(404);
  }
});

test('uploaded bytes become evidence, and the list tells of it', async () => {
  const eml = 'From: alice@one.example\r\nSubject: uploaded\r\n\r\nHello.\r\n';
  const body = `${JSON.stringify({ name: 'a folder/uploaded.eml', size: eml.length })}\n${eml}`;
  const answer = await send('/upload/evidence.add', {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/octet-stream' },
    body,
  });
  expect(JSON.parse(answer.text)).toMatchObject({ ok: true });
  await expect.poll(async () => (await call('evidence.list', {})).text).toContain('"subject":"uploaded"');
});

test('a broken upload is refused as a value', async () => {
  const answer = await send('/upload/evidence.add', { method: 'POST', headers: { cookie, origin }, body: '{"name":"a","size":9}\nshort' });
  expect(JSON.parse(answer.text)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});
