/** What a page of Waybill may do: run its own bundle and nothing else. Both hosts send it as a header, and `renderer/index.html` repeats it. */

/** Who serves the page: only the loopback host's page talks over HTTP, and only to the server that it came from. */
export type PageHost = 'electron' | 'loopback';

/** The value of `Content-Security-Policy`. Inline script and style are refused; React's `style` property goes through the CSSOM and is not inline style. */
export function contentSecurityPolicy(host: PageHost): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${host === 'electron' ? "'none'" : "'self'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** The headers of every answer that a host gives to its window. */
export function securityHeaders(host: PageHost): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(host),
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-dns-prefetch-control': 'off',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
