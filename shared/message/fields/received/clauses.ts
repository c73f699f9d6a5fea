/** Reads the clauses that all products print alike: the grammar of RFC 5321 section 4.4 with what is often added to it. */
import { parseAddressLiteral } from '../address-literal.ts';
import { readAuthenticatedUser } from './authenticated-user.ts';
import type { ReceivedParts } from './dialect.ts';
import type { Clause, ReceivedLine } from './line.ts';
import { heloFirst, readTcpInfo } from './peer.ts';
import { readTls } from './tls.ts';

/** Takes a line in any dialect. Gives what the RFC grammar makes of it; dialects override what they write differently. */
export function readCommonParts(line: ReceivedLine): ReceivedParts {
  const { from, by, via, with: protocol, id, for: recipient } = line.clauses;
  const host = by?.words[0];
  return {
    from: heloFirst(from),
    by: host !== undefined && /[a-z0-9]/i.test(host) ? hostName(host) : null,
    byIp: readByIp(by),
    via: joined(via),
    with: joined(protocol),
    tls: readTls(line),
    id: id?.words[0] ?? null,
    for: mailbox(recipient?.words[0]),
    envelopeFrom: readEnvelopeFrom(line),
    authenticatedUser: readAuthenticatedUser(line),
  };
}

/** RFC5321.MailFrom from `(envelope-from <x>)` or a clause of that name; the empty string for `<>`. */
export function readEnvelopeFrom(line: ReceivedLine): string | null {
  const clause = line.clauses['envelope-from']?.words[0];
  if (clause !== undefined) return mailbox(clause);
  for (const comment of line.comments) {
    const found = /^(?:envelope-(?:from|sender)|mailfrom)[:=\s]\s*(\S+)/i.exec(comment)?.[1];
    if (found !== undefined) return mailbox(found);
  }
  return null;
}

/** An address without its angle brackets; null where there is none. */
export function mailbox(text: string | undefined): string | null {
  if (text === undefined) return null;
  const open = text.indexOf('<');
  const close = text.lastIndexOf('>');
  return open >= 0 && close > open ? text.slice(open + 1, close) : text;
}

function hostName(host: string): string {
  return parseAddressLiteral(host) ?? host.replace(/\.$/, '');
}

function readByIp(by: Clause | undefined): string | null {
  if (by === undefined) return null;
  for (const comment of by.comments.slice(0, 4)) {
    const { ip } = readTcpInfo(comment);
    if (ip !== null) return ip;
  }
  return by.words[0] === undefined ? null : parseAddressLiteral(by.words[0]);
}

function joined(clause: Clause | undefined): string | null {
  return clause === undefined || clause.words.length === 0 ? null : clause.words.join(' ');
}
