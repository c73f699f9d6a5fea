/** Finds the TLS version and cipher that a Received line prints, in any of the forms that products use. */
import type { ReceivedLine } from './line.ts';

/** `TLS1.3`, `TLSv1.2`, `TLS1_2`, `SSLv3`, or `TLS` alone, and no more. */
const version = /^(?:TLS|SSL)(?:v?\d(?:[._]\d)?)?$/i;

/** Takes a line in any dialect. Gives `TLSv1.2 CIPHER`, the version or the cipher alone, or null where the line says nothing. */
export function readTls(line: ReceivedLine): string | null {
  for (const comment of line.comments) {
    const found = readTlsText(comment);
    if (found !== null) return withCipher(found, line);
  }
  // IronPort `with ESMTP/TLS/CIPHER`, MessageLabs `with CIPHER encrypted SMTP`
  const protocol = line.clauses.with?.words ?? [];
  const slashed = /^[A-Z0-9]+\/TLS(?:\/(\S+))?$/i.exec(protocol[0] ?? '');
  if (slashed !== null) return slashed[1] ?? 'TLS';
  return protocol[1]?.toLowerCase() === 'encrypted' ? (protocol[0] ?? null) : null;
}

/** `version=TLS1_2, cipher=X`, `version=TLSv1/SSLv3 cipher=X bits=…`, `using TLSv1.3 with cipher X (…)`, `TLS1.3`, `TLSv1:X:256`. */
function readTlsText(comment: string): string | null {
  const text = comment.slice(0, 400);
  const pair = /\bversion=([^\s,;)]+)/i.exec(text);
  if (pair?.[1] !== undefined) {
    const cipher = /\bcipher=([^\s,;)]+)/i.exec(text)?.[1];
    return [normalVersion(pair[1]), cipher].filter((part) => part !== undefined).join(' ');
  }
  const using = /^using (\S+) with cipher (\S+)/i.exec(text);
  if (using?.[1] !== undefined && using[2] !== undefined) return `${normalVersion(using[1])} ${using[2]}`;
  const [first = ''] = text.trim().split(/\s/, 1);
  const [name = '', cipher] = first.split(':', 2);
  if (!version.test(name)) return null;
  return cipher === undefined || cipher === '' ? normalVersion(name) : `${normalVersion(name)} ${cipher}`;
}

/** Exim prints the cipher behind its version comment: `(TLS1.3) tls TLS_AES_256_GCM_SHA384`. */
function withCipher(tls: string, line: ReceivedLine): string {
  if (tls.includes(' ')) return tls;
  const words = line.clauses.with?.words ?? [];
  const marker = words.findIndex((word) => word.toLowerCase() === 'tls');
  const cipher = marker < 0 ? undefined : words[marker + 1];
  return cipher === undefined ? tls : `${tls} ${cipher}`;
}

/** `TLS1_2`, `TLS1.2` and `TLSv1.2` are one version; `TLSv1/SSLv3` stays as it is. */
function normalVersion(text: string): string {
  const parts = /^TLSv?(\d)(?:[._](\d))?$/i.exec(text);
  return parts?.[1] === undefined ? text : `TLSv${parts[1]}${parts[2] === undefined ? '' : `.${parts[2]}`}`;
}
