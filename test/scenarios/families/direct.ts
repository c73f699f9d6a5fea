/** No shared service under the boundary: own hosts, strangers, replays and look-alikes (standards.md 5.10a, A2, A5, A6, A8). */
import type { KnownTenant } from '../../../shared/facts/tenant-knowledge.ts';
import type { Zone } from '../../helpers/zone.ts';
import { alphaServer, domainZone, hostZone, knownTenantId, strangerHost } from '../language/companies.ts';
import { type Host, morning, travel, write } from '../language/parcel.ts';
import { defineScenario, type Plan } from '../language/scenario.ts';
import { mergeZones } from '../language/world.ts';
import { type ReceiverName, receivedBy } from '../operators/receivers.ts';
import { signedBy } from '../operators/relays.ts';

interface DirectStory {
  readonly host: 'own' | 'stranger' | 'ipv6';
  readonly from: string;
  readonly mailFrom: string;
  readonly to: string;
  readonly spf: string;
  /** Who signed, if anybody. */
  readonly signature: { readonly domain: string; readonly selector: string } | null;
  /** Days between the signature and the delivery. */
  readonly age: number;
  readonly pasted: readonly string[];
  readonly receiver: ReceiverName;
  readonly zone: Zone;
  readonly known: readonly KnownTenant[];
}

const hosts: Readonly<Record<DirectStory['host'], Host>> = {
  own: alphaServer,
  stranger: strangerHost,
  ipv6: { ip: '2001:db8:10::25', helo: 'mx6.alpha.example' },
};

const day = 86_400_000;

const delivered: Plan<DirectStory> = async (story) => {
  const host = hosts[story.host];
  const dns = mergeZones(
    domainZone('alpha.example', { spf: story.spf, dmarc: 'v=DMARC1; p=reject', selectors: ['mail'] }),
    domainZone('other.example', { spf: 'v=spf1 ip4:198.51.100.99 -all', selectors: ['mail'] }),
    domainZone('recv.example', { spf: 'v=spf1 ip4:203.0.113.5 include:spf.protection.outlook.com -all', dmarc: 'v=DMARC1; p=none' }),
    domainZone('microsoft.com', { selectors: ['arcselector10001'] }),
    domainZone('google.com', { selectors: ['arc-20240605'] }),
    domainZone('spf.protection.outlook.com', { spf: 'v=spf1 ip4:40.107.0.0/16 -all' }),
    hostZone(host),
    story.zone,
  );
  const { from, mailFrom, to } = story;
  const start = write({ from, mailFrom, to, host, fields: story.pasted, at: morning - story.age * day });
  const signing = story.signature === null ? null : signedBy(story.signature.domain, story.signature.selector);
  const legs = [signing, story.age === 0 ? null : later(story.age), receivedBy(story.receiver)];
  return { message: await travel(start, { zone: dns }, legs), dns, tenants: story.known };
};

/** Somebody kept the message. */
function later(days: number) {
  return async (parcel: Awaited<ReturnType<typeof write>>) => ({ ...parcel, at: parcel.at + days * day });
}

const plain: DirectStory = {
  host: 'stranger',
  from: 'Alice Alder <alice@alpha.example>',
  mailFrom: 'alice@alpha.example',
  to: 'accounts@recv.example',
  spf: 'v=spf1 ip4:192.0.2.10 ip6:2001:db8:10::/48 -all',
  signature: null,
  age: 0,
  pasted: [],
  receiver: 'postfix',
  zone: {},
  known: [],
};
const alphaKey = { domain: 'alpha.example', selector: 'mail' };
const plan = delivered;
const operators: readonly string[] = [];

/** Stamps that make a message look as if Exchange Online had handled it for alpha's own tenant. */
export const pastedStamps: readonly string[] = [
  'Authentication-Results: mx.recv.example; spf=pass smtp.mailfrom=alpha.example; dkim=pass header.d=alpha.example header.s=mail; dmarc=pass header.from=alpha.example',
  'X-OriginatorOrg: alpha.example',
  'X-MS-Exchange-CrossTenant-OriginalAttributedTenantConnectingIp: TenantId=3f2b1c7e-5f0a-4c58-9a55-1c2d3e4f5a6b;Ip=[192.0.2.10];Helo=[mx1.alpha.example]',
  'X-MS-Exchange-CrossTenant-Id: 3f2b1c7e-5f0a-4c58-9a55-1c2d3e4f5a6b',
  'X-MS-Exchange-SenderADCheck: 1',
];

export const scenarios = [
  defineScenario({
    id: '10a-pasted-stamps',
    title: 'Pasted stamps on a message that never touched the service',
    story:
      'A stranger delivers as alice, with the stamps of Exchange Online and a receiver’s passes pasted in. The receiver’s own record says that SPF failed.',
    operators,
    reference: 'standards.md 5.10a, finding 8',
    plan,
    options: { ...plain, pasted: pastedStamps },
    expect: {
      kind: 'unauthorised',
      confidence: 'confirmed',
      operator: null,
      passedSpf: false,
      flippedAt: null,
      signals: ['failed-authentication'],
    },
  }),
  defineScenario({
    id: '10a-nothing-pasted',
    title: 'The same without the pasted stamps',
    story: 'Pasting changed nothing.',
    operators,
    reference: 'RFC 7208 section 2.6',
    plan,
    options: plain,
    expect: { kind: 'unauthorised', confidence: 'confirmed', passedSpf: false, signals: ['failed-authentication'] },
    twin: { of: '10a-pasted-stamps', differs: 'pasted' },
  }),
  defineScenario({
    id: 'direct-own-host',
    title: 'Alpha’s own host',
    story: 'The host that delivers is the one that alpha lists itself.',
    operators,
    reference: 'RFC 7208 section 8.3',
    plan,
    options: { ...plain, host: 'own' },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['own-address-space'] },
    expectWithoutDns: { kind: 'authentic', confidence: 'probable', passedSpf: true, signals: ['own-address-space'] },
    twin: { of: '10a-nothing-pasted', differs: 'host' },
  }),
  defineScenario({
    id: 'direct-own-ipv6-host',
    title: 'Alpha’s own host on IPv6',
    story: 'As before, by IPv6.',
    operators,
    reference: 'RFC 7208 section 5.6',
    plan,
    options: { ...plain, host: 'ipv6' },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['own-address-space'] },
    expectWithoutDns: { kind: 'authentic', confidence: 'probable', passedSpf: true },
    twin: { of: '10a-nothing-pasted', differs: 'host' },
  }),
  defineScenario({
    id: 'direct-everybody',
    title: 'A record that authorises everybody',
    story: 'Alpha’s record ends in +all: the stranger passes, and so would anybody.',
    operators,
    reference: 'standards.md A2; "Lazy Gatekeepers" (IMC 2023)',
    plan,
    options: { ...plain, spf: 'v=spf1 ip4:192.0.2.10 +all' },
    expect: { kind: 'shared-pass-unattributed', confidence: null, passedSpf: true, signals: ['own-address-space'] },
    expectWithoutDns: { kind: 'authentic', confidence: 'probable', passedSpf: true },
    twin: { of: '10a-nothing-pasted', differs: 'spf' },
  }),
  defineScenario({
    id: 'direct-wide-range',
    title: 'BreakSPF: a range as wide as a cloud',
    story: 'Alpha’s record lists a whole cloud provider by its range, in which the stranger rents a host.',
    operators,
    reference: 'standards.md A2 (BreakSPF, NDSS 2024)',
    plan,
    options: { ...plain, spf: 'v=spf1 ip4:198.48.0.0/12 -all' },
    expect: { kind: 'shared-pass-unattributed', confidence: null, passedSpf: true, signals: ['own-address-space'] },
    expectWithoutDns: { kind: 'authentic', confidence: 'probable', passedSpf: true },
    twin: { of: '10a-nothing-pasted', differs: 'spf' },
  }),
  defineScenario({
    id: 'direct-wide-range-signed',
    title: 'The same range, with alpha’s signature',
    story: 'The innocent twin: the host in the cloud is alpha’s, and it signs.',
    operators,
    reference: 'standards.md A2; RFC 6376',
    plan,
    options: { ...plain, spf: 'v=spf1 ip4:198.48.0.0/12 -all', signature: alphaKey },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['aligned-signature'] },
    twin: { of: 'direct-wide-range', differs: 'signature' },
  }),
  defineScenario({
    id: 'direct-dangling-include',
    title: 'SubdoMailing: an include of somebody else',
    story:
      'Alpha’s record includes a domain that lapsed and that a stranger registered again. SPF passes by the stranger’s own list of hosts.',
    operators,
    reference: 'standards.md A6 (SubdoMailing, Guardio 2024)',
    plan,
    options: {
      ...plain,
      spf: 'v=spf1 include:spf.lapsed.example -all',
      zone: { 'spf.lapsed.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] } },
    },
    expect: { kind: 'authentic', confidence: 'probable', passedSpf: true, signals: ['own-address-space'] },
    twin: { of: 'direct-own-include', differs: 'zone' },
  }),
  defineScenario({
    id: 'direct-own-include',
    title: 'The include that still names nobody',
    story: 'The innocent twin: the lapsed domain has no record, so the stranger fails.',
    operators,
    reference: 'standards.md A6; RFC 7208 section 5.2',
    plan,
    options: { ...plain, spf: 'v=spf1 include:spf.lapsed.example -all' },
    expect: { kind: 'unauthorised', confidence: 'confirmed', passedSpf: false },
  }),
  defineScenario({
    id: 'direct-third-party',
    title: 'Authenticated as somebody else',
    story: 'A third party sends as alpha with its own envelope and signature; nothing shows that alpha authorised it.',
    operators,
    reference: 'RFC 9989 section 4.4',
    plan,
    options: { ...plain, mailFrom: 'news@other.example', signature: { domain: 'other.example', selector: 'mail' } },
    expect: { kind: 'misaligned-sender', confidence: 'confirmed', passedSpf: true, signals: ['unaligned-authentication'] },
  }),
  defineScenario({
    id: 'direct-third-party-authorised',
    title: 'A third party with alpha’s key',
    story: 'As before, but alpha gave the third party a key.',
    operators,
    reference: 'RFC 9989 section 4.4',
    plan,
    options: { ...plain, mailFrom: 'news@other.example', signature: alphaKey },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['aligned-signature'] },
    twin: { of: 'direct-third-party', differs: 'signature' },
  }),
  defineScenario({
    id: 'direct-replayed',
    title: 'A genuine message, sent again',
    story:
      'Somebody kept a message that alpha signed and sends it to others forty days later. It is still alpha’s message; the signature’s age shows.',
    operators,
    reference: 'standards.md A8; draft-ietf-dkim-replay-problem',
    plan,
    options: { ...plain, mailFrom: 'news@other.example', signature: alphaKey, age: 40 },
    expect: { kind: 'authentic', confidence: 'confirmed', signals: ['aligned-signature', 'replayed-signature'] },
    twin: { of: 'direct-third-party-authorised', differs: 'age' },
  }),
  defineScenario({
    id: 'direct-send',
    title: 'Direct Send: the recipient’s own domain, from outside',
    story: 'A stranger connects to the recipient’s service without a login and writes the recipient’s own domain into From.',
    operators: ['exchange-online'],
    reference: 'standards.md A5 (Varonis 2025)',
    plan,
    options: {
      ...plain,
      from: 'Human Resources <hr@recv.example>',
      mailFrom: 'hr@recv.example',
      receiver: 'outlook',
    },
    expect: {
      kind: 'unauthorised',
      confidence: 'confirmed',
      passedSpf: false,
      flippedAt: null,
      signals: ['direct-send', 'failed-authentication'],
    },
  }),
  defineScenario({
    id: 'direct-send-scanner',
    title: 'Direct Send: the recipient’s own scanner',
    story: 'The innocent twin: the recipient’s record lists the host.',
    operators: ['exchange-online'],
    reference: 'standards.md A5',
    plan,
    options: {
      ...plain,
      from: 'Human Resources <hr@recv.example>',
      mailFrom: 'hr@recv.example',
      receiver: 'outlook',
      zone: { 'recv.example': { TXT: ['v=spf1 ip4:198.51.100.99 -all'] } },
    },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['own-address-space'] },
    expectWithoutDns: { kind: 'authentic', confidence: 'probable', passedSpf: true },
    twin: { of: 'direct-send', differs: 'zone' },
  }),
  defineScenario({
    id: 'direct-lookalike',
    title: 'A name made to be misread',
    story: 'The stranger owns a1pha.example and authenticates as it. The directory knows alpha.example.',
    operators,
    reference: 'Unicode Technical Standard 39',
    plan,
    options: {
      ...plain,
      from: '"alice@alpha.example" <alice@a1pha.example>',
      mailFrom: 'alice@a1pha.example',
      zone: { 'a1pha.example': { TXT: ['v=spf1 ip4:198.51.100.99 -all'] } },
      known: [knownTenantId('alpha.example', 'exchange-online', '3f2b1c7e-5f0a-4c58-9a55-1c2d3e4f5a6b')],
    },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['lookalike-domain', 'own-address-space'] },
    expectWithoutDns: { kind: 'authentic', confidence: 'probable', passedSpf: true, signals: ['lookalike-domain'] },
  }),
  defineScenario({
    id: 'direct-reply-elsewhere',
    title: 'Answers go elsewhere',
    story: 'A stranger writes as alpha and asks for answers at another domain.',
    operators,
    reference: 'RFC 5322 section 3.6.2',
    plan,
    options: { ...plain, pasted: ['Reply-To: alice.alder@freemail.example'] },
    expect: { kind: 'unauthorised', confidence: 'confirmed', signals: ['divergent-reply-path', 'failed-authentication'] },
    twin: { of: '10a-nothing-pasted', differs: 'pasted' },
  }),
  defineScenario({
    id: 'direct-implausible-trace',
    title: 'Forged lines below the boundary',
    story: 'A stranger pasted Received lines that go back in time and that no mail server writes. Nothing rests on them.',
    operators,
    reference: 'RFC 5321 section 4.4',
    plan,
    options: {
      ...plain,
      pasted: [
        'Received: from mx1.alpha.example (mx1.alpha.example [192.0.2.10])\r\n\tby relay.alpha.example (Postfix) with ESMTPS id 4Wx2Ka0Zt7z1;\r\n\tSun, 15 Mar 2026 08:14:00 +0000',
        'Received: alice -> relay; yesterday',
      ],
    },
    expect: { kind: 'unauthorised', confidence: 'confirmed', signals: ['implausible-trace', 'failed-authentication'] },
    twin: { of: '10a-nothing-pasted', differs: 'pasted' },
  }),
];
