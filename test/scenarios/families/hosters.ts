/** MailChannels and the hosters behind it (standards.md 5.9c, A1, A2, A4). */
import { operatorZone } from '../language/catalogue.ts';
import { alphaServer, bravoServer, domainZone, hostZone, knownAccount } from '../language/companies.ts';
import { travel, write } from '../language/parcel.ts';
import { defineScenario, type Plan } from '../language/scenario.ts';
import { mergeZones } from '../language/world.ts';
import { type ReceiverName, receivedBy } from '../operators/receivers.ts';
import { mailChannelsEgress, signedBy, throughMailChannels } from '../operators/relays.ts';

interface ChannelStory {
  /** The hoster's account that hands in. */
  readonly account: string;
  readonly sender: string;
  readonly seals: boolean;
  readonly ledger: boolean;
  /** The account that alpha itself publishes (Domain Lockdown), or null. */
  readonly lockdown: string | null;
  /** How the author's side signed, if it did. */
  readonly signed: 'relaxed' | 'simple' | null;
  readonly receiver: ReceiverName;
}

const throughTheChannel: Plan<ChannelStory> = async ({ account, sender, seals, ledger, lockdown, signed, receiver }) => {
  const dns = mergeZones(
    operatorZone('mailchannels'),
    domainZone('alpha.example', {
      spf: 'v=spf1 include:relay.mailchannels.net -all',
      dmarc: 'v=DMARC1; p=reject',
      selectors: ['default'],
    }),
    domainZone('mailchannels.net', { selectors: ['arc-2022'] }),
    lockdown === null ? {} : { '_mailchannels.alpha.example': { TXT: [`v=mc1 auth=${lockdown}`] } },
    ...[alphaServer, bravoServer, mailChannelsEgress].map(hostZone),
  );
  const start = write({ from: 'Alice Alder <ceo@alpha.example>', mailFrom: 'ceo@alpha.example', host: bravoServer });
  const legs = [
    signed === null ? null : signedBy('alpha.example', 'default', signed),
    throughMailChannels({ account, sender, seals }),
    receivedBy(receiver),
  ];
  const tenants = ledger ? [knownAccount('alpha.example', 'mailchannels', 'otherhost')] : [];
  return { message: await travel(start, { zone: dns }, legs), dns, tenants };
};

const spoof: ChannelStory = {
  account: 'hostco',
  sender: 'x-authuser|bob@bravo.example',
  seals: true,
  ledger: true,
  lockdown: null,
  signed: null,
  receiver: 'postfix',
};
const plan = throughTheChannel;
const operators = ['mailchannels'];

export const scenarios = [
  defineScenario({
    id: '09c-mailchannels-spoof',
    title: 'Another hoster’s customer through MailChannels',
    story: 'bob@bravo.example logs in at hostco and sends as the chief of alpha, whose hoster is another. The relay seals the account.',
    operators,
    reference: 'standards.md 5.9c, A4 (SpamChannel, DEF CON 31)',
    plan,
    options: spoof,
    expect: { kind: 'cross-tenant-spoof', confidence: 'confirmed', actualTenant: 'hostco', passedSpf: true, signals: ['tenant-mismatch'] },
  }),
  defineScenario({
    id: '09c-mailchannels-unsealed',
    title: 'The same without a seal',
    story: 'As before; only the relay’s stamps name the account.',
    operators,
    reference: 'standards.md 3.3 (MailChannels headers are unsigned)',
    plan,
    options: { ...spoof, seals: false },
    expect: { kind: 'cross-tenant-spoof', confidence: 'probable', passedSpf: true, signals: ['tenant-mismatch'] },
    twin: { of: '09c-mailchannels-spoof', differs: 'seals' },
  }),
  defineScenario({
    id: '09c-lockdown',
    title: 'Alpha’s DNS names another account',
    story: 'As the first without a directory; alpha publishes the account of its hoster (Domain Lockdown), and the sealed one is another.',
    operators,
    reference: 'standards.md 5.9c, A4 (Domain Lockdown)',
    plan,
    options: { ...spoof, ledger: false, lockdown: 'otherhost' },
    expect: { kind: 'cross-tenant-spoof', confidence: 'confirmed', actualTenant: 'hostco', passedSpf: true, signals: ['tenant-mismatch'] },
    expectWithoutDns: { kind: 'shared-pass-unattributed', confidence: null, passedSpf: true },
    twin: { of: '09c-without-ledger', differs: 'lockdown' },
  }),
  defineScenario({
    id: '09c-lockdown-kept',
    title: 'Alpha’s DNS names this account',
    story: 'As before, and the account is the published one.',
    operators,
    reference: 'standards.md A4 (Domain Lockdown)',
    plan,
    options: { ...spoof, ledger: false, lockdown: 'hostco' },
    expect: { kind: 'shared-pass-unattributed', confidence: null, passedSpf: true, signals: ['known-tenant'] },
    expectWithoutDns: { kind: 'shared-pass-unattributed', confidence: null, passedSpf: true },
    twin: { of: '09c-lockdown', differs: 'lockdown' },
  }),
  defineScenario({
    id: '09c-own-hoster',
    title: 'Alpha’s own hoster through MailChannels',
    story: 'As the first, but the account is the one of alpha’s hoster. Which of the hoster’s customers it was, nothing says.',
    operators,
    reference: 'standards.md A4',
    plan,
    options: { ...spoof, account: 'otherhost' },
    expect: {
      kind: 'shared-pass-unattributed',
      confidence: null,
      passedSpf: true,
      signals: ['known-tenant', 'shared-pool-only-alignment'],
    },
    twin: { of: '09c-mailchannels-spoof', differs: 'account' },
  }),
  defineScenario({
    id: '09c-without-ledger',
    title: 'MailChannels without a directory',
    story: 'As the first; nobody knows whose account hostco is.',
    operators,
    reference: 'standards.md A4',
    plan,
    options: { ...spoof, ledger: false },
    expect: { kind: 'shared-pass-unattributed', confidence: null, passedSpf: true },
    twin: { of: '09c-mailchannels-spoof', differs: 'ledger' },
  }),
  defineScenario({
    id: '09c-forwarded-from',
    title: 'The hoster forwarded for somebody outside',
    story: 'The relay writes no account but the address for which the hoster forwarded; only the account header is left.',
    operators,
    reference: 'standards.md A4 (sample-4162)',
    plan,
    options: { ...spoof, sender: '_forwarded-from|203.0.113.130', ledger: false },
    expect: { kind: 'laundered-pass', confidence: 'probable', passedSpf: true, flippedAt: 'egress', signals: ['ingress-spf-flip'] },
    expectWithoutDns: { kind: 'shared-pass-unattributed', confidence: null, passedSpf: true },
    twin: { of: '09c-without-ledger', differs: 'sender' },
  }),
  defineScenario({
    id: '09c-forwarded-from-silent',
    title: 'The same forward, unsigned, at a receiver that records nothing',
    story: 'As before; only the replay of both connections shows the flip.',
    operators,
    reference: 'standards.md A4; RFC 7208 section 11.4',
    plan,
    options: { ...spoof, sender: '_forwarded-from|203.0.113.130', ledger: false, receiver: 'silent-postfix' },
    expect: { kind: 'laundered-pass', confidence: 'probable', passedSpf: true, flippedAt: 'egress', signals: ['ingress-spf-flip'] },
    expectWithoutDns: { kind: 'indeterminate', confidence: null },
    twin: { of: '09c-forwarded-from', differs: 'receiver' },
  }),
  defineScenario({
    id: '09c-forwarded-from-signed',
    title: 'A signed message that the hoster forwarded',
    story: 'As before, but alpha had signed it, in the form that bears no refolding. The message is alpha’s.',
    operators,
    reference: 'RFC 6376 section 3.4.1; RFC 7960 section 3.1',
    plan,
    options: { ...spoof, sender: '_forwarded-from|203.0.113.130', ledger: false, receiver: 'silent-postfix', signed: 'simple' },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, flippedAt: null, signals: ['aligned-signature'] },
    expectWithoutDns: { kind: 'indeterminate', confidence: null },
    twin: { of: '09c-forwarded-from-silent', differs: 'signed' },
  }),
  defineScenario({
    id: '09c-signed',
    title: 'Signed by alpha, relayed by another hoster’s account',
    story: 'A message that alpha signed came by the account of another hoster: a forward, not a spoof.',
    operators,
    reference: 'RFC 6376; product.md, authentic',
    plan,
    options: { ...spoof, signed: 'relaxed' },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['aligned-signature'] },
    twin: { of: '09c-mailchannels-spoof', differs: 'signed' },
  }),
];
