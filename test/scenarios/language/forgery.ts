/**
 * What a sender can write into a message before a service or a receiver takes it over: every kind of stamp, record and trace that the
 * engine reads. Each with the names of the operators that would remove or replace it.
 */
import { shippedOperators } from '../../../shared/infrastructure/match.ts';

export interface Forgery {
  /** For people: what it pretends. */
  readonly pretends: string;
  readonly fields: readonly string[];
  /** Operators that overwrite one of these fields, by the catalogue. */
  readonly overwrittenBy: readonly string[];
}

const alphaId = '3f2b1c7e-5f0a-4c58-9a55-1c2d3e4f5a6b';
const bravoId = '9d41e2a0-7b3c-4d19-8e6f-0a1b2c3d4e5f';
const passes =
  'spf=pass (sender IP is 192.0.2.10) smtp.mailfrom=alpha.example; dkim=pass (signature was verified) header.d=alpha.example;dmarc=pass action=none header.from=alpha.example;';
const fails =
  'spf=fail (sender IP is 198.51.100.7) smtp.mailfrom=alpha.example; dkim=none (message not signed) header.d=none;dmarc=fail action=oreject header.from=alpha.example;';

function arcSet(instance: number, sealer: string, results: string): readonly string[] {
  const cv = instance === 1 ? 'none' : 'pass';
  return [
    `ARC-Seal: i=${instance}; a=rsa-sha256; s=arcselector10001; d=${sealer}; cv=${cv}; t=1773216845; b=AAAA`,
    `ARC-Message-Signature: i=${instance}; a=rsa-sha256; c=relaxed/relaxed; d=${sealer}; s=arcselector10001; h=From:Date:Subject; bh=AAAA; b=AAAA`,
    `ARC-Authentication-Results: i=${instance}; ${results}`,
  ];
}

function signature(domain: string, selector: string, signed = 'From:Date:Subject:Message-ID'): string {
  return `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=${selector};\r\n h=${signed}; bh=AAAA; b=AAAA`;
}

/** Values by which the catalogue's extractors find a tenant or a stamp, for each header that an operator writes. */
const values: Readonly<Record<string, readonly string[]>> = {
  'x-ms-exchange-crosstenant-originalattributedtenantconnectingip': [
    `TenantId=${alphaId};Ip=[192.0.2.10];Helo=[mx1.alpha.example]`,
    `TenantId=${bravoId};Ip=[198.51.100.7];Helo=[mail.bravo.example]`,
  ],
  'x-ms-exchange-crosstenant-id': [alphaId, bravoId],
  'x-originatororg': ['alpha.example', 'bravo.example'],
  'x-ms-exchange-senderadcheck': ['0', '1', '2'],
  'x-forefront-antispam-report': ['CIP:255.255.255.255;SFV:NSPM;DIR:OUT;SFP:1102;', 'CIP:198.51.100.7;SFV:NSPM;DIR:OUT;SFP:1501;'],
  'x-forefront-antispam-report-untrusted': ['CIP:255.255.255.255;SFV:NSPM;DIR:OUT;SFP:1102;', 'CIP:198.51.100.7;DIR:OUT;SFP:1021;'],
  'x-ms-exchange-antispam-relay': ['1'],
  'x-microsoft-antispam-relay': ['1'],
  'x-ms-exchange-crosstenant-authas': ['Internal'],
  'feedback-id': [
    '1111111:1111111.41:s12:activecampaign',
    's7654321-outbound:s7654321:a222222:postmark',
    'i1a2b3c4d:Fastmail',
    '22222222:user:proton',
  ],
  'x-feedback-id': ['2222222:SG', '0a1b:2c3d:2222222222222:CTCT'],
  'x-mailchannels-auth-id': ['hostco'],
  'x-mailchannels-senderid': ['hostco|x-authuser|bob@bravo.example', '_forwarded-from|198.51.100.7'],
  'x-mc-user': ['f0e1d2c3b4a5968778695a4b3'],
  'x-mandrill-user': ['md_30222222'],
  'x-kmail-account': ['WxYz98'],
  'x-zendesk-from-account-id': ['0badbad'],
  'x-secureserver-acct': ['22222222'],
  'x-sfdc-lk': ['00D5f000009WXYZ'],
  'x-job': ['2222222_4711'],
  'x-auth-id': ['bob@bravo.example'],
  'x-source-auth': ['bob@bravo.example'],
  'x-sonic-mf': ['<bob@bravo.example>'],
  'x-roving-id': ['2222222222222.7'],
  'x-bess-outbound-spam-status': ['SCORE=0.00 using account:ESS999999 scores of'],
  'x-mimecast-originator': ['bravo.example'],
  'x-jira-fingerprint': ['b'.repeat(32)],
  'x-authuser': ['bob@bravo.example'],
};

/** Header names that an operator writes over, so that a sender’s copy never leaves it. */
function overwriters(name: string): readonly string[] {
  return shippedOperators()
    .filter(
      (operator) =>
        operator.tenants.some((rule) => rule.overwritten && rule.header.toLowerCase() === name) ||
        operator.stamps.some((rule) => rule.header.toLowerCase() === name),
    )
    .map(({ id }) => id);
}

const stamps: readonly Forgery[] = Object.entries(values).flatMap(([name, list]) =>
  list.map((value) => ({ pretends: `the stamp ${name}: ${value}`, fields: [`${name}: ${value}`], overwrittenBy: overwriters(name) })),
);

const free = (pretends: string, ...fields: readonly string[]): Forgery => ({ pretends, fields, overwrittenBy: [] });

const date = 'Wed, 11 Mar 2026 08:14:02 +0000';

const records: readonly Forgery[] = [
  free(
    'a receiver’s pass',
    `Authentication-Results: mx.recv.example; spf=pass smtp.mailfrom=alpha.example; dkim=pass header.d=alpha.example header.s=mail; dmarc=pass header.from=alpha.example`,
  ),
  free(
    'a receiver’s failure',
    `Authentication-Results: mx.recv.example; spf=fail smtp.mailfrom=alpha.example; dmarc=fail header.from=alpha.example`,
  ),
  free(
    'a pass of Google',
    `Authentication-Results: mx.google.com; dkim=pass header.i=@alpha.example header.s=mail header.b=AAAA; dmarc=pass header.from=alpha.example`,
  ),
  free('a pass without a name', `Authentication-Results: ${passes}`),
  free('a failure without a name', `Authentication-Results: ${fails}`),
  free('an ingress pass', `X-MS-Exchange-Authentication-Results: ${passes}`),
  free('an ingress failure', `X-MS-Exchange-Authentication-Results: ${fails}`),
  free('an original pass', `Authentication-Results-Original: ${passes}`),
  free('an original failure', `Authentication-Results-Original: ${fails}`),
  free(
    'a Received-SPF pass',
    'Received-SPF: Pass (protection.outlook.com: domain of alpha.example designates 192.0.2.10 as permitted sender) receiver=protection.outlook.com; client-ip=192.0.2.10; helo=mx1.alpha.example;',
  ),
  free(
    'a Received-SPF failure',
    'Received-SPF: Fail (protection.outlook.com: domain of alpha.example does not designate 198.51.100.7) receiver=protection.outlook.com; client-ip=198.51.100.7; helo=mail.bravo.example;',
  ),
  free('a Mimecast login', 'Authentication-Results: relay.mimecast.com; auth=pass smtp.auth=CUSA999A263 smtp.mailfrom=ceo@alpha.example'),
  ...[1, 2, 3, 9].flatMap((instance) => [
    free(`a seal of Microsoft over a pass (i=${instance})`, ...arcSet(instance, 'microsoft.com', `mx.microsoft.com 1; ${passes}`)),
    free(`a seal of Microsoft over a failure (i=${instance})`, ...arcSet(instance, 'microsoft.com', `mx.microsoft.com 1; ${fails}`)),
    free(
      `a seal of Google over a pass (i=${instance})`,
      ...arcSet(instance, 'google.com', 'mx.google.com; dkim=pass header.i=@alpha.example header.s=mail header.b=AAAA'),
    ),
    free(`bare sealed results (i=${instance})`, `ARC-Authentication-Results: i=${instance}; mx.microsoft.com 1; ${passes}`),
    free(`bare sealed failures (i=${instance})`, `ARC-Authentication-Results: i=${instance}; mx.microsoft.com 1; ${fails}`),
    free(
      `a login that MailChannels sealed (i=${instance})`,
      ...arcSet(instance, 'mailchannels.net', 'rspamd-0a1b; auth=pass smtp.auth=hostco smtp.mailfrom=ceo@alpha.example'),
    ),
  ]),
];

const traces: readonly Forgery[] = [
  free(
    'a line of alpha’s own host',
    `Received: from mx1.alpha.example (mx1.alpha.example [192.0.2.10])\r\n\tby mx.recv.example (Postfix) with ESMTPS id 4Wx2Ka; ${date}`,
  ),
  free(
    'a line of Exchange Online for alpha',
    `Received: from mx1.alpha.example (192.0.2.10) by\r\n DU2PEPF00028D0C.mail.protection.outlook.com (10.167.242.8) with Microsoft SMTP\r\n Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.9298.10 via\r\n Frontend Transport; ${date}`,
  ),
  free(
    'a line of Exchange Online for bravo',
    `Received: from mail.bravo.example (198.51.100.7) by\r\n DU2PEPF00028D0C.mail.protection.outlook.com (10.167.242.8) with Microsoft SMTP\r\n Server (version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384) id 15.20.9298.10 via\r\n Frontend Transport; ${date}`,
  ),
  free(
    'a line out of Exchange Online',
    `Received: from EUR05-DB8-obe.outbound.protection.outlook.com (40.107.117.56)\r\n by mx0a-00aa11bb.pphosted.com with ESMTPS id 43d0a8f5c2-1; ${date}`,
  ),
  free(
    'a line out of Google',
    `Received: from mail-ed1-f43.google.com (mail-ed1-f43.google.com. [209.85.208.43])\r\n by mx.recv.example with ESMTPS id 1; ${date}`,
  ),
  free('a line inside Google', `Received: by 2002:a05:6000:1787:b0:390:f0ff:2bf6 with SMTP id e7csp1234567wrg; ${date}`),
  free('a line of the Gmail interface', `Received: from 123456789012 named unknown by gmailapi.google.com with HTTPREST; ${date}`),
  free(
    'a mailbox submission',
    `Received: from AM7PR07MB6499.eurprd07.prod.outlook.com\r\n ([fe80::a4d2:6677:a960:4855]) by AM7PR07MB7042.eurprd07.prod.outlook.com\r\n ([fe80::a4d2:6677:a960:4855%6]) with mapi id 15.20.9434.009; ${date}`,
  ),
  free(
    'a line inside the receiver',
    `Received: from store.recv.example (localhost [127.0.0.1])\r\n\tby mx.recv.example (Postfix) with ESMTP id 4Wx2Kb; ${date}`,
  ),
  free('a line that nobody writes', 'Received: alice -> relay; yesterday'),
  free('a reverse-path of alpha', 'Return-Path: <alice@alpha.example>'),
  free('a reverse-path with an account', 'Return-Path: <bounces+2222222-ab12-accounts=recv.example@bounce.alpha.example>'),
  free('a rewritten reverse-path', 'Return-Path: <SRS0=Xq1Z=NB=alpha.example=alice@charlie.example>'),
];

const letters: readonly Forgery[] = [
  free('a mailing list', 'List-Id: <talk.lists.example>', 'List-Post: <mailto:talk@lists.example>'),
  free('a Google Group', 'X-Google-Group-Id: 123456789012', 'Mailing-list: list talk@bravo.example; contact talk+owners@bravo.example'),
  free('a forward', 'X-Forwarded-To: accounts@recv.example', 'X-Forwarded-For: desk@bravo.example accounts@recv.example'),
  free('a resent message', 'Resent-From: desk@charlie.example'),
  free('an answer elsewhere', 'Reply-To: alice@freemail.example'),
  free('a signature of alpha', signature('alpha.example', 'mail')),
  free('a signature of alpha at the service', signature('alpha.example', 'selector1', 'From:Date:Subject:X-MS-Exchange-SenderADCheck')),
  free('a signature of alpha without a key', signature('alpha.example', 'nosuch')),
  free(
    'a signature of alpha’s tenant',
    signature(
      'alphafreight.onmicrosoft.com',
      'selector1-alphafreight-onmicrosoft-com',
      'From:Date:X-MS-Exchange-SenderADCheck:X-OriginatorOrg',
    ),
  ),
  free(
    'a signature of bravo’s tenant',
    signature(
      'bravotrading.onmicrosoft.com',
      'selector1-bravotrading-onmicrosoft-com',
      'From:Date:X-MS-Exchange-SenderADCheck:X-OriginatorOrg',
    ),
  ),
  free('a stand-in signature of alpha', signature('alpha-example.20230601.gappssmtp.com', '20230601')),
  free('a stand-in signature of bravo', signature('bravo-example.20230601.gappssmtp.com', '20230601')),
  free('a signature of another customer', signature('zendesk.com', 'zendesk1')),
  free('an encrypted word', 'X-OriginatorOrg2: =?utf-8?B?YWxwaGEuZXhhbXBsZQ==?='),
];

export const forgeries: readonly Forgery[] = [...stamps, ...records, ...traces, ...letters];
