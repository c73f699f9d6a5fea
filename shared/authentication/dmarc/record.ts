/** DMARC policy records (RFC 9989 section 4.7, RFC 7489 section 6.3): from the TXT answer to the tags that a check needs. */
import type { DnsAnswer } from '../../facts/dns.ts';
import { assertNever } from '../../outcome.ts';

export type Policy = 'none' | 'quarantine' | 'reject';

/** A policy tag: its value, or why it has none. */
export type PolicyTag = Policy | 'absent' | 'invalid';

export interface DmarcRecord {
  readonly text: string;
  readonly p: PolicyTag;
  readonly sp: PolicyTag;
  readonly np: PolicyTag;
  /** `strict` or `relaxed` alignment; relaxed where the tag is missing or unknown. */
  readonly adkim: 'strict' | 'relaxed';
  readonly aspf: 'strict' | 'relaxed';
  readonly psd: 'y' | 'n' | 'u';
  /** `t=y` (RFC 9989). */
  readonly testing: boolean;
  /** `pct=` (RFC 7489), 0 to 100. */
  readonly percent: number;
  /** Whether `rua=` holds at least one URI. */
  readonly hasReportAddress: boolean;
  /** A piece of the record that is no `tag=value`, or null. */
  readonly malformed: string | null;
}

/** What a name says about DMARC. */
export type PolicyLookup =
  | { readonly kind: 'record'; readonly record: DmarcRecord }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly count: number }
  | { readonly kind: 'failed'; readonly rcode: string }
  | { readonly kind: 'not-captured' };

const versionTag = /^v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/i;
const exactVersion = /DMARC1/;

/** Reads the TXT answer for `_dmarc.<name>`. Texts that are no DMARC record are discarded (RFC 9989 section 4.10 step 2). */
export function readPolicyAnswer(answer: DnsAnswer): PolicyLookup {
  switch (answer.kind) {
    case 'not-captured':
      return { kind: 'not-captured' };
    case 'failed':
      return { kind: 'failed', rcode: answer.rcode };
    case 'absent':
      return { kind: 'none' };
    case 'records': {
      const texts = answer.records.filter(isDmarcRecord);
      const [first] = texts;
      if (first === undefined) {
        return { kind: 'none' };
      }
      return texts.length > 1 ? { kind: 'several', count: texts.length } : { kind: 'record', record: parseDmarcRecord(first) };
    }
    default:
      return assertNever(answer);
  }
}

/** The version comes first, and its value is case-sensitive. */
function isDmarcRecord(text: string): boolean {
  const version = versionTag.exec(text);
  return version !== null && exactVersion.test(version[0]);
}

/** Reads a record text. Never throws; unknown tags are ignored, and of a repeated tag the first counts. */
export function parseDmarcRecord(text: string): DmarcRecord {
  const tags = new Map<string, string>();
  let malformed: string | null = null;
  for (const part of text.split(';')) {
    const equals = part.indexOf('=');
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase();
    if (equals < 0 || !/^[a-z][a-z0-9_]*$/.test(name)) {
      if (part.trim() !== '') {
        malformed ??= part.trim().slice(0, 60);
      }
    } else if (!tags.has(name)) {
      tags.set(name, part.slice(equals + 1).trim());
    }
  }
  const word = (name: string) => tags.get(name)?.toLowerCase();
  return {
    text,
    p: readPolicy(word('p')),
    sp: readPolicy(word('sp')),
    np: readPolicy(word('np')),
    adkim: word('adkim') === 's' ? 'strict' : 'relaxed',
    aspf: word('aspf') === 's' ? 'strict' : 'relaxed',
    psd: word('psd') === 'y' ? 'y' : word('psd') === 'n' ? 'n' : 'u',
    testing: word('t') === 'y',
    percent: readPercent(word('pct')),
    hasReportAddress: (tags.get('rua') ?? '').split(',').some((uri) => /^[a-z][a-z0-9+.-]*:[^\s]/i.test(uri.trim())),
    malformed,
  };
}

function readPolicy(value: string | undefined): PolicyTag {
  if (value === undefined) {
    return 'absent';
  }
  return value === 'none' || value === 'quarantine' || value === 'reject' ? value : 'invalid';
}

function readPercent(value: string | undefined): number {
  return value !== undefined && /^[0-9]{1,3}$/.test(value) && Number(value) <= 100 ? Number(value) : 100;
}
