/** Macro expansion (RFC 7208 section 7) three times: as the RFC has it, as pyspf does it, and as Mail::SPF does it. */
import { type MacroString, parseMacroString } from '../../shared/authentication/spf/macro.ts';
import { parseSpfRecord, type SpfTerm } from '../../shared/authentication/spf/record.ts';
import { type IpAddress, nibbles } from '../../shared/names/ip-network.ts';

export interface MacroFacts {
  readonly client: IpAddress;
  readonly localPart: string;
  readonly senderDomain: string;
  readonly helo: string;
  readonly domain: string;
  readonly pointer: string;
}

/** Null for a letter that there is not. */
function macroValue(letter: string, facts: MacroFacts, receiver: string): string | null {
  switch (letter) {
    case 's':
      return `${facts.localPart}@${facts.senderDomain}`;
    case 'l':
      return facts.localPart;
    case 'o':
      return facts.senderDomain;
    case 'd':
      return facts.domain;
    case 'i':
      return facts.client.version === 4 ? facts.client.text : nibbles(facts.client).join('.').toUpperCase();
    case 'p':
      return facts.pointer;
    case 'v':
      return facts.client.version === 4 ? 'in-addr' : 'ip6';
    case 'h':
      return facts.helo;
    case 'c':
      return facts.client.text;
    case 'r':
      return receiver;
    case 't':
      return 'unknown';
    default:
      return null;
  }
}

/** Section 7.3, word for word. Null where the text is no macro-string. */
export function expandPlainly(text: string, facts: MacroFacts, isExplanation: boolean): string | null {
  const parsed = parseMacroString(text, isExplanation ? 'any' : 'domain', isExplanation);
  if (typeof parsed === 'string') return null;
  let isSound = true;
  const expanded = text.replace(
    /%(?:([%_-])|\{([a-z])(\d*)(r?)([.\-+,/_=]*)\})/gi,
    (_all, literal, letter, digits, reverse, delimiters) => {
      if (literal !== undefined) return literal === '%' ? '%' : literal === '_' ? ' ' : '%20';
      const value = macroValue(letter.toLowerCase(), facts, 'unknown');
      if (value === null) isSound = false;
      let parts = (value ?? '').split(new RegExp(`[${(delimiters || '.').replace(/[\]\\^-]/g, '\\$&')}]`));
      if (reverse !== '') parts.reverse();
      if (digits !== '') parts = parts.slice(-Number(digits));
      const joined = parts.join('.');
      return letter === letter.toLowerCase() ? joined : escapeForUrl(joined);
    },
  );
  return isSound ? expanded || null : null;
}

/** Section 7.3: the unreserved characters of RFC 3986 stay. Local parts here are ASCII. */
function escapeForUrl(text: string): string {
  return text.replace(/[^A-Za-z0-9\-._~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

/** pyspf: what stands between delimiters is put together with the delimiters that it had, `l` and `s` excepted; odd macros are half read. */
export function expandLikePyspf(text: string, facts: MacroFacts, isExplanation: boolean): string | null {
  if (/(?<!%)%[^{%_-]|%$/.test(text)) return null;
  let isSound = true;
  // The domain is as the sender wrote it; ours is in lower case.
  const domain = facts.domain === facts.senderDomain.toLowerCase() ? facts.senderDomain : facts.domain;
  const expanded = text.replace(/%(%|_|-|(\{[^}]*\}))/g, (whole) => {
    if (whole === '%%') return '%';
    if (whole === '%_') return ' ';
    if (whole === '%-') return '%20';
    const written = whole[2] ?? '';
    const letter = written.toLowerCase();
    const value = 'crt'.includes(letter) && !isExplanation ? null : macroValue(letter, { ...facts, domain }, 'mx.test');
    if (value === null) {
      isSound = false;
      return '';
    }
    const one = transformLikePyspf(value, whole.slice(3, -1), letter === 'l' || letter === 's' ? '.' : null);
    return written === letter ? one : escapeForUrl(one);
  });
  return isSound ? expanded || null : null;
}

function transformLikePyspf(value: string, transformers: string, joiner: string | null): string {
  if (transformers === '') return value;
  const found = /([0-9]*)(r?)([^0-9a-zA-Z]*)/.exec(transformers);
  const [, digits = '', reverse = '', delimiters = ''] = found ?? [];
  const splitAt = delimiters === '' ? '.' : delimiters;
  let pieces: string[] = [];
  let element = '';
  for (const character of value) {
    if (splitAt.includes(character)) {
      pieces.push(element, joiner ?? character);
      element = '';
    } else element += character;
  }
  pieces.push(element);
  if (reverse !== '') pieces.reverse();
  // Python: expansion[-n*2+1:]
  if (digits !== '') pieces = pieces.slice(-Number(digits) * 2 + 1);
  return pieces.join('');
}

/** Mail::SPF: domains and addresses in lower case, a `%` at the end stays; parts are only split where a count or `r` is given, and Perl's split drops empty parts at the end. */
export function expandLikeMailSpf(text: string, facts: MacroFacts, isExplanation: boolean): string | null {
  let isSound = true;
  const source = isExplanation ? text : text.toLowerCase();
  const lower = { ...facts, senderDomain: facts.senderDomain.toLowerCase() };
  const expanded = source.replace(
    /%(?:([%_-])|\{([A-Za-z])(\d*)(r?)([.\-+,/_=]*)\}|.?)/gs,
    (all, literal, letter, digits, reverse, delimiters) => {
      if (all === '%') return all;
      if (literal !== undefined) return literal === '%' ? '%' : literal === '_' ? ' ' : '%20';
      const name = letter?.toLowerCase();
      const plain = name === undefined ? null : macroValue(name, name === 's' ? facts : lower, 'mx.test');
      const value = name === 'i' ? (plain?.toLowerCase() ?? null) : plain;
      if (value === null || ('crt'.includes(letter.toLowerCase()) && !isExplanation) || (digits !== '' && Number(digits) === 0)) {
        isSound = false;
        return '';
      }
      let result = value;
      if (digits !== '' || reverse !== '') {
        let parts = value.split(new RegExp(`[${(delimiters || '.').replace(/[\]\\^-]/g, '\\$&')}]`));
        while (parts.at(-1) === '') parts.pop();
        if (reverse !== '') parts.reverse();
        if (digits !== '') parts = parts.slice(-Number(digits));
        result = parts.join('.');
      }
      return letter === letter.toLowerCase() ? result : escapeForUrl(result);
    },
  );
  return isSound ? expanded : null;
}

/** A term whose macros pyspf accepts though RFC 7208 section 7.1 does not: unclosed braces stay as text, odd transformers are passed over. */
export function pyspfAccepts(term: SpfTerm): SpfTerm | null {
  const repaired = term.text.replace(/%\{([slodiphv])[^}]*\}/gi, '%{$1}').replace(/%\{[^}]*$/, (rest) => rest.replace(/[%{]/g, 'x'));
  if (repaired === term.text) return null;
  const parsed = parseSpfRecord(`v=spf1 ${repaired}`)?.terms[0];
  if (parsed === undefined || parsed.kind === 'invalid') return null;
  if (!('domain' in parsed) || parsed.domain === null) return { ...parsed, text: term.text };
  const spec = /[:=]([^:=].*?)(?:\/\d+)?(?:\/\/\d+)?$/.exec(term.text)?.[1] ?? '';
  const domain: MacroString = { ...parsed.domain, text: spec };
  return { ...parsed, domain, text: term.text };
}
