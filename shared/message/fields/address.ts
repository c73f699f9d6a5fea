/** Reads the mailboxes of address fields (From, Sender, Reply-To, To): who the message says it is from, whatever the clothes. */
import type { FromMailbox } from '../../facts/identity.ts';
import type { Message } from '../../facts/message.ts';
import { toQueryName } from '../../names/domain-name.ts';
import { registrableDomain } from '../../names/registrable-domain.ts';
import { decodeEncodedWords } from '../encoded-words.ts';
import { type AddressToken, tokenizeAddresses } from './address-tokens.ts';

export interface ParsedAddress {
  /** Local part and domain; the local part in quotes where it needs them, the domain in lower case. Empty where there is only a name. */
  readonly address: string;
  /** Without its quotes. */
  readonly localPart: string;
  /** Lower case, without a final dot; an address literal with its brackets; empty where there is none. */
  readonly domain: string;
  /** With encoded words decoded, or the comment behind a bare address; null where there is neither. */
  readonly displayName: string | null;
  /** The group that it stands in (RFC 5322 section 3.4), or null. */
  readonly group: string | null;
}

/**
 * Takes the unfolded body of an address field (`HeaderField.value`, encoded words still encoded: RFC 2047 section 6.2 forbids decoding
 * before parsing, since a decoded comma or `<` would become syntax). Gives its mailboxes in order; an empty field or group gives none.
 * The address is what stands in angle brackets, never what a display name pretends (`"a@b.example" <c@d.example>` is c@d.example);
 * without brackets, each word with an `@` is one. Also read: comments, obsolete routes and spaces (section 4.4), `;` as a separator.
 */
export function parseAddressList(text: string): readonly ParsedAddress[] {
  const tokens = tokenizeAddresses(text);
  const lastClose = tokens.findLastIndex((token) => isSpecial(token, '>'));
  const mailboxes: ParsedAddress[] = [];
  let group: string | null = null;
  let before: AddressToken[] = [];
  let angle: readonly AddressToken[] | null = null;
  let behind: AddressToken[] = [];
  let hasAt = false;
  const flush = () => {
    const read = angle === null ? readBare(before, group) : readBracketed(before, angle, behind, group);
    for (const mailbox of read) {
      mailboxes.push(mailbox);
    }
    before = [];
    angle = null;
    behind = [];
    hasAt = false;
  };

  for (let position = 0; position < tokens.length; position += 1) {
    const token = tokens[position];
    if (token === undefined) {
      break;
    }
    if (isSpecial(token, '<')) {
      if (angle !== null) {
        const name = behind;
        behind = [];
        flush();
        before = name;
      }
      const end = findAngleEnd(tokens, position + 1, lastClose);
      angle = tokens.slice(position + 1, end);
      position = isSpecial(tokens[end], '>') ? end : end - 1;
    } else if (isSpecial(token, ',') || isSpecial(token, ';')) {
      flush();
      group = token.text === ';' ? null : group;
    } else if (isSpecial(token, ':') && group === null && angle === null && !hasAt) {
      group = nameOf(before) ?? '';
      before = [];
    } else if (!isSpecial(token, '>')) {
      hasAt ||= isSpecial(token, '@');
      (angle === null ? before : behind).push(token);
    }
  }
  flush();
  return mailboxes;
}

/**
 * The mailboxes of all From fields of a message that name a domain, in the order of the fields. RFC 5322 section 3.6 allows one From
 * field, but receivers and mail clients disagree on which of two counts, so all are given. A place is the field's value. The domain is in
 * the form that DNS knows (A-labels), because it is compared with other names; the address keeps the letters it was written in.
 */
export function readFrom(message: Message): readonly FromMailbox[] {
  return message.headers
    .filter((field) => field.key === 'from')
    .flatMap((field) =>
      parseAddressList(field.value)
        .filter((mailbox) => mailbox.domain !== '')
        .map(({ address, domain: written, displayName }) => {
          const domain = toQueryName(written) ?? written;
          const place = { header: field.index, ...field.valueSpan };
          return { address, domain, organizationalDomain: registrableDomain(domain), displayName, place };
        }),
    );
}

function isSpecial(token: AddressToken | undefined, text: string): boolean {
  return token?.kind === 'special' && token.text === text;
}

/** The matching `>`; where none is left, the next separator or the end. */
function findAngleEnd(tokens: readonly AddressToken[], start: number, lastClose: number): number {
  let end = start;
  while (end < tokens.length) {
    const token = tokens[end];
    if (isSpecial(token, '>') || (end > lastClose && (isSpecial(token, ',') || isSpecial(token, ';')))) {
      break;
    }
    end += 1;
  }
  return end;
}

function readBracketed(
  before: readonly AddressToken[],
  angle: readonly AddressToken[],
  behind: readonly AddressToken[],
  group: string | null,
): ParsedAddress[] {
  // A name may also follow the bracket; words with an `@` there are addresses whose comma was lost.
  const isTail = !behind.some((token) => isSpecial(token, '@'));
  const displayName = nameOf(before) ?? (isTail ? nameOf(behind) : null) ?? commentOf([...before, ...angle, ...behind]);
  return [...readAngle(angle, displayName, group), ...(isTail ? [] : readBare(behind, group))];
}

/** The inside of angle brackets: one address, as it should be, or several where a writer put commas between them. */
function readAngle(angle: readonly AddressToken[], displayName: string | null, group: string | null): ParsedAddress[] {
  const opened = angle.slice(angle.findLastIndex((token) => isSpecial(token, '<')) + 1).filter((token) => token.kind !== 'space');
  const colon = opened.findIndex((token) => isSpecial(token, ':'));
  // `<@relay.example:user@a.example>` is an obsolete route (RFC 5322 section 4.4), `<mailto:…>` a slip of web forms.
  const hasPrefix = colon !== -1 && (isSpecial(opened[0], '@') || (colon === 1 && opened[0]?.text.toLowerCase() === 'mailto'));
  return splitAtCommas(hasPrefix ? opened.slice(colon + 1) : opened)
    .map((part) => addrSpec(part))
    .filter(({ address }) => address !== '')
    .map((spec) => ({ ...spec, displayName, group }));
}

function splitAtCommas(tokens: readonly AddressToken[]): readonly (readonly AddressToken[])[] {
  const parts: AddressToken[][] = [[]];
  for (const token of tokens) {
    if (isSpecial(token, ',')) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(token);
    }
  }
  return parts;
}

/** A mailbox without angle brackets: each clump with an `@` is an address, the other words are the name. */
function readBare(tokens: readonly AddressToken[], group: string | null): ParsedAddress[] {
  const addresses: Clump[] = [];
  const words: Clump[] = [];
  for (const clump of clumpsOf(tokens)) {
    (clump.hasAt && !isEncodedWord(clump) ? addresses : words).push(clump);
  }
  const space: AddressToken = { kind: 'space', text: ' ' };
  const displayName = nameOf(words.flatMap((clump) => [...clump.tokens, space])) ?? commentOf(tokens);
  if (addresses.length > 0) {
    return addresses.map((clump) => ({ ...addrSpec(clump.tokens), displayName, group }));
  }
  const [only] = words;
  if (only === undefined) {
    return [];
  }
  // One word alone is a local mailbox (`From: postmaster`), several are just a name.
  const isLocalPart = words.length === 1 && only.tokens.every((token) => token.kind === 'word') && !isEncodedWord(only);
  return isLocalPart
    ? [{ ...addrSpec(only.tokens), displayName: commentOf(tokens), group }]
    : [{ address: '', localPart: '', domain: '', displayName, group }];
}

interface Clump {
  readonly tokens: AddressToken[];
  hasAt: boolean;
}

/** Tokens that belong together: white space parts them, except beside an `@` and behind the dot of a domain (`a @ b . example`). */
function clumpsOf(tokens: readonly AddressToken[]): Clump[] {
  const solid = tokens.filter((token) => token.kind !== 'comment');
  const clumps: Clump[] = [];
  let clump: Clump = { tokens: [], hasAt: false };
  solid.forEach((token, index) => {
    if (token.kind !== 'space') {
      clump.tokens.push(token);
      clump.hasAt ||= isSpecial(token, '@');
      return;
    }
    const next = solid[index + 1];
    const last = clump.tokens.at(-1);
    const isInDomain = clump.hasAt && (last?.text.endsWith('.') === true || next?.text.startsWith('.') === true);
    if (last !== undefined && !isInDomain && !isSpecial(last, '@') && !isSpecial(next, '@')) {
      clumps.push(clump);
      clump = { tokens: [], hasAt: false };
    }
  });
  return clump.tokens.length > 0 ? [...clumps, clump] : clumps;
}

/** `=?utf-8?Q?a@b.example?=` is a name that only looks like an address before it is decoded. */
function isEncodedWord(clump: Clump): boolean {
  return clump.tokens[0]?.text.startsWith('=?') === true && clump.tokens.at(-1)?.text.endsWith('?=') === true;
}

/** RFC 5322 section 3.4.1, with the domain behind the last `@`, as receivers that accept two of them read it. */
function addrSpec(tokens: readonly AddressToken[]): { address: string; localPart: string; domain: string } {
  const solid = tokens.filter((token) => token.kind !== 'space' && token.kind !== 'comment');
  const at = solid.findLastIndex((token) => isSpecial(token, '@'));
  const text = (part: readonly AddressToken[]) => part.map((token) => token.text).join('');
  const localPart = text(at === -1 ? solid : solid.slice(0, at));
  const domain =
    at === -1
      ? ''
      : text(solid.slice(at + 1).filter((token) => token.kind === 'word'))
          .toLowerCase()
          .replace(/\.$/, '');
  const isQuoted = localPart === '' ? domain !== '' : /[\s"(),:;<>@[\]\\]/.test(localPart);
  const written = isQuoted ? `"${localPart.replace(/["\\]/g, '\\$&')}"` : localPart;
  return { address: domain === '' ? written : `${written}@${domain}`, localPart, domain };
}

function nameOf(tokens: readonly AddressToken[]): string | null {
  const text = tokens.map((token) => (token.kind === 'comment' ? ' ' : token.text)).join('');
  const name = decodeEncodedWords(text.replace(/\s+/g, ' ').trim());
  return name === '' ? null : name;
}

function commentOf(tokens: readonly AddressToken[]): string | null {
  const comment = tokens.findLast((token) => token.kind === 'comment' && token.text.trim() !== '');
  return comment === undefined ? null : decodeEncodedWords(comment.text.trim());
}
