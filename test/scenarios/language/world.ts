/**
 * The world of a scenario: its DNS, and what a system in it finds when it checks a message. The checks are made by mailauth, so that
 * what operators and receivers record in a scenario never comes from the engine that is tested with it.
 */
import { authenticate } from 'mailauth/lib/mailauth.js';
import type { Zone } from '../../helpers/zone.ts';
import type { Parcel } from './parcel.ts';

export interface World {
  readonly zone: Zone;
}

export interface SignatureCheck {
  readonly domain: string;
  readonly selector: string;
  readonly result: string;
  /** The first characters of `b=`, as Google prints them. */
  readonly b: string;
}

/** What a system found, in the words of RFC 8601. */
export interface Checks {
  readonly spf: { readonly result: string; readonly domain: string };
  readonly dkim: readonly SignatureCheck[];
  readonly dmarc: { readonly result: string; readonly policy: string };
  readonly arc: string;
}

/** Later zones win for the same name and type. */
export function mergeZones(...zones: readonly Zone[]): Zone {
  const merged: Record<string, Record<string, Zone[string][string]>> = {};
  for (const zone of zones) {
    for (const [name, answers] of Object.entries(zone)) merged[name] = { ...merged[name], ...answers };
  }
  return merged;
}

/** All checks that a system makes of the message when `parcel.host` hands it over. */
export async function check(parcel: Parcel, world: World, receiver: string): Promise<Checks> {
  const found = await authenticate(Buffer.from(parcel.bytes), {
    ip: parcel.host.ip,
    helo: parcel.host.helo,
    sender: parcel.mailFrom,
    mta: receiver,
    resolver: (name, type) => resolve(world.zone, name, type),
    disableBimi: true,
  });
  return {
    spf: { result: found.spf.status.result, domain: found.spf.domain },
    dkim: found.dkim.results
      .filter(({ signingDomain }) => signingDomain !== undefined)
      .map(({ signingDomain = '', selector = '', status, signature = '' }) => ({
        domain: signingDomain,
        selector,
        result: status.result,
        b: signature.slice(0, 8),
      })),
    dmarc:
      found.dmarc === false
        ? { result: 'none', policy: 'none' }
        : { result: found.dmarc.status.result, policy: found.dmarc.policy ?? 'none' },
    arc: found.arc === false ? 'none' : found.arc.status.result,
  };
}

/** Answers in the shape of `dns.promises.resolve`. The zone is the whole world. */
async function resolve(zone: Zone, name: string, type: string): Promise<unknown> {
  const owner = Object.entries(zone).find(([candidate]) => candidate.toLowerCase() === name.toLowerCase());
  const answer = owner?.[1][type];
  if (answer === undefined || typeof answer === 'string' || answer.length === 0) {
    const code = answer === 'SERVFAIL' ? 'ESERVFAIL' : owner === undefined || answer === 'NXDOMAIN' ? 'ENOTFOUND' : 'ENODATA';
    throw Object.assign(new Error(`query${type} ${code} ${name}`), { code });
  }
  if (type === 'TXT') return answer.map((text) => [text]);
  if (type !== 'MX') return answer;
  return answer.map((text) => {
    const [priority = '0', exchange = ''] = text.split(' ');
    return { priority: Number(priority), exchange };
  });
}
