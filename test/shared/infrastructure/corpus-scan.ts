/** Reads the corpus messages just far enough for the catalogue's tests: header fields, and connections from Received lines. */
import { readdirSync, readFileSync } from 'node:fs';
import type { HeaderField } from '../../../shared/facts/message.ts';
import { corporaPath } from '../../helpers/corpora.ts';
import { headerFields } from './header-fields.ts';

/** The header fields of a message given as one latin-1 text. */
export function headerFieldsOf(text: string): HeaderField[] {
  const block = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  return headerFields(
    ...block.split(/\r?\n(?![ \t])/).flatMap((line): [string, string][] => {
      const match = /^([^\s:]+)[ \t]*:[ \t]*([\s\S]*)$/.exec(line);
      return match === null ? [] : [[match[1] ?? '', match[2] ?? '']];
    }),
  );
}

/** Every message of the phishing_pot part of the corpus. */
export function corpusMessages(): { name: string; headers: HeaderField[] }[] {
  const root = `${corporaPath}messages/phishing_pot/`;
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((name) => ({ name, headers: headerFieldsOf(readFileSync(root + name, 'latin1')) }));
}

/** `from HELO (rdns [ip])` or `from HELO (ip)` of Received lines, the two forms that the corpus' receivers write. */
export function connectionsOf(headers: readonly HeaderField[]): { helo: string; rdns: string | null; ip: string }[] {
  return headers
    .filter((field) => field.key === 'received')
    .flatMap((field) => {
      const match = /^from\s+(\S+)\s+\((?:([a-z0-9._-]+)\.?\s+)?\[?([0-9a-f.:]{7,45})\]?\)/i.exec(field.value);
      return match === null ? [] : [{ helo: match[1] ?? '', rdns: match[2] ?? null, ip: match[3] ?? '' }];
    });
}
