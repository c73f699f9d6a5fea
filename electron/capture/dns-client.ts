/**
 * Asks one resolver: UDP first, TCP where the answer does not fit, with retries and a deadline for each attempt. This file alone opens sockets to
 * another host, and only for `waybill capture`.
 */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import type { DnsQuestion } from '../../shared/facts/dns.ts';
import { decodeReply, encodeQuery, type ReplyMessage } from './dns-message.ts';

export interface ResolverAddress {
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
}

export interface ClientLimits {
  /** Milliseconds for one attempt; a second try waits twice as long. */
  readonly timeout: number;
  /** Attempts for one question. */
  readonly attempts: number;
}

/** What became of one question. `failure` is a word for the snapshot: the resolver said nothing that answers. */
export type Asked =
  | { readonly kind: 'reply'; readonly reply: ReplyMessage; readonly overTcp: boolean }
  | { readonly kind: 'failure'; readonly rcode: 'TIMEOUT' | 'UNREACHABLE' | 'DAMAGED'; readonly note: string }
  | { readonly kind: 'impossible' };

/** One attempt: a reply, or why there was none. */
type Attempt = ReplyMessage | 'timeout' | 'unreachable' | 'damaged';

/** A TCP answer has two octets for its length (RFC 1035 section 4.2.2). */
const largestMessage = 65_535;

/** Finds the address of a resolver that is given as an address or a name. Throws what the system's resolver throws. */
export async function findResolver(host: string, port: number): Promise<ResolverAddress> {
  const { address, family } = isIP(host) === 0 ? await lookup(host) : { address: host, family: isIP(host) };
  return { address, family: family === 6 ? 6 : 4, port };
}

/** Asks until there is an answer, or the attempts are used up. `signal` gives up at once, as a timeout. */
export async function askResolver(
  question: DnsQuestion,
  resolver: ResolverAddress,
  limits: ClientLimits,
  signal: AbortSignal,
): Promise<Asked> {
  let withEdns = true;
  let last: Attempt = 'timeout';
  for (let attempt = 0; attempt < limits.attempts && !signal.aborted; attempt++) {
    // Ids and ports are random, so that nobody off the path can answer in the resolver's name (RFC 5452 section 9).
    const id = randomInt(65_536);
    const query = encodeQuery(question, id, withEdns);
    if (query === null) return { kind: 'impossible' };
    const timeout = limits.timeout * 2 ** attempt;
    const isAnswer = (reply: ReplyMessage): boolean => reply.id === id && answersQuestion(reply, question);
    last = await askOverUdp(query, resolver, timeout, isAnswer, signal);
    if (typeof last === 'string') continue;
    if (last.isTruncated) {
      const whole = await askOverTcp(query, resolver, timeout, isAnswer, signal);
      if (typeof whole === 'string') {
        last = whole;
        continue;
      }
      return { kind: 'reply', reply: whole, overTcp: true };
    }
    // RFC 6891 section 7: an old server takes EDNS for an error.
    if (withEdns && (last.rcode === 'FORMERR' || last.rcode === 'NOTIMP' || last.rcode === 'BADVERS')) {
      withEdns = false;
      continue;
    }
    // A failure may pass; the last word counts.
    if (last.rcode === 'SERVFAIL' && attempt + 1 < limits.attempts) continue;
    return { kind: 'reply', reply: last, overTcp: false };
  }
  return typeof last === 'string' ? failureOf(last) : { kind: 'reply', reply: last, overTcp: false };
}

function failureOf(attempt: Extract<Attempt, string>): Asked {
  switch (attempt) {
    case 'timeout':
      return { kind: 'failure', rcode: 'TIMEOUT', note: 'no answer in time' };
    case 'unreachable':
      return { kind: 'failure', rcode: 'UNREACHABLE', note: 'the resolver cannot be reached' };
    case 'damaged':
      return { kind: 'failure', rcode: 'DAMAGED', note: 'the answer cannot be read' };
  }
}

/** RFC 5452 section 9.1: the question comes back as it was asked. Some servers leave it out of an error. */
function answersQuestion(reply: ReplyMessage, question: DnsQuestion): boolean {
  if (reply.question === null) return reply.rcode !== 'NOERROR' && reply.rcode !== 'NXDOMAIN';
  return reply.question.name === question.name && reply.question.type === question.type;
}

/** A socket of its own for each question: a new random port. Connected, so that the system passes on the resolver's datagrams only. */
function askOverUdp(
  query: Uint8Array,
  resolver: ResolverAddress,
  timeout: number,
  isAnswer: (reply: ReplyMessage) => boolean,
  signal: AbortSignal,
): Promise<Attempt> {
  return new Promise((resolve) => {
    const socket = createSocket(resolver.family === 6 ? 'udp6' : 'udp4');
    let damaged = false;
    const finish = (attempt: Attempt): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', give);
      socket.removeAllListeners();
      // A late error of a closed socket concerns nobody.
      socket.on('error', () => {});
      socket.close();
      resolve(attempt);
    };
    const give = (): void => finish(damaged ? 'damaged' : 'timeout');
    const timer = setTimeout(give, timeout);
    signal.addEventListener('abort', give, { once: true });
    socket.on('error', () => finish('unreachable'));
    socket.on('message', (bytes) => {
      const reply = decodeReply(bytes);
      // What answers another question, or nothing, may be a forgery: the true answer may still come.
      if (reply !== null && isAnswer(reply)) finish(reply);
      else damaged ||= reply === null;
    });
    socket.connect(resolver.port, resolver.address, () => socket.send(query));
  });
}

/** The time is for the whole answer: a server that sends an octet now and then does not prolong it. */
function askOverTcp(
  query: Uint8Array,
  resolver: ResolverAddress,
  timeout: number,
  isAnswer: (reply: ReplyMessage) => boolean,
  signal: AbortSignal,
): Promise<Attempt> {
  return new Promise((resolve) => {
    const socket = connect({ host: resolver.address, port: resolver.port });
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (attempt: Attempt): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', give);
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.destroy();
      resolve(attempt);
    };
    const give = (): void => finish('timeout');
    const timer = setTimeout(give, timeout);
    signal.addEventListener('abort', give, { once: true });
    socket.on('error', () => finish('unreachable'));
    socket.on('end', () => finish('damaged'));
    socket.on('connect', () => socket.write(Buffer.concat([Buffer.from([query.length >> 8, query.length & 255]), query])));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size < 2) return;
      const head = chunks[0] !== undefined && chunks[0].length >= 2 ? chunks[0] : Buffer.concat(chunks);
      const length = head.readUInt16BE(0);
      if (size < length + 2 && size < largestMessage + 2) return;
      const reply = decodeReply(Buffer.concat(chunks).subarray(2, 2 + length));
      finish(reply !== null && isAnswer(reply) ? reply : 'damaged');
    });
  });
}
