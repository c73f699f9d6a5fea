/** Small messages with a trace, written top to bottom as they stand in a mailbox, and what the product makes of their route. */
import type { Message } from '../../../shared/facts/message.ts';
import type { Boundary, Hop } from '../../../shared/facts/route.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { scanMessage } from '../../../shared/message/header-scanner.ts';
import { readRecords, recordedClients } from '../../../shared/message/records.ts';
import { findBoundary, labelHops } from '../../../shared/route/boundary.ts';
import { buildHops } from '../../../shared/route/hops.ts';
import { utf8 } from '../../helpers/message-text.ts';

export const infrastructure = createInfrastructure();

/** A Received field; the minute says when, on one day. */
export function received(text: string, minute = 0): string {
  return `Received: ${text}; Fri, 20 Nov 2026 08:${String(minute).padStart(2, '0')}:00 +0000`;
}

/** A line of a Postfix host, which prints a reverse name only if it resolves back. */
export function postfix(by: string, client: { readonly helo: string; readonly rdns?: string; readonly ip: string }, minute = 0): string {
  return received(`from ${client.helo} (${client.rdns ?? 'unknown'} [${client.ip}]) by ${by} (Postfix) with ESMTPS id 4X`, minute);
}

/** The message with these fields above an ordinary From. */
export function messageOf(...fields: readonly string[]): Message {
  return scanMessage(utf8(`${[...fields, 'From: A <ceo@a.example>', 'Subject: x'].join('\r\n')}\r\n\r\nbody\r\n`));
}

export interface Traced {
  readonly message: Message;
  readonly hops: readonly Hop[];
  readonly boundary: Boundary;
}

/** The message with its hops, labelled, and its boundary. */
export function trace(fields: readonly string[], chosenHop: number | null = null): Traced {
  const message = messageOf(...fields);
  const bare = buildHops(message, infrastructure);
  const boundary = findBoundary(bare, recordedClients(readRecords(message)), chosenHop);
  return { message, hops: labelHops(bare, boundary), boundary };
}

/** The boundary in short: `hop/header basis`. */
export function boundaryOf(...fields: readonly string[]): string {
  const { boundary } = trace(fields);
  return `${boundary.hop}/${boundary.header} ${boundary.basis}`;
}
