/** Reads the `from` clause in the orders that products use. Which name is the HELO and which the reverse name differs, and must never be confused. */
import { isBracketedLiteral, parseAddressLiteral } from '../address-literal.ts';
import type { Peer } from './dialect.ts';
import type { Clause } from './line.ts';

export const unknownPeer: Peer = { helo: null, rdns: null, ip: null };

/** What writers print where they have no name. */
const noNames: ReadonlySet<string> = new Set([
  '',
  'unknown',
  '<unknown>',
  'unverified',
  'unknownhost',
  'unknown_domain',
  'untrusted',
  'nohost',
  '-',
]);

/** `account user@x [192.0.2.7]` (CommuniGate Pro) has the address as its third word; none has it later. */
const furthestAddress = 2;

/** The TCP-info of RFC 5321 section 4.4: what the writer itself knows of the connection. `user` is an ident or login in front of it. */
export interface TcpInfo {
  readonly rdns: string | null;
  readonly ip: string | null;
  readonly user: string | null;
  /** `helo=x` that stands in the same comment (Exim). */
  readonly helo: string | null;
}

/** A name as printed, without the final dot; null for an address and for the words that stand for no name. */
export function nameOf(word: string | undefined): string | null {
  const name = (word ?? '').replace(/\.$/, '');
  return noNames.has(name.toLowerCase()) || parseAddressLiteral(name) !== null ? null : name;
}

/** A HELO as printed: a name, or an address literal in its brackets. Null for the words that stand for none. */
export function heloOf(word: string | undefined): string | null {
  const helo = word ?? '';
  return noNames.has(helo.toLowerCase()) ? null : helo;
}

/** Takes a comment such as `mail.example [192.0.2.7]`, `[192.0.2.7]:25 helo=x`, `192.0.2.7` or `user@192.0.2.7`. */
export function readTcpInfo(comment: string): TcpInfo {
  let rdns: string | null = null;
  let ip: string | null = null;
  let user: string | null = null;
  let helo: string | null = null;
  let isBracketed = false;
  const words = comment.trim().split(/\s+/, 8);
  for (const [index, word] of words.entries()) {
    const parameter = /^(helo|ident|port)=(.*)$/is.exec(word);
    if (parameter?.[1] !== undefined && parameter[2] !== undefined) {
      if (parameter[1].toLowerCase() === 'helo') helo = heloOf(parameter[2]);
      if (parameter[1].toLowerCase() === 'ident') user = parameter[2];
      continue;
    }
    // An address further in, or behind a label such as `Authenticated sender:`, is part of somebody's text.
    const isCandidate = index === 0 || (index <= furthestAddress && word.startsWith('['));
    const address = isCandidate ? parseAddressLiteral(word) : null;
    if (address !== null) {
      // `192.0.2.1 [192.0.2.7]`: the first stands where the reverse name goes, and whoever owns the reverse zone may have written it.
      if (ip === null || (word.startsWith('[') && !isBracketed)) ip = address;
      isBracketed ||= word.startsWith('[');
      continue;
    }
    if (word.endsWith(':')) break;
    const at = word.lastIndexOf('@');
    const host = at < 0 ? word : word.slice(at + 1);
    const hostAddress = parseAddressLiteral(host);
    // Only the first word can be a name, and one behind the address (ZoneMTA); `may be forged`, `verified`, `really` are prose.
    if (hostAddress !== null && index > 0) continue;
    if (hostAddress !== null) ip ??= hostAddress;
    else if (index === 0 && !isProse(word)) rdns = nameOf(host);
    else if (rdns === null && ip !== null && looksLikeHost(host)) rdns = nameOf(host);
    else continue;
    if (at > 0 && user === null) user = word.slice(0, at).replace(/^IDENT:/i, '');
  }
  return { rdns, ip, user, helo };
}

/**
 * `HELO (RDNS [IP])`: RFC 5321 section 4.4, Postfix, Sendmail, Google, Exchange.
 * An address in HELO is never taken for the peer's: the client chooses it. `HELO [IP]` without parentheses is read too.
 */
export function heloFirst(clause: Clause | undefined): Peer {
  if (clause === undefined) return unknownPeer;
  const [first, ...rest] = clause.words;
  const info = peerComment(clause);
  const last = rest.at(-1);
  const bareIp = info?.ip === undefined && last !== undefined && isBracketedLiteral(last) ? parseAddressLiteral(last) : null;
  const heloWords = bareIp === null ? clause.words : clause.words.slice(0, -1);
  const helo = first === undefined ? null : heloOf(heloWords.join(' '));
  return { helo, rdns: info?.rdns ?? null, ip: info?.ip ?? bareIp };
}

/** `RDNS (HELO x) (IP)`: qmail, Yahoo, IronPort, MessageLabs. The first word may be an address (a proxy's, or the peer's again). */
export function rdnsFirstWithHeloComment(clause: Clause | undefined): Peer & { readonly user: string | null } {
  if (clause === undefined) return { ...unknownPeer, user: null };
  let helo: string | null = null;
  let ip: string | null = null;
  let user: string | null = null;
  for (const comment of clause.comments) {
    const greeting = /^(?:HELO|EHLO|LHLO)\s+(\S.*)$/is.exec(comment.trim());
    if (greeting?.[1] !== undefined && helo === null) {
      helo = heloOf(greeting[1]);
    } else if (ip === null) {
      const info = readTcpInfo(comment);
      ip = info.ip;
      user ??= info.ip === null ? null : info.user;
    }
  }
  const first = clause.words[0];
  return { helo, rdns: nameOf(first), ip: ip ?? (first === undefined ? null : parseAddressLiteral(first)), user };
}

/** The comment that describes the connection: the first with an address, else the first if it is a lone host name. */
function peerComment(clause: Clause): TcpInfo | null {
  for (const comment of clause.comments.slice(0, 8)) {
    const info = readTcpInfo(comment);
    if (info.ip !== null) return info;
  }
  const [first] = clause.comments;
  return first !== undefined && looksLikeHost(first) ? readTcpInfo(first) : null;
}

function isProse(word: string): boolean {
  return /^(?:really|account|from|using|verified|authenticated|may)$/i.test(word);
}

function looksLikeHost(word: string): boolean {
  return /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?$/i.test(word);
}
