/** Those who pass on what others wrote: mail gateways, hosters' relays, forwarders and mailing lists. */
import { signDkim, testKeys } from '../../helpers/sign.ts';
import { fieldValue } from '../language/header.ts';
import { adding, domainOf, type Host, type Leg, receivedByPostfix, reverseName } from '../language/parcel.ts';
import { check } from '../language/world.ts';
import { footer, mailDate, prepend, sign } from '../steps.ts';
import { sealOnTop } from './seal.ts';

/** The author's side signs before it hands the message in. */
export function signedBy(domain: string, selector: string, form: 'relaxed' | 'simple' = 'relaxed'): Leg {
  const canonicalization = `${form}/${form}`;
  return adding(
    ({ at }) =>
      (message) =>
        signDkim(message, { domain, selector, time: at, privateKey: testKeys.rsa, canonicalization }),
  );
}

/** A host of the author's own that takes the message from a workplace and hands it on. */
export function throughServer(host: Host): Leg {
  return async (parcel) => {
    const line = `Received: from [10.0.0.15] (desk.internal [10.0.0.15])\r\n\tby ${host.helo} (Postfix) with ESMTPSA id 4Wx2Ka0Zt7z1\r\n\tfor <${parcel.to}>; ${mailDate(parcel.at)}`;
    return { ...parcel, bytes: await prepend(line)(parcel.bytes), host, at: parcel.at + 1_000 };
  };
}

export interface Gateway {
  readonly operator: string;
  readonly host: Host;
  /** The host that it takes mail over with. */
  readonly by: string;
  readonly stamps: readonly string[];
}

export const gateways = {
  proofpoint: {
    operator: 'proofpoint',
    host: { ip: '148.163.156.11', helo: 'mx0a-00aa11bb.pphosted.com' },
    by: 'mx0a-00aa11bb.pphosted.com',
    stamps: ['X-Proofpoint-GUID: exampleGuid', 'X-Proofpoint-Virus-Version: vendor=baseguard'],
  },
  'proofpoint-essentials': {
    operator: 'proofpoint-essentials',
    host: { ip: '148.163.129.50', helo: 'dispatch1-us1.ppe-hosted.com' },
    by: 'mx1-us1.ppe-hosted.com',
    stamps: ['X-PPE-STACK: {"stack":"us5"}'],
  },
  mimecast: {
    operator: 'mimecast',
    host: { ip: '170.10.129.124', helo: 'us-smtp-delivery-124.mimecast.com' },
    by: 'relay.mimecast.com',
    stamps: ['X-Mimecast-Spam-Score: 0', 'X-Mimecast-Originator: alpha.example'],
  },
  barracuda: {
    operator: 'barracuda',
    host: { ip: '209.222.82.7', helo: 'outbound-ip7a.ess.barracuda.com' },
    by: 'mail.ess.barracudanetworks.com',
    stamps: ['X-BESS-Outbound-Spam-Status: SCORE=0.00 using account:ESS123456 scores of'],
  },
  'broadcom-ess': {
    operator: 'broadcom-ess',
    host: { ip: '85.158.142.10', helo: 'mail1.bemta24.messagelabs.com' },
    by: 'server-5.tower-5.messagelabs.com',
    stamps: ['X-SYMC-ESS-Client-Auth: outbound-route-from=pass'],
  },
  'cisco-ces': {
    operator: 'cisco-ces',
    host: { ip: '203.0.113.170', helo: 'esa.hc1234-56.iphmx.com' },
    by: 'esa.hc1234-56.iphmx.com',
    stamps: ['X-IronPort-AV: E=Sophos'],
  },
} as const satisfies Readonly<Record<string, Gateway>>;

export type GatewayName = keyof typeof gateways;

/** A domain's outbound gateway: it takes mail over from the domain's mail service, signs for the domain, and sends it out. */
export function throughGateway(name: GatewayName, key: { readonly domain: string; readonly selector: string } | null): Leg {
  return async (parcel) => {
    const gateway: Gateway = gateways[name];
    const { ip, helo } = parcel.host;
    const line = `Received: from ${helo} (${reverseName(parcel.host) ?? 'unknown'} [${ip}])\r\n\tby ${gateway.by} with ESMTPS id 43d0a8f5c2-1\r\n\tfor <${parcel.to}>; ${mailDate(parcel.at)}`;
    let bytes = await prepend(...gateway.stamps, line)(parcel.bytes);
    if (key !== null) bytes = await sign(key.domain, key.selector, parcel.at + 1_000)(bytes);
    return { ...parcel, bytes, host: gateway.host, at: parcel.at + 3_000 };
  };
}

export interface MailChannelsPassage {
  /** The hoster's account. */
  readonly account: string;
  /** `x-authuser|bob@bravo.example`, or the address of a host that the hoster forwarded for. */
  readonly sender: string;
  readonly seals: boolean;
}

export const mailChannelsEgress: Host = { ip: '23.83.212.18', helo: 'crane.ash.relay.mailchannels.net' };

/** MailChannels: writes the hoster's account, and seals it into an ARC set of its own. */
export function throughMailChannels({ account, sender, seals }: MailChannelsPassage): Leg {
  return async (parcel, world) => {
    const checks = await check(parcel, world, 'relay.mailchannels.net');
    const id = sender.startsWith('_forwarded-from') ? sender : `${account}|${sender}`;
    const line = `Received: from ${parcel.host.helo} (${parcel.host.helo} [${parcel.host.ip}])\r\n\tby relay.mailchannels.net (Postfix) with ESMTPA id 4Wx2Kb0Zt7z1;\r\n\t${mailDate(parcel.at)}`;
    const bytes = await prepend(
      `X-Sender-Id: ${id}`,
      line,
      `X-MailChannels-SenderId: ${id}`,
      `X-MailChannels-Auth-Id: ${account}`,
      'X-MC-Relay: Neutral',
    )(parcel.bytes);
    const next = { ...parcel, host: mailChannelsEgress, at: parcel.at + 2_000 };
    if (!seals) return { ...next, bytes };
    return {
      ...next,
      bytes: await sealOnTop(bytes, {
        domain: 'mailchannels.net',
        selector: 'arc-2022',
        results: `rspamd-6f4d8c7b5-abcde; auth=pass smtp.auth=${account} smtp.mailfrom=${parcel.mailFrom}`,
        arc: checks.arc,
        time: parcel.at + 1_000,
      }),
    };
  };
}

export interface Forwarding {
  readonly host: Host;
  /** The domain of the forwarding mailbox; SRS rewrites to it. */
  readonly domain: string;
  readonly rewrites: boolean;
  /** Text that is added to the body, which breaks signatures; null for none. */
  readonly footer?: string | null;
}

/** A forwarder on a host of its own (RFC 7960 section 3.2.1). */
export function forwardedBy({ host, domain, rewrites, footer: text = null }: Forwarding): Leg {
  return async (parcel) => {
    let bytes = await prepend(receivedByPostfix(parcel, host.helo, '4Wx3nD1gxPz2'))(parcel.bytes);
    if (text !== null) bytes = await footer(text)(bytes);
    const [local = '', original = ''] = parcel.mailFrom.split('@');
    const mailFrom = rewrites ? `SRS0=Xq1Z=NB=${original}=${local}@${domain}` : parcel.mailFrom;
    return { ...parcel, bytes, mailFrom, host, at: parcel.at + 3_000 };
  };
}

export const cloudflareEgress: Host = { ip: '203.0.113.171', helo: 'a-1.cloudflare-email.com' };

/** Cloudflare Email Routing: rewrites the reverse-path, signs for itself, and seals what it found. */
export function routedByCloudflare(domain: string): Leg {
  return async (parcel, world) => {
    const checks = await check(parcel, world, 'mx.cloudflare.net');
    const from = domainOf(fieldValue(parcel.bytes, 'from') ?? '');
    const line = `Received: from ${parcel.host.helo} (${parcel.host.ip})\r\n        by mx.cloudflare.net (unknown) id 4cOFExample1\r\n        for <desk@${domain}>; ${mailDate(parcel.at)}`;
    let bytes = await prepend(line)(parcel.bytes);
    bytes = await sign('cloudflare-email.net', 'cf2024-1', parcel.at + 1_000)(bytes);
    const signatures = checks.dkim.map(
      ({ result, domain: signer, selector, b }) => `dkim=${result} header.d=${signer} header.s=${selector} header.b=${b}`,
    );
    bytes = await sealOnTop(bytes, {
      domain: 'cloudflare-email.net',
      selector: 'cf2024-1',
      results: `mx.cloudflare.net; ${[...signatures, `dmarc=${checks.dmarc.result} header.from=${from}`, `spf=${checks.spf.result} smtp.mailfrom=${parcel.mailFrom}`].join('; ')}`,
      arc: checks.arc,
      time: parcel.at + 1_000,
    });
    const mailFrom = `srs0=${parcel.mailFrom.replace('@', '=')}@${domain}`;
    return { ...parcel, bytes, mailFrom, host: cloudflareEgress, at: parcel.at + 2_000 };
  };
}

export interface MailingList {
  readonly host: Host;
  readonly address: string;
  readonly footer: string | null;
  /** The domain that seals what the list found, or null for a list without ARC. */
  readonly sealer: { readonly domain: string; readonly selector: string } | null;
}

/** A mailing list on a host of its own: names itself, adds a footer, takes bounces itself (RFC 7960 section 3.2.3). */
export function throughList({ host, address, footer: text, sealer }: MailingList): Leg {
  return async (parcel, world) => {
    const checks = await check(parcel, world, host.helo);
    const from = domainOf(fieldValue(parcel.bytes, 'from') ?? '');
    let bytes = await prepend(receivedByPostfix(parcel, host.helo, '4Wx3nE1gxPz2'))(parcel.bytes);
    if (text !== null) bytes = await footer(text)(bytes);
    bytes = await prepend(`List-Id: <${address.replace('@', '.')}>`, `List-Post: <mailto:${address}>`, 'Precedence: list')(bytes);
    if (sealer !== null) {
      const signatures = checks.dkim.map(({ result, domain, selector }) => `dkim=${result} header.d=${domain} header.s=${selector}`);
      bytes = await sealOnTop(bytes, {
        ...sealer,
        results: `${host.helo}; ${[...signatures, `spf=${checks.spf.result} smtp.mailfrom=${parcel.mailFrom}`, `dmarc=${checks.dmarc.result} header.from=${from}`].join('; ')}`,
        arc: checks.arc,
        time: parcel.at + 1_000,
      });
    }
    return { ...parcel, bytes, mailFrom: address.replace('@', '-bounces@'), host, at: parcel.at + 3_000 };
  };
}
