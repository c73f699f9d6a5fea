/** Gateways that sign and send for a domain whatever its mail service hands them (standards.md 5.5, 5.6, A3 EchoSpoofing). */
import { operatorZone } from '../language/catalogue.ts';
import { alphaLedger, alphaServer, alphaTenant, bravoServer, bravoTenant, domainZone, hostZone } from '../language/companies.ts';
import { travel, write } from '../language/parcel.ts';
import { defineScenario, type Plan } from '../language/scenario.ts';
import { mergeZones } from '../language/world.ts';
import { throughExchange } from '../operators/exchange-online.ts';
import { receivedBy } from '../operators/receivers.ts';
import { type GatewayName, gateways, throughGateway } from '../operators/relays.ts';
import { exchangeZone } from '../plans/exchange-online.ts';

interface GatewayStory {
  /** Whose tenant of Exchange Online handed the message to the gateway. */
  readonly tenant: 'alpha' | 'bravo';
  readonly gateway: GatewayName;
  readonly ledger: boolean;
  /** Whether the gateway signs with the key of alpha. */
  readonly signs: boolean;
  /** Whether the inner service's own signature is still there: gateways that rewrite messages break or remove it. */
  readonly innerSignature: boolean;
}

const customers = {
  alpha: { tenant: alphaTenant, host: alphaServer, handIn: 'mailbox', accepts: ['alpha.example'] },
  bravo: { tenant: bravoTenant, host: bravoServer, handIn: 'connector', accepts: ['bravo.example'] },
} as const;

/** The name by which the record of alpha authorises the gateway. */
const includes: Readonly<Record<GatewayName, string>> = {
  proofpoint: 'spf-00aa11bb.pphosted.com',
  'proofpoint-essentials': 'spf-us.ppe-hosted.com',
  mimecast: 'us._netblocks.mimecast.com',
  barracuda: 'spf.ess.barracudanetworks.com',
  'broadcom-ess': 'spf.messagelabs.com',
  'cisco-ces': 'hc1234-56.iphmx.com',
};

const throughTheGateway: Plan<GatewayStory> = async ({ tenant, gateway, ledger, signs, innerSignature }) => {
  const customer = customers[tenant];
  const { host } = gateways[gateway];
  const dns = mergeZones(
    exchangeZone(`v=spf1 include:${includes[gateway]} -all`, 'v=DMARC1; p=reject'),
    operatorZone(gateway),
    { [includes[gateway]]: { TXT: [`v=spf1 ip4:${host.ip} -all`] } },
    domainZone('alpha.example', { spf: `v=spf1 include:${includes[gateway]} -all`, selectors: ['selector1', 'gateway'] }),
    hostZone(host),
  );
  const start = write({ from: 'Alice Alder <alice@alpha.example>', mailFrom: 'alice@alpha.example', host: customer.host });
  const legs = [
    throughExchange({
      ...customer,
      signsFor: [],
      pool: 'normal',
      leaves: innerSignature ? ['stamps', 'trace', 'signature', 'seal'] : ['stamps', 'trace'],
    }),
    throughGateway(gateway, signs ? { domain: 'alpha.example', selector: 'gateway' } : null),
    receivedBy('postfix'),
  ];
  return { message: await travel(start, { zone: dns }, legs), dns, tenants: ledger ? alphaLedger : [] };
};

const spoof: GatewayStory = { tenant: 'bravo', gateway: 'proofpoint', ledger: true, signs: true, innerSignature: true };
const plan = throughTheGateway;

/** One spoof through each gateway, and the innocent message on the same path. */
const others = (['proofpoint-essentials', 'mimecast', 'barracuda', 'broadcom-ess', 'cisco-ces'] as const).flatMap((gateway) => [
  defineScenario({
    id: `gateway-${gateway}-foreign-tenant`,
    title: `A stranger’s tenant behind ${gateway}`,
    story: `As EchoSpoofing, through ${gateway}: the gateway relays whatever comes out of Exchange Online and makes it pass for alpha.`,
    operators: [gateway, 'exchange-online'],
    reference: 'standards.md A3, variant of 2025 (Symantec); RFC 7208 section 11.4',
    plan,
    options: { ...spoof, gateway },
    expect: {
      kind: 'cross-tenant-spoof',
      confidence: 'confirmed',
      passedSpf: true,
      actualTenant: 'bravotrading.onmicrosoft.com',
      signals: ['gateway-relay-of-foreign-tenant'],
    },
  }),
  defineScenario({
    id: `gateway-${gateway}-own-tenant`,
    title: `The own tenant behind ${gateway}`,
    story: `A mailbox of alpha, sent through alpha’s gateway ${gateway}.`,
    operators: [gateway, 'exchange-online'],
    reference: 'standards.md 5.6',
    plan,
    options: { ...spoof, gateway, tenant: 'alpha' },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true },
    twin: { of: `gateway-${gateway}-foreign-tenant`, differs: 'tenant' },
  }),
]);

export const scenarios = [
  defineScenario({
    id: '05-echo-spoof',
    title: 'EchoSpoofing: a stranger’s tenant behind alpha’s gateway',
    story:
      'Bravo’s tenant hands a message from alice@alpha.example to the Proofpoint cluster of alpha, which accepts all of Exchange Online, signs with the key of alpha and sends. SPF, DKIM and DMARC pass.',
    operators: ['proofpoint', 'exchange-online'],
    reference: 'standards.md 5.5, A3; EchoSpoofing (Guardio 2024)',
    plan,
    options: spoof,
    expect: {
      kind: 'cross-tenant-spoof',
      confidence: 'confirmed',
      operator: 'proofpoint',
      passedSpf: true,
      signals: ['gateway-relay-of-foreign-tenant'],
    },
  }),
  defineScenario({
    id: '05-without-ledger',
    title: 'EchoSpoofing without a tenant directory',
    story: 'As before; that alpha is not a domain of the tenant is all that is known.',
    operators: ['proofpoint', 'exchange-online'],
    reference: 'standards.md A3',
    plan,
    options: { ...spoof, ledger: false },
    expect: { kind: 'cross-tenant-spoof', confidence: 'probable', passedSpf: true, signals: ['gateway-relay-of-foreign-tenant'] },
    twin: { of: '05-echo-spoof', differs: 'ledger' },
  }),
  defineScenario({
    id: '05-unsigned',
    title: 'EchoSpoofing through a gateway that does not sign',
    story: 'As the first, but alpha gave its gateway no key. SPF alone makes it pass.',
    operators: ['proofpoint', 'exchange-online'],
    reference: 'standards.md A3',
    plan,
    options: { ...spoof, signs: false },
    expect: { kind: 'cross-tenant-spoof', confidence: 'confirmed', passedSpf: true, signals: ['gateway-relay-of-foreign-tenant'] },
    twin: { of: '05-echo-spoof', differs: 'signs' },
  }),
  defineScenario({
    id: '05-stamps-only',
    title: 'EchoSpoofing, and only the stamps of the inner service are left',
    story:
      'As the first, but neither signature nor seal of Exchange Online survived the gateway. The gateway’s own line shows from whom it took the message.',
    operators: ['proofpoint', 'exchange-online'],
    reference: 'standards.md 5.5; product.md principle 5',
    plan,
    options: { ...spoof, innerSignature: false },
    expect: {
      kind: 'cross-tenant-spoof',
      confidence: 'probable',
      actualTenant: 'bravo.example',
      passedSpf: true,
      signals: ['gateway-relay-of-foreign-tenant'],
    },
    twin: { of: '05-echo-spoof', differs: 'innerSignature' },
  }),
  defineScenario({
    id: '06-stamps-only',
    title: 'Alpha’s own tenant, and only the stamps of the inner service are left',
    story: 'The innocent twin.',
    operators: ['proofpoint', 'exchange-online'],
    reference: 'standards.md 5.6',
    plan,
    options: { ...spoof, innerSignature: false, tenant: 'alpha' },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['aligned-signature'] },
    twin: { of: '05-stamps-only', differs: 'tenant' },
  }),
  defineScenario({
    id: '06-gateway-in-front',
    title: 'Alpha’s own tenant behind alpha’s gateway',
    story: 'The innocent twin: the same path, from a mailbox of alpha.',
    operators: ['proofpoint', 'exchange-online'],
    reference: 'standards.md 5.6',
    plan,
    options: { ...spoof, tenant: 'alpha' },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['aligned-signature'] },
    twin: { of: '05-echo-spoof', differs: 'tenant' },
  }),
  ...others,
];
