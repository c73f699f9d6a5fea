/** The receivers: what they check, what they record, and what they rename or remove of what others had stamped. */
import { fieldValue, mapFields } from '../language/header.ts';
import { domainOf, type Leg, type Parcel, receivedByPostfix, reverseName } from '../language/parcel.ts';
import { type Checks, check } from '../language/world.ts';
import { append, mailDate, prepend } from '../steps.ts';
import { sealOnTop } from './seal.ts';

export const receiverNames = ['postfix', 'silent-postfix', 'gmail', 'outlook'] as const;
export type ReceiverName = (typeof receiverNames)[number];

/** The receiver of that name takes the message over. `silent-postfix` records nothing but the transfer. */
export function receivedBy(name: ReceiverName): Leg {
  switch (name) {
    case 'postfix':
      return postfixReceiver(true);
    case 'silent-postfix':
      return postfixReceiver(false);
    case 'gmail':
      return gmailReceiver;
    case 'outlook':
      return outlookReceiver;
  }
}

/** A plain Postfix host with a milter that writes Authentication-Results (RFC 8601). */
function postfixReceiver(records: boolean): Leg {
  return async (parcel, world) => {
    const by = 'mx.recv.example';
    const checks = await check(parcel, world, by);
    const results = [
      `spf=${checks.spf.result} smtp.mailfrom=${parcel.mailFrom === '' ? `postmaster@${parcel.host.helo}` : parcel.mailFrom}`,
      ...(checks.dkim.length === 0
        ? ['dkim=none']
        : checks.dkim.map(({ result, domain, selector }) => `dkim=${result} header.d=${domain} header.s=${selector}`)),
      `dmarc=${checks.dmarc.result} (p=${checks.dmarc.policy} dis=none) header.from=${fromDomainOf(parcel)}`,
      ...(checks.arc === 'none' ? [] : [`arc=${checks.arc}`]),
    ];
    const fields = [
      `Return-Path: <${parcel.mailFrom}>`,
      ...(records ? [`Authentication-Results: ${by};\r\n\t${results.join(';\r\n\t')}`] : []),
      receivedByPostfix(parcel, by, '4Wx2Kq0Zt7z5'),
    ];
    return { ...parcel, bytes: await prepend(...fields)(parcel.bytes) };
  };
}

/** Gmail: its results stand below its Received line, and again in the ARC set that it seals above it (standards.md 3.2). */
const gmailReceiver: Leg = async (parcel, world) => {
  const by = 'mx.google.com';
  const checks = await check(parcel, world, by);
  const { ip, helo } = parcel.host;
  const results = googleResults(parcel, checks);
  const received =
    `Received: from ${helo} (${reverseName(parcel.host) === null ? '' : `${reverseName(parcel.host)}. `}[${ip}])\r\n        by ${by} with ESMTPS id 5b1f17b1804b1-43d0a8f5c2fsi1234567f8f.17.2026.03.11\r\n        for <${parcel.to}>\r\n` +
    `        (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256);\r\n        ${mailDate(parcel.at)}`;
  const below = [
    `Return-Path: <${parcel.mailFrom}>`,
    received,
    `Received-SPF: ${checks.spf.result} (google.com: ${ip} checked for ${parcel.mailFrom}) client-ip=${ip};`,
    `Authentication-Results: ${by};\r\n       ${results.join(';\r\n       ')}`,
  ];
  let bytes = await prepend(...below)(parcel.bytes);
  bytes = await sealOnTop(bytes, {
    domain: 'google.com',
    selector: 'arc-20240605',
    results: `${by}; ${results.join('; ')}`,
    arc: checks.arc,
    time: parcel.at + 1_000,
  });
  const inside = `Received: by 2002:a05:6000:1787:b0:390:f0ff:2bf6 with SMTP id e7csp1234567wrg;\r\n        ${mailDate(parcel.at + 1_000)}`;
  return { ...parcel, bytes: await prepend(`Delivered-To: ${parcel.to}`, inside)(bytes) };
};

function googleResults(parcel: Parcel, checks: Checks): readonly string[] {
  return [
    ...checks.dkim.map(({ result, domain, selector, b }) => `dkim=${result} header.i=@${domain} header.s=${selector} header.b=${b}`),
    ...(checks.arc === 'none' ? [] : [`arc=${checks.arc} (i=1)`]),
    `spf=${checks.spf.result} (google.com: ${parcel.host.ip} checked for ${parcel.mailFrom}) smtp.mailfrom=${parcel.mailFrom}`,
    `dmarc=${checks.dmarc.result} (p=${checks.dmarc.policy.toUpperCase()} sp=${checks.dmarc.policy.toUpperCase()} dis=NONE) header.from=${fromDomainOf(parcel)}`,
  ];
}

/** Fields of the sending organisation that a Microsoft receiver keeps under another name, and those that it removes. */
const untrusted: Readonly<Record<string, string>> = {
  'x-forefront-antispam-report': 'X-Forefront-Antispam-Report-Untrusted',
  'x-microsoft-antispam': 'X-Microsoft-Antispam-Untrusted',
};
const stripped = /^x-ms-exchange-(crosstenant-(?!originalattributedtenantconnectingip$)|organization-)|^x-originatororg$/;

const consumerTenant = '84df9e7f-e9f6-40af-b435-aaaaaaaaaaaa';

/** Outlook.com: no authserv-id, its own ARC set on top, the sender's stamps renamed or replaced (standards.md 3.1). */
const outlookReceiver: Leg = async (parcel, world) => {
  const by = 'BN1PEPF00004687.mail.protection.outlook.com';
  const checks = await check(parcel, world, by);
  const { ip, helo } = parcel.host;
  const from = fromDomainOf(parcel);
  const signed = checks.dkim.find(({ result }) => result === 'pass') ?? checks.dkim[0];
  const dkim =
    signed === undefined
      ? 'dkim=none (message not signed) header.d=none'
      : `dkim=${signed.result} (signature ${signed.result === 'pass' ? 'was verified' : 'did not verify'}) header.d=${signed.domain}`;
  const dmarc = `dmarc=${checks.dmarc.result} action=none header.from=${from}`;
  const spf = `spf=${checks.spf.result} (sender IP is ${ip}) smtp.mailfrom=${checks.spf.domain}`;
  let bytes = mapFields(parcel.bytes, (field, name) => {
    if (stripped.test(name)) return null;
    const renamed = untrusted[name];
    return renamed === undefined ? field : `${renamed}${field.slice(field.indexOf(':'))}`;
  });
  bytes = await append(
    `Return-Path: ${parcel.mailFrom}`,
    'X-IncomingHeaderCount: 20',
    'X-MS-Exchange-Organization-Network-Message-Id: b072a6b5-12b8-45c8-75bc-08dd4a2e48b5',
    `X-EOPTenantAttributedMessage: ${consumerTenant}:0`,
    'X-EOPAttributedMessage: 0',
    'X-MS-Exchange-Organization-AuthAs: Anonymous',
    'X-MS-Exchange-EOPDirect: true',
    `X-Sender-IP: ${ip}`,
    `X-MS-Exchange-CrossTenant-Id: ${consumerTenant}`,
    'X-MS-Exchange-CrossTenant-AuthAs: Anonymous',
    'X-MS-Exchange-CrossTenant-FromEntityHeader: Internet',
  )(bytes);
  const outside = `Received: from ${helo} (${ip}) by\r\n ${by} (10.167.243.132) with Microsoft SMTP\r\n Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.8445.10 via\r\n Frontend Transport; ${mailDate(parcel.at)}`;
  const inside =
    'Received: from BN1PEPF00004687.namprd05.prod.outlook.com\r\n (2603:10b6:408:f5:cafe::66) by BN9PR03CA0274.outlook.office365.com\r\n (2603:10b6:408:f5::9) with Microsoft SMTP Server (version=TLS1_3,\r\n' +
    ` cipher=TLS_AES_256_GCM_SHA384) id 15.20.8398.31 via Frontend Transport; ${mailDate(parcel.at + 1_000)}`;
  const receivedSpf = `Received-SPF: ${checks.spf.result} (protection.outlook.com: domain of ${checks.spf.domain})\r\n receiver=protection.outlook.com; client-ip=${ip};\r\n helo=${helo}; pr=C`;
  bytes = await prepend(
    inside,
    `Authentication-Results: ${spf}; ${dkim};\r\n ${dmarc};compauth=pass reason=100`,
    receivedSpf,
    outside,
  )(bytes);
  bytes = await sealOnTop(bytes, {
    domain: 'microsoft.com',
    selector: 'arcselector10001',
    results: `mx.microsoft.com 1; ${spf.replace('IP', 'ip')}; ${dmarc}; ${dkim}; arc=${checks.arc} (0)`,
    arc: checks.arc,
    time: parcel.at + 2_000,
    headers: ['From', 'Date', 'Subject', 'Message-ID', 'Content-Type', 'MIME-Version'],
  });
  return { ...parcel, bytes };
};

function fromDomainOf(parcel: Parcel): string {
  return domainOf(fieldValue(parcel.bytes, 'from') ?? '');
}
