/** Google on the sending and the forwarding side (standards.md 3.2). */
import { fieldValue } from '../language/header.ts';
import { domainOf, type Host, type Leg, type Parcel, reverseName } from '../language/parcel.ts';
import { check } from '../language/world.ts';
import { footer, mailDate, prepend, sign } from '../steps.ts';
import { sealOnTop } from './seal.ts';

export const googleEgress: Host = { ip: '209.85.208.43', helo: 'mail-ed1-f43.google.com' };

export interface GooglePassage {
  /** The primary domain of the tenant. */
  readonly tenant: string;
  readonly handIn: 'mailbox' | 'smtp-relay' | 'api';
  /** The domain that the tenant set a key up for (selector `google`), or null for Google's stand-in domain. */
  readonly signsFor: string | null;
}

/** `bravo.example` signs as `bravo-example.20230601.gappssmtp.com` until the tenant sets a key up. */
export function standInDomain(tenant: string): string {
  return `${tenant.replaceAll('.', '-')}.20230601.gappssmtp.com`;
}

export function throughGoogle(passage: GooglePassage): Leg {
  return async (parcel) => {
    const { ip, helo } = parcel.host;
    const date = mailDate(parcel.at);
    const entry = {
      mailbox: `Received: by mail-ed1-f43.google.com with SMTP id 4fb4d7f45d1cf-5e5c9662131so1234567a12.0\r\n        for <${parcel.to}>; ${date}`,
      'smtp-relay': `Received: from ${helo} (${reverseName(parcel.host) ?? 'unknown'}. [${ip}])\r\n        by smtp-relay.gmail.com with ESMTPS id 4fb4d7f45d1cf-5e5c9662131sm123456a12.1\r\n        for <${parcel.to}>; ${date}`,
      api: `Received: from 123456789012 named unknown by gmailapi.google.com with HTTPREST; ${date}`,
    }[passage.handIn];
    const own = passage.signsFor;
    let bytes = await prepend(entry)(parcel.bytes);
    bytes = await (own === null ? sign(standInDomain(passage.tenant), '20230601', parcel.at) : sign(own, 'google', parcel.at))(bytes);
    bytes = await prepend(...googleFields(parcel))(bytes);
    return { ...parcel, bytes, host: googleEgress, at: parcel.at + 2_000 };
  };
}

/** What every message out of Google carries on top. */
function googleFields({ at }: Parcel): readonly string[] {
  return [
    `X-Received: by 2002:a05:6402:2709:b0:5e5:aaaa:bbbb with SMTP id\r\n 4fb4d7f45d1cf-5e5e22e1f4emr1234567a12.3.1741680845; ${mailDate(at + 1_000)}`,
    'X-Google-DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=1e100.net; s=20230601;\r\n        h=from:to:subject; bh=AAAA; b=AAAA',
    'X-Gm-Message-State: AOJu0YwExample1',
  ];
}

export interface GmailForward {
  /** The mailbox that forwards, and where to. */
  readonly mailbox: string;
  readonly to: string;
}

/** A Gmail mailbox that forwards: Google checks, seals what it found, and rewrites the reverse-path (`+caf_=`). */
export function forwardedByGmail({ mailbox, to }: GmailForward): Leg {
  return async (parcel, world) => {
    const bytes = await sealedByGoogle(parcel, await incoming(parcel), world);
    const [local = '', domain = ''] = mailbox.split('@');
    const marks = [...googleFields(parcel), `X-Forwarded-To: ${to}`, `X-Forwarded-For: ${mailbox} ${to}`, `Delivered-To: ${mailbox}`];
    return {
      bytes: await prepend(...marks)(bytes),
      mailFrom: `${local}+caf_=${to.replace('@', '=')}@${domain}`,
      to,
      host: googleEgress,
      at: parcel.at + 3_000,
    };
  };
}

export interface GoogleGroup {
  readonly address: string;
  /** The primary domain of the tenant that the group belongs to. */
  readonly tenant: string;
  /** Text that the group adds to the body, which breaks the author's signature; null for none. */
  readonly footer: string | null;
}

/** A Google Group that passes a post on to a member. */
export function throughGoogleGroup({ address, tenant, footer: text }: GoogleGroup): Leg {
  return async (parcel, world) => {
    let bytes = await sealedByGoogle(parcel, await incoming(parcel), world, text);
    bytes = await prepend(
      `List-ID: <${address.replace('@', '.')}>`,
      `Mailing-list: list ${address}; contact ${address.replace('@', '+owners@')}`,
      'X-Google-Group-Id: 123456789012',
      `X-Original-Sender: ${parcel.mailFrom}`,
    )(bytes);
    bytes = await sign(standInDomain(tenant), '20230601', parcel.at + 1_000)(bytes);
    bytes = await prepend(...googleFields(parcel))(bytes);
    const mailFrom = `${address.replace('@', '+bncBC1@')}`;
    return { ...parcel, bytes, mailFrom, host: googleEgress, at: parcel.at + 3_000 };
  };
}

async function incoming(parcel: Parcel): Promise<Uint8Array> {
  const { ip, helo } = parcel.host;
  return prepend(
    `Received: from ${helo} (${reverseName(parcel.host) === null ? '' : `${reverseName(parcel.host)}. `}[${ip}])\r\n        by mx.google.com with ESMTPS id 5b1f17b1804b1-43d0a8f5c2fsi1234567f8f.17.2026.03.11\r\n        for <${parcel.to}>;\r\n        ${mailDate(parcel.at)}`,
  )(parcel.bytes);
}

/** Google's ARC set over what it found at hand-in; a footer is added before the seal, as a group does. */
async function sealedByGoogle(
  parcel: Parcel,
  bytes: Uint8Array,
  world: Parameters<Leg>[1],
  text: string | null = null,
): Promise<Uint8Array> {
  const checks = await check(parcel, world, 'mx.google.com');
  const changed = text === null ? bytes : await footer(text)(bytes);
  const from = domainOf(fieldValue(parcel.bytes, 'from') ?? '');
  const signatures = checks.dkim.map(
    ({ result, domain, selector, b }) => `dkim=${result} header.i=@${domain} header.s=${selector} header.b=${b}`,
  );
  const results = [
    ...signatures,
    `spf=${checks.spf.result} (google.com: ${parcel.host.ip} checked for ${parcel.mailFrom}) smtp.mailfrom=${parcel.mailFrom}`,
    `dmarc=${checks.dmarc.result} (p=${checks.dmarc.policy.toUpperCase()} dis=NONE) header.from=${from}`,
  ];
  return sealOnTop(changed, {
    domain: 'google.com',
    selector: 'arc-20240605',
    results: `mx.google.com; ${results.join('; ')}`,
    arc: checks.arc,
    time: parcel.at + 1_000,
  });
}
