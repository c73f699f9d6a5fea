import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from '../../../electron/window-files/content-security-policy.ts';

const directives = (policy: string): Map<string, string> =>
  new Map(policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1).join(' ')]));

describe('contentSecurityPolicy', () => {
  it.each(['electron', 'loopback'] as const)('starts from nothing and allows no inline or foreign code (%s)', (host) => {
    const policy = directives(contentSecurityPolicy(host));
    expect(policy.get('default-src')).toBe("'none'");
    expect([...policy.values()].join(' ')).not.toMatch(/unsafe|https?:|\*|blob:/);
    for (const name of ['base-uri', 'form-action', 'frame-ancestors', 'object-src'])
      expect([name, policy.get(name)]).toEqual([name, "'none'"]);
  });

  it('lets only the loopback page connect, and only to its own server', () => {
    expect(directives(contentSecurityPolicy('electron')).get('connect-src')).toBe("'none'");
    expect(directives(contentSecurityPolicy('loopback')).get('connect-src')).toBe("'self'");
  });

  it('is repeated in the page itself, but for what a meta element cannot say', () => {
    const page = readFileSync('renderer/index.html', 'utf8');
    const inPage = directives(/content="(default-src[^"]+)"/.exec(page)?.[1] ?? '');
    const inHeader = directives(contentSecurityPolicy('loopback'));
    inHeader.delete('frame-ancestors');
    expect(inPage).toEqual(inHeader);
  });
});

describe('securityHeaders', () => {
  it('keeps answers out of caches, other sites and other windows', () => {
    expect(securityHeaders('loopback')).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
  });
});
