/**
 * Exchange Online on the sending side (standards.md 3.1): it checks what is handed in, removes the stamps that only it may write,
 * stamps, signs with the customer's key or the tenant's default one, and seals its own ingress check.
 */
import { mapFields } from '../language/header.ts';
import { domainOf, type Host, type Leg, type Parcel } from '../language/parcel.ts';
import { type Checks, check } from '../language/world.ts';
import { append, mailDate, prepend, sign } from '../steps.ts';
import { sealOnTop } from './seal.ts';

export interface ExchangeTenant {
  /** The initial domain's first label: `bravo` for bravo.onmicrosoft.com. */
  readonly initial: string;
  readonly id: string;
  readonly organization: string;
}

export interface ExchangePassage {
  readonly tenant: ExchangeTenant;
  /** From a mailbox of the tenant, over SMTP through its connector, or forwarded out of one of its mailboxes. */
  readonly handIn: 'mailbox' | 'connector' | 'forward';
  /** Domains that the tenant has proved to own; mail from them is stamped with SenderADCheck 1. */
  readonly accepts: readonly string[];
  /** Domains for which the tenant set up a key of its own, at selector1. */
  readonly signsFor: readonly string[];
  readonly pool: keyof typeof exchangePools;
  /** Whether a forward rewrites the reverse-path. */
  readonly rewrites?: boolean;
  /**
   * What the service leaves in the message; everything where left out. `tenant` is the least that a list archive keeps: the tenant's marks and
   * the accepted-domain check. A smuggled message is never seen by it and carries nothing.
   */
  readonly leaves?: readonly ('stamps' | 'tenant' | 'trace' | 'signature' | 'seal')[];
  /** The host that it sends from, where it is not one of the real pools. */
  readonly egress?: Host;
}

export const exchangePools = {
  normal: { ip: '40.107.117.56', helo: 'EUR05-DB8-obe.outbound.protection.outlook.com' },
  'high-risk': { ip: '52.100.161.221', helo: 'NAM02-BN1-obe.outbound.protection.outlook.com' },
  relay: { ip: '40.95.86.41', helo: 'EUR03-AM7-obe.outbound.protection.outlook.com' },
} as const satisfies Readonly<Record<string, Host>>;

const reportPool = { normal: '1102', 'high-risk': '1501', relay: '1021' } as const;

/** Fields that the header firewall removes from what a customer hands in; the ingress results are not among them. */
const firewalled =
  /^(x-ms-exchange-(organization-|crosstenant-|senderadcheck|antispam-relay)|x-originatororg$|x-forefront-antispam-report|x-microsoft-antispam)/;

const signedFields = ['From', 'Date', 'Subject', 'Message-ID', 'Content-Type', 'MIME-Version', 'X-MS-Exchange-SenderADCheck'];
/** The stamps that name the tenant and what it owns. */
const archived = /^(x-ms-exchange-(senderadcheck|crosstenant-)|x-originatororg)/i;
const front = 'DU2PEPF00028D0C.mail.protection.outlook.com';

const everything = ['stamps', 'trace', 'signature', 'seal'] as const;

export function throughExchange(passage: ExchangePassage): Leg {
  return async (parcel, world) => {
    const { tenant, handIn, leaves = everything } = passage;
    const fromDomain = domainOf(fromOf(parcel));
    const isMailbox = handIn === 'mailbox';
    const checks = await check(parcel, world, front);
    const host = passage.egress ?? exchangePools[passage.pool];
    const next = { ...parcel, host, at: parcel.at + 4_000, mailFrom: reversePath(parcel, passage) };
    if (leaves.length === 0) return next;

    const isAccepted = passage.accepts.includes(fromDomain);
    const senderCheck = handIn === 'forward' ? 0 : isAccepted ? 1 : 2;
    let bytes = mapFields(parcel.bytes, (field, name) => (firewalled.test(name) ? null : field));
    const stamps = stampsOf(parcel, passage, senderCheck);
    if (leaves.includes('stamps')) bytes = await append(...stamps)(bytes);
    else if (leaves.includes('tenant')) bytes = await append(...stamps.filter((stamp) => archived.test(stamp)))(bytes);
    if (leaves.includes('trace')) bytes = await prepend(...traceOf(parcel, passage, checks, fromDomain))(bytes);
    if (leaves.includes('signature')) {
      const own = isAccepted && passage.signsFor.includes(fromDomain);
      const defaultName = `${tenant.initial}.onmicrosoft.com`;
      bytes = own
        ? await sign(fromDomain, 'selector1', parcel.at + 2_000, signedFields)(bytes)
        : await sign(defaultName, `selector1-${tenant.initial}-onmicrosoft-com`, parcel.at + 2_000, signedFields)(bytes);
    }
    if (!leaves.includes('seal')) return { ...next, bytes };
    bytes = await sealOnTop(bytes, {
      domain: 'microsoft.com',
      selector: 'arcselector10001',
      results: `mx.microsoft.com 1; ${isMailbox ? nominalResults(parcel, fromDomain) : ingressResults(parcel, checks, fromDomain, true)}`,
      arc: checks.arc,
      time: parcel.at + 2_000,
      headers: ['From', 'Date', 'Subject', 'Message-ID', 'Content-Type', 'MIME-Version'],
    });
    return { ...next, bytes };
  };
}

function fromOf(parcel: Parcel): string {
  return /^From: (.*)$/im.exec(Buffer.from(parcel.bytes).toString('utf8'))?.[1]?.trim() ?? '';
}

/** SRS as Exchange Online writes it: the tenant's own domain, the original one in the local part. */
function reversePath(parcel: Parcel, { handIn, rewrites = true, tenant }: ExchangePassage): string {
  return handIn === 'forward' && rewrites ? `bounces+SRS=Xq1Zr=NB@${tenant.organization}` : parcel.mailFrom;
}

function stampsOf(parcel: Parcel, passage: ExchangePassage, senderCheck: number): readonly string[] {
  const { tenant, handIn, pool } = passage;
  const { ip, helo } = parcel.host;
  const isMailbox = handIn === 'mailbox';
  return [
    `X-MS-Exchange-SenderADCheck: ${senderCheck}`,
    `X-MS-Exchange-AntiSpam-Relay: ${pool === 'relay' ? 1 : 0}`,
    `X-Forefront-Antispam-Report: CIP:${isMailbox ? '255.255.255.255' : ip};CTRY:;LANG:en;SCL:1;SRV:;IPV:NLI;SFV:NSPM;H:${isMailbox ? front : helo};PTR:;CAT:NONE;SFS:(13230040);DIR:OUT;SFP:${reportPool[pool]};`,
    `X-OriginatorOrg: ${tenant.organization}`,
    `X-MS-Exchange-CrossTenant-Id: ${tenant.id}`,
    ...(handIn === 'connector'
      ? [
          `X-MS-Exchange-CrossTenant-OriginalAttributedTenantConnectingIp: TenantId=${tenant.id};Ip=[${ip}];Helo=[${helo}]`,
          'X-MS-Exchange-CrossTenant-AuthAs: Anonymous',
          'X-MS-Exchange-CrossTenant-FromEntityHeader: HybridOnPrem',
        ]
      : isMailbox
        ? ['X-MS-Exchange-CrossTenant-AuthAs: Internal', 'X-MS-Exchange-CrossTenant-FromEntityHeader: Hosted']
        : ['X-MS-Exchange-CrossTenant-AuthAs: Anonymous', 'X-MS-Exchange-CrossTenant-FromEntityHeader: Internet']),
  ];
}

function traceOf(parcel: Parcel, passage: ExchangePassage, checks: Checks, fromDomain: string): readonly string[] {
  const { ip, helo } = parcel.host;
  const inside =
    'Received: from AS4P190CA0011.EURP190.PROD.OUTLOOK.COM (2603:10a6:20b:5de::13)\r\n by DB9PR05MB9837.eurprd05.prod.outlook.com (2603:10a6:10:4c5::10) with\r\n' +
    ` Microsoft SMTP Server (version=TLS1_2,\r\n cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.9298.16; ${mailDate(parcel.at + 1_000)}`;
  if (passage.handIn === 'mailbox') {
    return [
      inside,
      `Authentication-Results-Original: dkim=none (message not signed)\r\n header.d=none;dmarc=none action=none header.from=${fromDomain};`,
      'Received: from AM7PR07MB6499.eurprd07.prod.outlook.com\r\n ([fe80::a4d2:6677:a960:4855]) by AM7PR07MB7042.eurprd07.prod.outlook.com\r\n' +
        ` ([fe80::a4d2:6677:a960:4855%6]) with mapi id 15.20.9434.009; ${mailDate(parcel.at)}`,
    ];
  }
  const received = `Received: from ${helo} (${ip}) by\r\n ${front} (10.167.242.8) with Microsoft SMTP\r\n Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.9298.10 via\r\n Frontend Transport; ${mailDate(parcel.at)}`;
  const own = `X-MS-Exchange-Authentication-Results: ${ingressResults(parcel, checks, fromDomain, false)}`;
  return [inside, own, received];
}

/** What it writes for a mailbox submission: nominal passes, without any key (LESSONS.md). */
function nominalResults({ mailFrom }: Parcel, fromDomain: string): string {
  return `spf=pass smtp.mailfrom=${domainOf(mailFrom)}; dmarc=pass action=none header.from=${fromDomain}; dkim=pass header.d=${fromDomain}; arc=none`;
}

export function ingressResults(parcel: Parcel, checks: Checks, fromDomain: string, sealed: boolean): string {
  const { ip } = parcel.host;
  const spf = `spf=${checks.spf.result} (sender ${sealed ? 'ip' : 'IP'} is ${ip})${sealed ? ' smtp.rcpttodomain=recv.example' : ''} smtp.mailfrom=${checks.spf.domain}`;
  const dmarc = `dmarc=${checks.dmarc.result}${checks.dmarc.policy === 'none' ? '' : ` (p=${checks.dmarc.policy} sp=${checks.dmarc.policy} pct=100)`} action=none header.from=${fromDomain}`;
  const signed = checks.dkim.find(({ result }) => result === 'pass') ?? checks.dkim[0];
  const dkim =
    signed === undefined
      ? 'dkim=none (message not signed)'
      : `dkim=${signed.result} (${signed.result === 'pass' ? 'signature was verified' : 'signature did not verify'}) header.d=${signed.domain}`;
  return sealed ? `${spf}; dmarc=${dmarc.slice(6)}; ${dkim}; arc=none (0)` : `${spf}; ${dkim};${dmarc};`;
}
