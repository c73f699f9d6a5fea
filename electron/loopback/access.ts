/**
 * Who may talk to the loopback server: only the browser window that opened the one-time address.
 * Any program and any web page on this machine can reach 127.0.0.1, so each request is checked for
 * - `Host`: exactly ours, so that a name that was rebound to 127.0.0.1 is refused;
 * - `Origin` and `Sec-Fetch-Site`: ours, so that another page cannot use this browser's cookie;
 * - the session cookie: `HttpOnly`, `SameSite=Strict`, given once in exchange for the token in the address, which is useless from then on.
 */
import { createHash, timingSafeEqual } from 'node:crypto';

/** The parts of a request that decide. Header names are lower case, as Node gives them. */
export interface AccessRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export type Access =
  | { readonly kind: 'granted' }
  /** The token was right, for the first time: set this cookie and send the browser to `/`. */
  | { readonly kind: 'exchanged'; readonly cookie: string }
  | { readonly kind: 'refused'; readonly status: 403 | 421; readonly why: string };

/** In: the port that the server listens on, and two unguessable strings. Out: a judge that remembers whether the token was used. */
export function accessJudge(port: number, token: string, secret: string): (request: AccessRequest) => Access {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const cookieName = `waybill-${port}`;
  let tokenIsOpen = true;
  const refuse = (why: string, status: 403 | 421 = 403): Access => ({ kind: 'refused', status, why });

  return ({ method, url, headers }) => {
    if (headers.host !== host) return refuse('This server answers to its own address only.', 421);
    if (headers.origin !== undefined && headers.origin !== origin) return refuse('Another site may not talk to Waybill.');
    const isReading = method === 'GET' || method === 'HEAD';
    if (!isReading && headers.origin !== origin) return refuse('The request does not say that it comes from the window of Waybill.');
    const site = headers['sec-fetch-site'];
    // `none`: a person opened the address. Some browsers send no such header; the cookie's SameSite stands behind it.
    if (site !== undefined && site !== 'same-origin' && !(site === 'none' && isReading))
      return refuse('Another site may not talk to Waybill.');

    const offered = URL.canParse(url, origin) ? new URL(url, origin).searchParams.get('token') : null;
    if (offered !== null) {
      if (!tokenIsOpen || !isReading || !isSame(offered, token))
        return refuse('This address was used already, or is not the one that Waybill printed.');
      tokenIsOpen = false;
      return { kind: 'exchanged', cookie: `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/` };
    }
    return isSame(readCookie(headers.cookie, cookieName), secret)
      ? { kind: 'granted' }
      : refuse('Open the address that Waybill printed when it started; it works once, in one browser.');
  };
}

/** The value of a cookie in a `Cookie` header, or '' (which is never a secret). */
export function readCookie(header: string | readonly string[] | undefined, name: string): string {
  if (typeof header !== 'string') return '';
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at !== -1 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return '';
}

/** Compares in a time that tells nothing of the secret: digests are of one length. */
function isSame(offered: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(offered), digest(secret));
}
