/** Serves the window's own files as `waybill://app/…`: a standard, secure origin of its own instead of `file:`, which could read the disk. */
import type { Protocol } from 'electron';
import { securityHeaders } from '../window-files/content-security-policy.ts';
import type { FindRendererFile } from '../window-files/renderer-files.ts';
import { appScheme, isAppUrl } from './addresses.ts';

/** Must run before the app is ready. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } }]);
}

/** Answers requests for `waybill:` addresses: 200 with a file of the window, 405 for anything but reading, 404 for the rest. */
export function answerAppRequest(find: FindRendererFile): (request: Request) => Response {
  return (request) => {
    const headers = securityHeaders('electron');
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405, headers });
    const file = isAppUrl(request.url) ? find(new URL(request.url).pathname) : null;
    if (file === null) return new Response(null, { status: 404, headers });
    const body = request.method === 'HEAD' ? null : new Uint8Array(file.bytes);
    return new Response(body, { status: 200, headers: { ...headers, 'content-type': file.mimeType } });
  };
}
