/** The plan of the Exchange Online families: who hands a message in for alpha.example, and what the shared pool makes of it. */
import type { Zone } from '../../helpers/zone.ts';
import { operatorZone } from '../language/catalogue.ts';
import {
  alphaLedger,
  alphaServer,
  alphaTenant,
  bravoServer,
  bravoTenant,
  domainZone,
  forgottenServer,
  hostZone,
  strangerHost,
} from '../language/companies.ts';
import { type Host, travel, write } from '../language/parcel.ts';
import type { Plan } from '../language/scenario.ts';
import { mergeZones } from '../language/world.ts';
import { type ExchangeTenant, exchangePools, throughExchange } from '../operators/exchange-online.ts';
import { type ReceiverName, receivedBy } from '../operators/receivers.ts';
import { signedBy } from '../operators/relays.ts';

export interface ExchangeStory {
  /** Who handed it in, and by that whose tenant. */
  readonly handedInBy: keyof typeof senders;
  readonly from: string;
  readonly mailFrom: string;
  /** The SPF record of alpha.example. */
  readonly spf: string;
  readonly dmarc: string | readonly string[];
  readonly pool: keyof typeof exchangePools;
  /** Domains for which alpha set up a key of its own at the service. */
  readonly keys: readonly string[];
  /** The domain that signed before the hand-in, if any did. */
  readonly signedBefore: string | null;
  /** Whether the tenant directory knows alpha's tenants. */
  readonly ledger: boolean;
  /** Domains of which other messages of the case carry a verified signature. */
  readonly habits: readonly string[];
  readonly receiver: ReceiverName;
  /**
   * `unsealed`: the service stamped, but did not seal. `archived`: what a list archive keeps of its stamps, and no seal. `smuggled`: it left
   * through the pool without the service ever seeing it as a message.
   */
  readonly seen: keyof typeof seenAs;
  /** From where it was sent: a real address of the pool, or one that only the DNS of the day knows. */
  readonly egress: 'pool' | 'unlisted';
  /** Fields that the sender pasted in. */
  readonly pasted: readonly string[];
  /** Further DNS. */
  readonly zone: Zone;
}

const senders = {
  'alpha-mailbox': { tenant: alphaTenant, host: alphaServer, handIn: 'mailbox' },
  'alpha-server': { tenant: alphaTenant, host: alphaServer, handIn: 'connector' },
  'alpha-forgotten-server': { tenant: alphaTenant, host: forgottenServer, handIn: 'connector' },
  'stranger-through-alpha': { tenant: alphaTenant, host: strangerHost, handIn: 'connector' },
  'bravo-server': { tenant: bravoTenant, host: bravoServer, handIn: 'connector' },
  'bravo-mailbox': { tenant: bravoTenant, host: bravoServer, handIn: 'mailbox' },
} as const satisfies Readonly<
  Record<string, { readonly tenant: ExchangeTenant; readonly host: Host; readonly handIn: 'mailbox' | 'connector' }>
>;

const seenAs = {
  whole: ['stamps', 'trace', 'signature', 'seal'],
  unsealed: ['stamps', 'trace', 'signature'],
  archived: ['tenant', 'trace', 'signature'],
  smuggled: [],
} as const;

/** A host in a range that the service took up after our catalogue was written. */
const unlistedHost: Host = { ip: '203.0.113.20', helo: 'edge20.newcloud.example', rdns: null };

export const exchangeSpf = 'v=spf1 ip4:192.0.2.10 include:spf.protection.outlook.com -all';

/** DNS of everybody around Exchange Online. */
export function exchangeZone(spf: string, dmarc: string | readonly string[]): Zone {
  const policy = typeof dmarc === 'string' ? [dmarc] : dmarc;
  return mergeZones(
    operatorZone('exchange-online'),
    domainZone('alpha.example', { spf, selectors: ['selector1', 'mail'] }),
    { '_dmarc.alpha.example': { TXT: policy } },
    domainZone('alpha-sub.example', { spf: exchangeSpf, dmarc: 'v=DMARC1; p=reject', selectors: ['selector1'] }),
    domainZone('bravo.example', { spf: 'v=spf1 include:spf.protection.outlook.com -all', selectors: ['selector1', 'mail'] }),
    domainZone(`${alphaTenant.initial}.onmicrosoft.com`, {
      spf: 'v=spf1 include:spf.protection.outlook.com -all',
      selectors: [`selector1-${alphaTenant.initial}-onmicrosoft-com`],
    }),
    domainZone(`${bravoTenant.initial}.onmicrosoft.com`, {
      spf: 'v=spf1 include:spf.protection.outlook.com -all',
      selectors: [`selector1-${bravoTenant.initial}-onmicrosoft-com`],
    }),
    domainZone('microsoft.com', { selectors: ['arcselector10001'] }),
    domainZone('google.com', { selectors: ['arc-20240605'] }),
    ...[alphaServer, forgottenServer, bravoServer, ...Object.values(exchangePools)].map(hostZone),
  );
}

export const throughExchangeOnline: Plan<ExchangeStory> = async (story) => {
  const { tenant, host, handIn } = senders[story.handedInBy];
  const accepts = tenant === alphaTenant ? ['alpha.example', 'alpha-sub.example', 'alphafreight.onmicrosoft.com'] : ['bravo.example'];
  const unlisted: Zone =
    story.egress === 'pool' ? {} : { 'spf.protection.outlook.com': { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] }, ...hostZone(unlistedHost) };
  const dns = mergeZones(exchangeZone(story.spf, story.dmarc), unlisted, story.zone);
  const start = write({ from: story.from, mailFrom: story.mailFrom, host, fields: story.pasted });
  const service = throughExchange({
    tenant,
    handIn,
    accepts,
    signsFor: story.keys,
    pool: story.pool,
    leaves: seenAs[story.seen],
    ...(story.egress === 'pool' ? {} : { egress: unlistedHost }),
  });
  const legs = [story.signedBefore === null ? null : signedBy(story.signedBefore, 'mail'), service, receivedBy(story.receiver)];
  return { message: await travel(start, { zone: dns }, legs), dns, tenants: story.ledger ? alphaLedger : [], signs: story.habits };
};

/** The spoof that all others are told against: bravo's server hands in a message that says it is from alpha. */
export const exchangeSpoof: ExchangeStory = {
  handedInBy: 'bravo-server',
  from: 'Alice Alder <alice@alpha.example>',
  mailFrom: 'alice@alpha.example',
  spf: exchangeSpf,
  dmarc: 'v=DMARC1; p=reject; adkim=r; aspf=r',
  pool: 'high-risk',
  keys: ['alpha.example'],
  signedBefore: null,
  ledger: false,
  habits: [],
  receiver: 'postfix',
  seen: 'whole',
  egress: 'pool',
  pasted: [],
  zone: {},
};

/** The same tenant's mailbox instead, by the normal pool. */
export const exchangeMailbox: ExchangeStory = { ...exchangeSpoof, handedInBy: 'alpha-mailbox', pool: 'normal' };

export const bravoSigningDomain = `${bravoTenant.initial}.onmicrosoft.com`;

/** A message of which only the default signature survived, as list archives keep it. */
export async function onlyDefaultSignature({ tenant, ledger }: { readonly tenant: 'alpha' | 'bravo'; readonly ledger: boolean }) {
  const initial = tenant === 'alpha' ? alphaTenant.initial : bravoTenant.initial;
  const dns = exchangeZone(exchangeSpf, 'v=DMARC1; p=reject');
  const host = exchangePools.normal;
  const start = write({ from: exchangeSpoof.from, mailFrom: exchangeSpoof.mailFrom, host });
  const legs = [signedBy(`${initial}.onmicrosoft.com`, `selector1-${initial}-onmicrosoft-com`), receivedBy('postfix')];
  return { message: await travel(start, { zone: dns }, legs), dns, tenants: ledger ? alphaLedger : [] };
}
