import { describe, expect, it } from 'vitest';
import { type AccessRequest, accessJudge, readCookie } from '../../../electron/loopback/access.ts';

const host = '127.0.0.1:4711';
const origin = `http://${host}`;
const cookie = 'waybill-4711=the-secret';
const judge = (request: AccessRequest) => accessJudge(4711, 'the-token', 'the-secret')(request);
const reading = (headers: AccessRequest['headers'], url = '/'): AccessRequest => ({ method: 'GET', url, headers: { host, ...headers } });
const writing = (headers: AccessRequest['headers']): AccessRequest => ({
  method: 'POST',
  url: '/call/session.get',
  headers: { host, ...headers },
});

describe('accessJudge', () => {
  it('lets the window read and write', () => {
    expect(judge(reading({ cookie }))).toEqual({ kind: 'granted' });
    expect(judge(reading({ cookie: `other=1; ${cookie}`, 'sec-fetch-site': 'none' }))).toEqual({ kind: 'granted' });
    expect(judge(writing({ cookie, origin, 'sec-fetch-site': 'same-origin' }))).toEqual({ kind: 'granted' });
  });

  it('exchanges the token for a cookie once, and the cookie is good from then on', () => {
    const ask = accessJudge(4711, 'the-token', 'the-secret');
    expect(ask(reading({}, '/?token=the-token'))).toEqual({ kind: 'exchanged', cookie: `${cookie}; HttpOnly; SameSite=Strict; Path=/` });
    expect(ask(reading({}, '/?token=the-token')).kind).toBe('refused');
    expect(ask(reading({ cookie }, '/?token=the-token')).kind).toBe('refused');
    expect(ask(reading({ cookie })).kind).toBe('granted');
  });

  it('keeps the token open when a wrong one was tried', () => {
    const ask = accessJudge(4711, 'the-token', 'the-secret');
    expect(ask(reading({}, '/?token=guess')).kind).toBe('refused');
    expect(ask(reading({}, '/?token=the-token')).kind).toBe('exchanged');
  });

  it.each([
    ['no cookie', reading({})],
    ['an empty cookie', reading({ cookie: 'waybill-4711=' })],
    ['a wrong cookie', reading({ cookie: `${cookie}x` })],
    ["another host's cookie", reading({ cookie: 'waybill-4712=the-secret' })],
    ['an empty token', reading({}, '/?token=')],
    ['a token in a POST', { ...writing({ origin }), url: '/?token=the-token' }],
    ['another origin', reading({ cookie, origin: 'http://127.0.0.1:8080' })],
    ['an opaque origin', writing({ cookie, origin: 'null' })],
    ['a write without an origin', writing({ cookie })],
    ['a request that another site made', reading({ cookie, 'sec-fetch-site': 'cross-site' })],
    ['a request that another port made', reading({ cookie, 'sec-fetch-site': 'same-site' })],
    ['a write that nobody made', writing({ cookie, origin, 'sec-fetch-site': 'none' })],
  ])('refuses %s', (_what, request) => {
    expect(judge(request)).toMatchObject({ kind: 'refused', status: 403 });
  });

  it.each(['localhost:4711', '127.0.0.1', '127.0.0.1:4712', 'rebound.example:4711', '[::1]:4711', undefined])(
    'refuses the Host %s',
    (name) => {
      expect(judge({ method: 'GET', url: '/', headers: { host: name, cookie } })).toMatchObject({ kind: 'refused', status: 421 });
    },
  );
});

describe('readCookie', () => {
  it.each([
    ['a=1; b=2', 'b', '2'],
    ['a=1=2', 'a', '1=2'],
    ['ab=1', 'b', ''],
    ['', 'a', ''],
    [undefined, 'a', ''],
    [['a=1'], 'a', ''],
    ['a', 'a', ''],
  ] as const)('in %o, %s is %o', (header, name, value) => {
    expect(readCookie(header, name)).toBe(value);
  });
});
