/**
 * A message on its way: its bytes, its envelope, the host that hands it over next, and the time. Every system on the way is a leg
 * that takes a parcel over, adds what that system adds, and gives it on with its own host as the next client.
 */
import { mailDate, type Step, send } from '../steps.ts';
import type { World } from './world.ts';

export interface Host {
  readonly ip: string;
  readonly helo: string;
  /** The reverse name; the HELO name where it is left out, none where null. */
  readonly rdns?: string | null;
}

export interface Parcel {
  readonly bytes: Uint8Array;
  readonly mailFrom: string;
  readonly to: string;
  readonly host: Host;
  /** Milliseconds since the epoch, UTC. */
  readonly at: number;
}

export type Leg = (parcel: Parcel, world: World) => Promise<Parcel>;

export interface Writing {
  readonly from: string;
  readonly mailFrom: string;
  readonly to?: string;
  readonly subject?: string;
  readonly body?: string;
  readonly host: Host;
  /** Fields of the author's own, pasted stamps for example. */
  readonly fields?: readonly string[];
  readonly at?: number;
}

/** All scenarios play on one morning. */
export const morning = Date.parse('2026-03-11T08:14:05Z');

/** The message as its author's side composed it, before any system took it over. */
export async function write(writing: Writing): Promise<Parcel> {
  const { mailFrom, host, to = 'accounts@recv.example', at = morning } = writing;
  const bytes = await send({
    from: writing.from,
    to,
    subject: writing.subject ?? 'Invoice 20417',
    time: at,
    body: writing.body ?? 'Dear colleagues,\n\nplease see to invoice 20417 this week.\n\nAlice Alder\nAlpha Freight\n',
    messageId: `20260311081405.20417@${host.helo}`,
    ...(writing.fields === undefined ? {} : { fields: writing.fields }),
  });
  return { bytes, mailFrom, to, host, at };
}

/** Passes a parcel through the legs in order; null stands for a leg that a variant leaves out. */
export async function travel(start: Promise<Parcel>, world: World, legs: readonly (Leg | null)[]): Promise<Uint8Array> {
  let parcel = await start;
  for (const leg of legs) if (leg !== null) parcel = await leg(parcel, world);
  return parcel.bytes;
}

/** A leg that only adds to the bytes. */
export function adding(step: (parcel: Parcel) => Step): Leg {
  return async (parcel) => ({ ...parcel, bytes: await step(parcel)(parcel.bytes) });
}

export function domainOf(address: string): string {
  return address
    .slice(address.lastIndexOf('@') + 1)
    .replace(/>.*$/, '')
    .toLowerCase();
}

/** A Received line as Postfix writes it (RFC 5321 section 4.4). */
export function receivedByPostfix(parcel: Parcel, by: string, id: string): string {
  const { helo, ip } = parcel.host;
  return `Received: from ${helo} (${reverseName(parcel.host) ?? 'unknown'} [${ip}])\r\n\tby ${by} (Postfix) with ESMTPS id ${id}\r\n\tfor <${parcel.to}>; ${mailDate(parcel.at)}`;
}

export function reverseName(host: Host): string | null {
  return host.rdns === undefined ? host.helo : host.rdns;
}
