/** The files of the built window, listed once: a request is looked up in that list, so no request can name anything else on the disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface RendererFile {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
}

/** In: the path of a URL, still percent-encoded, as `new URL(…).pathname` gives it. Out: the file, or null where the window has no such file. */
export type FindRendererFile = (urlPath: string) => RendererFile | null;

const mimeTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Lists `directory` (in: absolute path) now; bytes are read on demand. Works inside an asar archive too. */
export function listRendererFiles(directory: string): FindRendererFile {
  const files = new Map<string, string>();
  const walk = (folder: string, urlPath: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path, `${urlPath}${entry.name}/`);
      else files.set(`${urlPath}${entry.name}`, path);
    }
  };
  walk(directory, '/');
  return (urlPath) => {
    const path = files.get(normaliseUrlPath(urlPath) ?? '');
    if (path === undefined) return null;
    return { bytes: readFileSync(path), mimeType: mimeTypes[extname(path)] ?? 'application/octet-stream' };
  };
}

/** Decodes a URL path; `/` is the page itself. Null for what is not valid percent-encoding. */
export function normaliseUrlPath(urlPath: string): string | null {
  try {
    const decoded = decodeURIComponent(urlPath);
    return decoded === '/' ? '/index.html' : decoded;
  } catch {
    return null; // URIError: a stray % sign.
  }
}
