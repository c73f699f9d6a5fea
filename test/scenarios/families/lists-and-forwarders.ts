/** Those who pass mail on: lists, forwarders, routing services. They look like spoofs and are not (standards.md 5.7, 5.8, A9; RFC 7960). */
import { operatorZone } from '../language/catalogue.ts';
import {
  alphaServer,
  bravoServer,
  bravoTenant,
  charlieForwarder,
  domainZone,
  hostZone,
  listServer,
  strangerHost,
} from '../language/companies.ts';
import { type Leg, travel, write } from '../language/parcel.ts';
import { defineScenario, type Plan } from '../language/scenario.ts';
import { mergeZones } from '../language/world.ts';
import { exchangePools, throughExchange } from '../operators/exchange-online.ts';
import { forwardedByGmail, googleEgress, standInDomain, throughGoogleGroup } from '../operators/google.ts';
import { type ReceiverName, receivedBy } from '../operators/receivers.ts';
import { cloudflareEgress, forwardedBy, routedByCloudflare, signedBy, throughList, throughServer } from '../operators/relays.ts';
import { exchangeZone } from '../plans/exchange-online.ts';

interface RelayStory {
  readonly relay: keyof typeof relays;
  /** Whose host wrote the message that is passed on. */
  readonly author: 'alpha' | 'stranger';
  readonly signed: boolean;
  /** Text that the relay adds to the body, which breaks the author's signature. */
  readonly footer: string | null;
  readonly receiver: ReceiverName;
}

const relays = {
  'list-with-unknown-sealer': (footer: string | null): Leg =>
    throughList({ host: listServer, address: 'talk@lists.example', footer, sealer: { domain: 'lists.example', selector: 'arc' } }),
  'list-without-seal': (footer: string | null): Leg =>
    throughList({ host: listServer, address: 'talk@lists.example', footer, sealer: null }),
  'google-group': (footer: string | null): Leg => throughGoogleGroup({ address: 'talk@bravo.example', tenant: 'bravo.example', footer }),
  gmail: (): Leg => forwardedByGmail({ mailbox: 'desk@bravo.example', to: 'accounts@recv.example' }),
  'exchange-srs': (): Leg =>
    throughExchange({ tenant: bravoTenant, handIn: 'forward', accepts: ['bravo.example'], signsFor: ['bravo.example'], pool: 'normal' }),
  'exchange-relay-pool': (): Leg =>
    throughExchange({
      tenant: bravoTenant,
      handIn: 'forward',
      accepts: ['bravo.example'],
      signsFor: ['bravo.example'],
      pool: 'relay',
      rewrites: false,
    }),
  'exchange-relay-pool-unsigned': (): Leg =>
    throughExchange({
      tenant: bravoTenant,
      handIn: 'forward',
      accepts: ['bravo.example'],
      signsFor: ['bravo.example'],
      pool: 'relay',
      leaves: ['seal', 'stamps'],
    }),
  'exchange-unrewritten': (): Leg =>
    throughExchange({
      tenant: bravoTenant,
      handIn: 'forward',
      accepts: ['bravo.example'],
      signsFor: ['bravo.example'],
      pool: 'normal',
      rewrites: false,
    }),
  cloudflare: (): Leg => routedByCloudflare('bravo.example'),
  'own-forwarder': (footer: string | null): Leg =>
    forwardedBy({ host: charlieForwarder, domain: 'charlie.example', rewrites: true, footer }),
  'own-forwarder-unrewritten': (footer: string | null): Leg =>
    forwardedBy({ host: charlieForwarder, domain: 'charlie.example', rewrites: false, footer }),
} as const satisfies Readonly<Record<string, (footer: string | null) => Leg>>;

const alphaSpf = 'v=spf1 ip4:192.0.2.10 include:spf.protection.outlook.com -all';

const passedOn: Plan<RelayStory> = async ({ relay, author, signed, footer, receiver }) => {
  const dns = mergeZones(
    exchangeZone(alphaSpf, 'v=DMARC1; p=none'),
    operatorZone('google', 'cloudflare'),
    domainZone('bravo.example', {
      spf: 'v=spf1 include:spf.protection.outlook.com include:_spf.google.com include:_spf.mx.cloudflare.net -all',
      selectors: ['selector1'],
    }),
    domainZone(standInDomain('bravo.example'), { selectors: ['20230601'] }),
    domainZone('google.com', { selectors: ['arc-20240605'] }),
    domainZone('cloudflare-email.net', { selectors: ['cf2024-1'] }),
    domainZone('lists.example', { spf: 'v=spf1 ip4:203.0.113.60 -all', selectors: ['arc'], a: ['203.0.113.60'] }),
    domainZone('charlie.example', { spf: 'v=spf1 ip4:203.0.113.40 -all' }),
    ...[alphaServer, bravoServer, charlieForwarder, googleEgress, cloudflareEgress, exchangePools.normal].map(hostZone),
  );
  const host = author === 'alpha' ? alphaServer : strangerHost;
  const start = write({ from: 'Alice Alder <alice@alpha.example>', mailFrom: 'alice@alpha.example', to: 'desk@bravo.example', host });
  const legs = [signed ? signedBy('alpha.example', 'mail') : null, throughServer(host), relays[relay](footer), receivedBy(receiver)];
  return { message: await travel(start, { zone: dns }, legs), dns };
};

const list: RelayStory = {
  relay: 'list-with-unknown-sealer',
  author: 'alpha',
  signed: true,
  footer: '-- \ntalk mailing list',
  receiver: 'postfix',
};
const forward: RelayStory = { ...list, relay: 'exchange-srs', footer: null };
const plan = passedOn;

export const scenarios = [
  defineScenario({
    id: '07-mailing-list',
    title: 'A mailing list with a footer, sealed by the list itself',
    story:
      'Alice posts to a list, whose footer breaks her signature. The list seals what it found, but anybody can seal a chain of its own.',
    operators: [],
    reference: 'standards.md 5.7; RFC 7960 section 3.2.3; RFC 8617 section 9.2',
    plan,
    options: list,
    expect: {
      kind: 'misaligned-sender',
      confidence: 'confirmed',
      operator: null,
      passedSpf: true,
      signals: ['unaligned-authentication', 'list-fingerprint'],
    },
  }),
  defineScenario({
    id: '07-list-without-footer',
    title: 'A mailing list that leaves the text alone',
    story: 'As before without a footer: the signature of alpha survives.',
    operators: [],
    reference: 'RFC 7960 section 3.2.3; RFC 6376',
    plan,
    options: { ...list, footer: null },
    expect: { kind: 'authentic', confidence: 'confirmed', signals: ['aligned-signature', 'list-fingerprint'] },
    twin: { of: '07-mailing-list', differs: 'footer' },
  }),
  defineScenario({
    id: '07b-google-group',
    title: 'A Google Group with a footer',
    story: 'The group’s footer breaks the signature of alpha; Google had seen it verify and seals that. We know this sealer.',
    operators: ['google'],
    reference: 'standards.md 5.7 and 7b; RFC 8617 section 7.2',
    plan,
    options: { ...list, relay: 'google-group' },
    expect: { kind: 'forwarded', confidence: 'confirmed', signals: ['trusted-arc-forward', 'list-fingerprint'] },
    twin: { of: '07-mailing-list', differs: 'relay' },
  }),
  defineScenario({
    id: '07b-forged-post',
    title: 'A forged post to a Google Group',
    story: 'A stranger posts as alice. Google records that nothing verified, and its seal says so.',
    operators: ['google'],
    reference: 'standards.md A9, A14 (Google Groups)',
    plan,
    options: { ...list, relay: 'google-group', author: 'stranger', signed: false },
    expect: { kind: 'misaligned-sender', confidence: 'confirmed', signals: ['unaligned-authentication'] },
  }),
  defineScenario({
    id: '07b-unsigned-post',
    title: 'An unsigned post to a Google Group',
    story: 'As the forged one, but alice’s own server posted. SPF spoke for alpha at hand-in; nothing does now.',
    operators: ['google'],
    reference: 'RFC 7960 section 3.2.3',
    plan,
    options: { ...list, relay: 'google-group', signed: false },
    expect: { kind: 'misaligned-sender', confidence: 'confirmed', signals: ['unaligned-authentication'] },
    twin: { of: '07b-forged-post', differs: 'author' },
  }),
  defineScenario({
    id: '08-exchange-forward',
    title: 'A mailbox at bravo forwards, with SRS',
    story: 'Alice wrote to bravo, whose mailbox forwards out. The organisation stamped is bravo, the signature is alpha’s.',
    operators: ['exchange-online'],
    reference: 'standards.md 5.8; sample-406',
    plan,
    options: forward,
    expect: { kind: 'forwarded', confidence: 'confirmed', flippedAt: null, signals: ['forwarder-fingerprint', 'rewritten-envelope'] },
  }),
  defineScenario({
    id: '08-exchange-forward-at-outlook',
    title: 'The same forward at Outlook.com',
    story: 'As before, received by another tenant of the same service.',
    operators: ['exchange-online'],
    reference: 'standards.md 5.8; LESSONS.md forwarded class',
    plan,
    options: { ...forward, receiver: 'outlook' },
    expect: { kind: 'forwarded', confidence: 'confirmed', signals: ['forwarder-fingerprint'] },
    twin: { of: '08-exchange-forward', differs: 'receiver' },
  }),
  defineScenario({
    id: '08-exchange-forward-silent',
    title: 'The same forward at a receiver that records nothing',
    story: 'Without DNS only the forwarding service’s own record says that the signature of alpha verified when the message reached it.',
    operators: ['exchange-online'],
    reference: 'standards.md 5.8; product.md principle 5',
    plan,
    options: { ...forward, receiver: 'silent-postfix' },
    expect: { kind: 'forwarded', confidence: 'confirmed', signals: ['forwarder-fingerprint'] },
    expectWithoutDns: { kind: 'forwarded', confidence: 'probable', signals: ['forwarder-fingerprint'] },
    twin: { of: '08-exchange-forward', differs: 'receiver' },
  }),
  defineScenario({
    id: '08-forwarded-spoof',
    title: 'A spoof that bravo’s mailbox forwarded',
    story: 'As the first, but a stranger wrote it and nobody signed. The forwarder rewrote the envelope, so it does not pass as alpha.',
    operators: ['exchange-online'],
    reference: 'standards.md A9 (Forward Pass, EuroS&P 2023)',
    plan,
    options: { ...forward, author: 'stranger', signed: false },
    expect: { kind: 'misaligned-sender', confidence: 'confirmed', passedSpf: true, flippedAt: null, signals: ['rewritten-envelope'] },
  }),
  defineScenario({
    id: '08-forward-pass',
    title: 'A spoof that bravo’s mailbox forwarded without rewriting',
    story: 'A stranger writes as alice to bravo, whose mailbox forwards with the envelope as it was. The pool makes it pass for alpha.',
    operators: ['exchange-online'],
    reference: 'standards.md A9 (Forward Pass); RFC 7208 section 11.4',
    plan,
    options: { ...forward, relay: 'exchange-unrewritten', author: 'stranger', signed: false },
    expect: { kind: 'laundered-pass', confidence: 'confirmed', passedSpf: true, flippedAt: 'egress', signals: ['ingress-spf-flip'] },
  }),
  defineScenario({
    id: '08-forward-unrewritten',
    title: 'An unsigned message that bravo’s mailbox forwarded without rewriting',
    story: 'As before, but alice’s own server wrote it: SPF spoke for alpha at hand-in as well.',
    operators: ['exchange-online'],
    reference: 'standards.md A9; RFC 7960 section 3.2.1',
    plan,
    options: { ...forward, relay: 'exchange-unrewritten', signed: false },
    expect: { kind: 'shared-pass-unattributed', confidence: null, passedSpf: true, flippedAt: null },
    twin: { of: '08-forward-pass', differs: 'author' },
  }),
  defineScenario({
    id: '08-signed-forward-unrewritten',
    title: 'A signed message that a relay handed to bravo’s mailbox',
    story:
      'A stranger’s host hands over a message that alpha signed; the mailbox forwards it as it is. Ingress SPF fails and egress passes, but the message is alpha’s.',
    operators: ['exchange-online'],
    reference: 'RFC 7960 section 3.1; RFC 6376',
    plan,
    options: { ...forward, relay: 'exchange-unrewritten', author: 'stranger' },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, flippedAt: null, signals: ['aligned-signature'] },
    twin: { of: '08-forward-pass', differs: 'signed' },
  }),
  defineScenario({
    id: '08b-relay-pool',
    title: 'A forward by the relay pool',
    story: 'As the first, unsigned and by the relay pool: SPF fails and nothing speaks for alpha any more.',
    operators: ['exchange-online'],
    reference: 'standards.md 5.8b; MC266466',
    plan,
    options: { ...forward, relay: 'exchange-relay-pool', signed: false },
    expect: { kind: 'misaligned-sender', confidence: 'confirmed', passedSpf: false, flippedAt: null },
  }),
  defineScenario({
    id: '08b-unsigned-relay-pool',
    title: 'A forward by the relay pool without any signature',
    story: 'As before with a rewritten envelope, and the service did not sign: SPF fails even for bravo. Nothing speaks for anybody.',
    operators: ['exchange-online'],
    reference: 'standards.md 5.8b; MC266466',
    plan,
    options: { ...forward, relay: 'exchange-relay-pool-unsigned', signed: false },
    expect: {
      kind: 'unauthorised',
      confidence: 'confirmed',
      passedSpf: false,
      flippedAt: null,
      signals: ['failed-authentication', 'rewritten-envelope'],
    },
    twin: { of: '08b-relay-pool', differs: 'relay' },
  }),
  defineScenario({
    id: 'gmail-forward',
    title: 'A Gmail mailbox forwards',
    story: 'Alice wrote to a mailbox at Gmail that forwards; Google rewrites the envelope and seals.',
    operators: ['google'],
    reference: 'standards.md 3.2; RFC 7960 section 3.2.1',
    plan,
    options: { ...forward, relay: 'gmail' },
    expect: { kind: 'forwarded', confidence: 'confirmed', signals: ['forwarder-fingerprint'] },
    twin: { of: '08-exchange-forward', differs: 'relay' },
  }),
  defineScenario({
    id: 'cloudflare-routing',
    title: 'Routed by Cloudflare',
    story: 'Alice wrote to an address that Cloudflare routes: it rewrites the envelope, signs for itself and seals.',
    operators: ['cloudflare'],
    reference: 'standards.md 3.3 (Cloudflare Email Routing)',
    plan,
    options: { ...forward, relay: 'cloudflare' },
    expect: { kind: 'forwarded', confidence: 'confirmed', signals: ['forwarder-fingerprint'] },
    twin: { of: '08-exchange-forward', differs: 'relay' },
  }),
  defineScenario({
    id: 'own-forwarder',
    title: 'A forwarder on its own host, with SRS',
    story: 'Charlie’s host forwards and rewrites the envelope; the signature of alpha is intact.',
    operators: [],
    reference: 'RFC 7960 section 3.2.1',
    plan,
    options: { ...forward, relay: 'own-forwarder' },
    expect: { kind: 'forwarded', confidence: 'confirmed', signals: ['forwarder-fingerprint', 'rewritten-envelope'] },
    twin: { of: '08-exchange-forward', differs: 'relay' },
  }),
  defineScenario({
    id: 'own-forwarder-with-footer',
    title: 'A forwarder that writes into the body',
    story: 'As before, but a virus notice in the body breaks the signature of alpha.',
    operators: [],
    reference: 'RFC 7960 section 3.2.1',
    plan,
    options: { ...forward, relay: 'own-forwarder', footer: 'Scanned for viruses.' },
    expect: { kind: 'misaligned-sender', confidence: 'confirmed', signals: ['unaligned-authentication', 'rewritten-envelope'] },
    twin: { of: 'own-forwarder', differs: 'footer' },
  }),
  defineScenario({
    id: 'own-forwarder-unrewritten',
    title: 'A forwarder that leaves the envelope alone',
    story: 'SPF fails for alpha at the receiver, and the footer broke the signature: nothing speaks for alpha, although alice wrote it.',
    operators: [],
    reference: 'RFC 7960 section 3.2.1',
    plan,
    options: { ...forward, relay: 'own-forwarder-unrewritten', footer: 'Scanned for viruses.' },
    expect: { kind: 'unauthorised', confidence: 'confirmed', passedSpf: false, signals: ['failed-authentication'] },
    twin: { of: 'own-forwarder-with-footer', differs: 'relay' },
  }),
];
