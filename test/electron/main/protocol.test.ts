import { describe, expect, it } from 'vitest';
import { answerAppRequest, registerScheme } from '../../../electron/main/protocol.ts';

const answer = answerAppRequest((path) =>
  path === '/index.html' ? { bytes: Buffer.from('<p>'), mimeType: 'text/html; charset=utf-8' } : null,
);

describe('waybill://app/', () => {
  it('is registered as a standard, secure scheme, so that it has an origin of its own', () => {
    const registered: unknown[] = [];
    registerScheme({ registerSchemesAsPrivileged: (schemes) => void registered.push(...schemes) });
    expect(registered).toEqual([{ scheme: 'waybill', privileges: { standard: true, secure: true, codeCache: true } }]);
  });

  it('serves a file of the window with its type and the policy', async () => {
    const response = answer(new Request('waybill://app/index.html'));
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '<p>',
    ]);
    expect(response.headers.get('content-security-policy')).toContain("connect-src 'none'");
  });

  it.each([
    ['an unknown file', 'waybill://app/other.html', 'GET', 404],
    ['another host', 'waybill://evil/index.html', 'GET', 404],
    ['a way out of the folder', 'waybill://app/../../etc/passwd', 'GET', 404],
    ['anything but reading', 'waybill://app/index.html', 'POST', 405],
  ])('refuses %s', (_what, url, method, status) => {
    const response = answer(new Request(url, { method }));
    expect(response.status).toBe(status);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('answers HEAD without a body', async () => {
    const response = answer(new Request('waybill://app/index.html', { method: 'HEAD' }));
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});
