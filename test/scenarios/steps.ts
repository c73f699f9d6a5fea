/**
 * The language of the scenarios: who hands what to whom. A message is composed and then passed through steps, each of which
 * adds what that system would add: trace fields, authentication results, stamps, signatures. Names and addresses are synthetic
 * (RFC 2606, RFC 5737); only operators' egress addresses lie in their real ranges, because recognising those is the point.
 */
import { Buffer } from 'node:buffer';
import { sealArc, signDkim, testKeys } from '../helpers/sign.ts';

/** One system on the way: takes the message so far, gives it with that system's additions. */
export type Step = (message: Uint8Array) => Promise<Uint8Array>;

export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** Milliseconds since the epoch, UTC. */
  readonly time: number;
  readonly body: string;
  readonly messageId: string;
  readonly fields?: readonly string[];
}

/** Composes a message and passes it through the steps, in order. */
export async function send(letter: Letter, ...steps: readonly Step[]): Promise<Uint8Array> {
  const fields = [
    `From: ${letter.from}`,
    `To: ${letter.to}`,
    `Subject: ${letter.subject}`,
    `Date: ${mailDate(letter.time)}`,
    `Message-ID: <${letter.messageId}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...(letter.fields ?? []),
  ];
  let message: Uint8Array = Buffer.from(`${fields.join('\r\n')}\r\n\r\n${letter.body.replace(/\r?\n/g, '\r\n')}`, 'utf8');
  for (const step of steps) message = await step(message);
  return message;
}

/** RFC 5322 date-time in UTC. */
export function mailDate(time: number): string {
  return new Date(time).toUTCString().replace('GMT', '+0000');
}

/** Puts fields on top, the first one topmost. */
export function prepend(...fields: readonly string[]): Step {
  return async (message) => Buffer.concat([Buffer.from(fields.map((field) => `${field}\r\n`).join(''), 'utf8'), message]);
}

/** Puts fields behind the last header field, where Exchange Online writes its stamps. */
export function append(...fields: readonly string[]): Step {
  return async (message) => {
    const buffer = Buffer.from(message);
    const end = buffer.indexOf('\r\n\r\n');
    return Buffer.concat([
      buffer.subarray(0, end + 2),
      Buffer.from(fields.map((field) => `${field}\r\n`).join(''), 'utf8'),
      buffer.subarray(end + 2),
    ]);
  };
}

/** Signs with a key of the domain; the snapshot holds the public half. */
export function sign(domain: string, selector: string, time: number, headers?: readonly string[]): Step {
  return (message) =>
    signDkim(message, { domain, selector, time, privateKey: testKeys.rsa, ...(headers === undefined ? {} : { headers }) });
}

/** Adds text to the end of the body, as mailing lists do. */
export function footer(text: string): Step {
  return async (message) => Buffer.concat([message, Buffer.from(`${text}\r\n`, 'utf8')]);
}

export interface Client {
  readonly ip: string;
  readonly helo: string;
  readonly rdns?: string;
}

/** An ordinary Postfix host that takes the message over. */
export function postfix(by: string, client: Client, time: number, id: string): Step {
  const rdns = client.rdns ?? client.helo;
  return prepend(
    `Received: from ${client.helo} (${rdns} [${client.ip}])\r\n\tby ${by} (Postfix) with ESMTPS id ${id}\r\n\tfor <someone@recv.example>; ${mailDate(time)}`,
  );
}

export interface Delivery {
  readonly by: string;
  readonly client: Client;
  readonly time: number;
  readonly id: string;
  readonly mailFrom: string;
  /** What the receiver recorded, as it would write it behind its authserv-id; null for a receiver that records nothing. */
  readonly results: readonly string[] | null;
}

/** The final receiver: takes the message over, records its checks, and writes the Return-Path. */
export function deliver(delivery: Delivery): Step {
  return async (message) => {
    const received = await postfix(delivery.by, delivery.client, delivery.time, delivery.id)(message);
    const results = delivery.results === null ? [] : [`Authentication-Results: ${delivery.by};\r\n\t${delivery.results.join(';\r\n\t')}`];
    return prepend(`Return-Path: <${delivery.mailFrom}>`, ...results)(received);
  };
}

export interface ExchangeTenant {
  /** The initial domain's first label: `bravo` for bravo.onmicrosoft.com. */
  readonly initial: string;
  readonly id: string;
  readonly organization: string;
}

export interface ExchangePassage {
  readonly tenant: ExchangeTenant;
  /** The host that connected, or null for a submission from a mailbox of the tenant. */
  readonly client: Client | null;
  readonly mailFromDomain: string;
  readonly fromDomain: string;
  /** What Exchange Online recorded of its ingress check. */
  readonly ingress: { readonly spf: string; readonly dkim: string; readonly dmarc: string };
  /** Observed meaning: 1 = From domain accepted in the tenant, 2 = not, 0 = not evaluated. */
  readonly senderCheck: 0 | 1 | 2;
  /** Domain and selector that it signs with, or null. */
  readonly signature: { readonly domain: string; readonly selector: string } | null;
  readonly time: number;
  readonly seal?: boolean;
}

const signedByExchange = ['From', 'Date', 'Subject', 'Message-ID', 'Content-Type', 'MIME-Version', 'X-MS-Exchange-SenderADCheck'];

/** Exchange Online takes a message over for a tenant, checks it, stamps, signs and seals it (standards.md 3.1). */
export function exchangeOnline(passage: ExchangePassage): Step {
  return async (message) => {
    const { tenant, client, time } = passage;
    const front = 'DU2PEPF00028D0C.mail.protection.outlook.com';
    const results = (sealed: boolean): string => {
      const { spf, dkim, dmarc } = passage.ingress;
      if (client === null) {
        return sealed
          ? `spf=pass smtp.mailfrom=${passage.mailFromDomain}; dmarc=pass action=none header.from=${passage.fromDomain}; dkim=pass header.d=${passage.fromDomain}; arc=none`
          : `dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=${passage.fromDomain};`;
      }
      return `spf=${spf} (sender ip is ${client.ip}) smtp.rcpttodomain=recv.example smtp.mailfrom=${passage.mailFromDomain}; dmarc=${dmarc} action=none header.from=${passage.fromDomain}; dkim=${dkim}; arc=none (0)`;
    };
    const stamps = [
      `X-MS-Exchange-SenderADCheck: ${passage.senderCheck}`,
      'X-MS-Exchange-AntiSpam-Relay: 0',
      `X-Forefront-Antispam-Report: CIP:${client?.ip ?? '255.255.255.255'};CTRY:;LANG:en;SCL:1;SRV:;IPV:NLI;SFV:NSPM;H:${client?.helo ?? front};PTR:;CAT:NONE;SFS:(13230040);DIR:OUT;SFP:1102;`,
      `X-OriginatorOrg: ${tenant.organization}`,
      `X-MS-Exchange-CrossTenant-Id: ${tenant.id}`,
      ...(client === null
        ? ['X-MS-Exchange-CrossTenant-AuthAs: Internal', 'X-MS-Exchange-CrossTenant-FromEntityHeader: Hosted']
        : [
            `X-MS-Exchange-CrossTenant-OriginalAttributedTenantConnectingIp: TenantId=${tenant.id};Ip=[${client.ip}];Helo=[${client.helo}]`,
            'X-MS-Exchange-CrossTenant-AuthAs: Anonymous',
          ]),
    ];
    const inside =
      'Received: from AS4P190CA0011.EURP190.PROD.OUTLOOK.COM (2603:10a6:20b:5de::13)\r\n by DB9PR05MB9837.eurprd05.prod.outlook.com (2603:10a6:10:4c5::10) with\r\n' +
      ` Microsoft SMTP Server (version=TLS1_2,\r\n cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.9298.16; ${mailDate(time + 2_000)}`;
    const entry =
      client === null
        ? 'Received: from AM7PR07MB6499.eurprd07.prod.outlook.com\r\n ([fe80::a4d2:6677:a960:4855]) by AM7PR07MB7042.eurprd07.prod.outlook.com\r\n' +
          ` ([fe80::a4d2:6677:a960:4855%6]) with mapi id 15.20.9434.009; ${mailDate(time)}`
        : `Received: from ${client.helo} (${client.ip}) by\r\n ${front} (10.167.242.8) with Microsoft SMTP\r\n Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.9298.10 via\r\n Frontend Transport; ${mailDate(time)}`;
    const ingressField = client === null ? 'Authentication-Results-Original' : 'X-MS-Exchange-Authentication-Results';
    let next = await append(...stamps)(message);
    next = await prepend(inside, `${ingressField}: ${results(false)}`, entry)(next);
    if (passage.signature !== null) {
      next = await sign(passage.signature.domain, passage.signature.selector, time + 1_000, signedByExchange)(next);
    }
    if (passage.seal === false) return next;
    return sealArc(next, {
      instance: 1,
      domain: 'microsoft.com',
      selector: 'arcselector10001',
      privateKey: testKeys.rsa,
      authenticationResults: `mx.microsoft.com 1; ${results(true)}`,
      cv: 'none',
      time: time + 1_000,
      headers: ['From', 'Date', 'Subject', 'Message-ID', 'Content-Type', 'MIME-Version'],
    });
  };
}
