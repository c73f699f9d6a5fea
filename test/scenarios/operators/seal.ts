/** How a system seals what it found: on top of the chain that is there (RFC 8617 section 5.1). */
import { Buffer } from 'node:buffer';
import { sealArc, testKeys } from '../../helpers/sign.ts';

export interface Sealing {
  readonly domain: string;
  readonly selector: string;
  /** What follows `i=N; `. */
  readonly results: string;
  /** What the system found of the chain so far. */
  readonly arc: string;
  readonly time: number;
  readonly headers?: readonly string[];
}

/** Gives the message with an ARC set on top, or as it was where the chain cannot be continued: a broken or full one is left alone. */
export async function sealOnTop(message: Uint8Array, sealing: Sealing): Promise<Uint8Array> {
  const { domain, selector, results, arc, time, headers } = sealing;
  const instance = newestInstance(message) + 1;
  if (instance > 50 || newestIsBroken(message)) return message;
  return sealArc(message, {
    instance,
    domain,
    selector,
    privateKey: testKeys.rsa,
    authenticationResults: results,
    cv: instance === 1 ? 'none' : arc === 'pass' ? 'pass' : 'fail',
    time,
    ...(headers === undefined ? {} : { headers }),
  });
}

function newestInstance(message: Uint8Array): number {
  const text = Buffer.from(message).toString('latin1');
  return Math.max(0, ...[...text.matchAll(/^ARC-[\w-]+: i=(\d+)/gim)].map(([, instance]) => Number(instance)));
}

function newestIsBroken(message: Uint8Array): boolean {
  const text = Buffer.from(message).toString('latin1');
  const newest = newestInstance(message);
  return new RegExp(`^ARC-Seal: i=${newest};[^\\r]*cv=fail`, 'im').test(text.replace(/\r\n[ \t]+/g, ' '));
}
