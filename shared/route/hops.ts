/** Turns the Received fields of a message into hops, the oldest first. */
import type { Infrastructure } from '../facts/infrastructure.ts';
import type { Message } from '../facts/message.ts';
import type { Hop } from '../facts/route.ts';
import { parseReceived, type ReceivedField } from '../message/fields/received.ts';
import { markClockSkew } from './clock-skew.ts';

/**
 * Takes a scanned message and the catalogue of operators. Gives one hop a Received field; hop 0 is the lowest field, the oldest transfer.
 * Lines that no dialect reads are hops too. Every hop is `claimed`: only the boundary can say more.
 */
export function buildHops(message: Message, infrastructure: Infrastructure): readonly Hop[] {
  // RFC 5321 section 4.4: every server puts its line on top.
  const received = message.headers.filter((field) => field.key === 'received').reverse();
  const hops: Hop[] = [];
  for (const [index, field] of received.entries()) {
    hops.push(hopOf(index, parseReceived(field), hops.at(-1) ?? null, infrastructure));
  }
  return markClockSkew(hops);
}

function hopOf(index: number, line: ReceivedField, before: Hop | null, infrastructure: Infrastructure): Hop {
  const { ip, rdns, helo } = line.from;
  const hasPeer = ip !== null || rdns !== null || helo !== null;
  return {
    index,
    header: line.place.header,
    dialect: line.dialect,
    at: line.at,
    from: { helo, rdns, ip },
    by: line.by,
    with: line.with,
    tls: line.tls,
    id: line.id,
    for: line.for,
    delaySeconds: secondsBetween(before?.at ?? null, line.at),
    clockSkewed: false,
    operator: hasPeer ? infrastructure.attribute({ ip, rdns, helo }) : null,
    writer: line.by === null ? null : infrastructure.attributeBy(line.by),
    trust: 'claimed',
    place: line.place,
  };
}

function secondsBetween(earlier: string | null, later: string | null): number | null {
  return earlier === null || later === null ? null : (Date.parse(later) - Date.parse(earlier)) / 1000;
}
