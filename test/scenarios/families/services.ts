/**
 * Services that send for many customers: one customer speaks as another, and the customer speaks for itself (standards.md 5.9, A1, A14).
 * One table, so that every operator of the catalogue takes part.
 */
import type { KnownTenant } from '../../../shared/facts/tenant-knowledge.ts';
import { operatorZone } from '../language/catalogue.ts';
import { alphaServer, bravoServer, domainZone, hostZone, knownAccount } from '../language/companies.ts';
import { travel, write } from '../language/parcel.ts';
import { defineScenario, type Expectation, type Plan, type Scenario } from '../language/scenario.ts';
import { mergeZones } from '../language/world.ts';
import { type ReceiverName, receivedBy } from '../operators/receivers.ts';
import { type ServiceName, serviceOf, throughService } from '../operators/services.ts';

interface ServiceStory {
  readonly service: ServiceName;
  /** Which customer hands in: by the account that the service writes. */
  readonly customer: 'alpha' | 'bravo';
  /** Whether the service signs with a key of alpha. */
  readonly ownKey: boolean;
  /** Where bounces come back: under alpha's name, or as the service does it without a set-up. */
  readonly aligned: boolean;
  readonly ledger: boolean;
  readonly receiver: ReceiverName;
  readonly from: string;
}

/** The accounts of both customers, in the form of each service, and the include by which a customer authorises it. */
const customers: Readonly<Record<ServiceName, { readonly alpha: string; readonly bravo: string; readonly include: string }>> = {
  sendgrid: { alpha: '1111111', bravo: '2222222', include: 'sendgrid.net' },
  'amazon-ses': { alpha: `${'AbCd'.repeat(10)}AbC=`, bravo: `${'WxYz'.repeat(10)}WxY=`, include: 'amazonses.com' },
  mailgun: { alpha: '0a1b2c', bravo: '9f8e7d', include: 'mailgun.org' },
  mailchimp: { alpha: '0a1b2c3d4e5f60718293a4b5c', bravo: 'f0e1d2c3b4a5968778695a4b3', include: 'servers.mcsv.net' },
  mandrill: { alpha: '30111111', bravo: '30222222', include: 'spf.mandrillapp.com' },
  postmark: { alpha: '111111', bravo: '222222', include: 'spf.mtasv.net' },
  brevo: { alpha: '1111111', bravo: '2222222', include: 'spf.brevo.com' },
  sparkpost: { alpha: '111111', bravo: '222222', include: 'sparkpostmail.com' },
  mailjet: { alpha: 'AUEAAExampleA', bravo: 'AUEAAExampleB', include: 'spf.mailjet.com' },
  mailersend: { alpha: 'abcd1234', bravo: 'wxyz9876', include: '_spf.mailersend.net' },
  activecampaign: { alpha: '111111', bravo: '222222', include: 'emsd1.com' },
  'constant-contact': { alpha: '1111111111111', bravo: '2222222222222', include: 'spf.constantcontact.com' },
  klaviyo: { alpha: 'AbCd12', bravo: 'WxYz98', include: '_spf.klaviyo.com' },
  salesforce: { alpha: '00D5f000001ABCD', bravo: '00D5f000009WXYZ', include: '_spf.salesforce.com' },
  'salesforce-marketing-cloud': { alpha: '1111111', bravo: '2222222', include: 'cust-spf.exacttarget.com' },
  hubspot: { alpha: '1111111', bravo: '2222222', include: '1111111.spf01.hubspotemail.net' },
  shopify: { alpha: '1111111', bravo: '2222222', include: 'shops.shopify.com' },
  zendesk: { alpha: '0a1b2c3', bravo: '0badbad', include: 'mail.zendesk.com' },
  freshdesk: { alpha: '1111111', bravo: '2222222', include: 'email.freshdesk.com' },
  servicenow: { alpha: '1111111', bravo: '2222222', include: '_spfinc1.servicenow.com' },
  oracle: { alpha: '1111111', bravo: '2222222', include: 'rp.oracleemaildelivery.com' },
  zoho: { alpha: '1111111', bravo: '2222222', include: 'zohomail.com' },
  yahoo: { alpha: 'alice@alpha.example', bravo: 'bob@bravo.example', include: '_spf.mail.yahoo.com' },
  fastmail: { alpha: 'i1a2b3c4d', bravo: 'i9f8e7d6c', include: 'spf.messagingengine.com' },
  proton: { alpha: '11111111', bravo: '22222222', include: '_spf.protonmail.ch' },
  icloud: { alpha: 'alice', bravo: 'bob', include: 'icloud.com' },
  godaddy: { alpha: '11111111', bravo: '22222222', include: 'secureserver.net' },
  ovh: { alpha: 'alice', bravo: 'bob', include: 'mx.ovh.com' },
  namecheap: { alpha: 'alice', bravo: 'bob', include: 'spf.privateemail.com' },
  rackspace: { alpha: 'alice@alpha.example', bravo: 'bob@bravo.example', include: 'emailsrvr.com' },
  ionos: { alpha: 'alice', bravo: 'bob', include: '_spf.kundenserver.de' },
  intermedia: { alpha: 'alice', bravo: 'bob', include: 'spf.intermedia.net' },
  newfold: { alpha: 'alice@alpha.example', bravo: 'bob@bravo.example', include: 'websitewelcome.example' },
  marketo: { alpha: 'alice', bravo: 'bob', include: 'mktomail.com' },
  pardot: { alpha: 'alice', bravo: 'bob', include: 'et._spf.pardot.com' },
  atlassian: { alpha: 'a'.repeat(32), bravo: 'b'.repeat(32), include: '_spf.atlassian.net' },
};

const throughTheService: Plan<ServiceStory> = async ({ service: name, customer, ownKey, aligned, ledger, receiver, from }) => {
  const service = serviceOf(name);
  const { include, alpha } = customers[name];
  const spf = `v=spf1 ip4:192.0.2.10 include:${include} -all`;
  const { signature } = service;
  const dns = mergeZones(
    operatorZone(service.operator),
    { [include]: { TXT: [`v=spf1 ip4:${service.egress.ip} -all`] } },
    domainZone('alpha.example', { spf, dmarc: 'v=DMARC1; p=reject; adkim=r; aspf=r', selectors: ['s1'] }),
    domainZone('bounce.alpha.example', { spf }),
    domainZone('bounce.service.example', { spf: `v=spf1 ip4:${service.egress.ip} -all` }),
    signature === null ? {} : domainZone(signature.domain, { selectors: [signature.selector] }),
    domainZone('microsoft.com', { selectors: ['arcselector10001'] }),
    domainZone('google.com', { selectors: ['arc-20240605'] }),
    ...[alphaServer, bravoServer, service.egress].map(hostZone),
  );
  const start = write({
    from,
    mailFrom: aligned ? 'support@alpha.example' : 'support@bounce.service.example',
    host: customer === 'alpha' ? alphaServer : bravoServer,
  });
  const bounceDomain = aligned ? 'bounce.alpha.example' : 'bounce.service.example';
  const key = ownKey ? { domain: 'alpha.example', selector: 's1' } : null;
  const legs = [throughService({ service, account: customers[name][customer], bounceDomain, key }), receivedBy(receiver)];
  const tenants: readonly KnownTenant[] = ledger ? [knownAccount('alpha.example', service.operator, known(name, alpha))] : [];
  return { message: await travel(start, { zone: dns }, legs), dns, tenants };
};

/** The account as the catalogue reads it. */
function known(name: ServiceName, account: string): string {
  return name === 'amazon-ses' ? `us-east-1.${account}` : account;
}

const base = {
  customer: 'bravo',
  ownKey: false,
  aligned: true,
  ledger: true,
  receiver: 'postfix',
  from: 'Alpha Support <support@alpha.example>',
} as const satisfies Omit<ServiceStory, 'service'>;
const plan = throughTheService;
const reference = 'standards.md 3.3, A14; CVE-2024-7209; RFC 7208 section 11.4';

/** Services that write an account of the customer where no customer can, so that a directory can tell two apart. */
const withAccount: readonly ServiceName[] = [
  'sendgrid',
  'mailgun',
  'mandrill',
  'mailchimp',
  'postmark',
  'brevo',
  'sparkpost',
  'mailersend',
  'activecampaign',
  'constant-contact',
  'klaviyo',
  'salesforce',
  'salesforce-marketing-cloud',
  'zendesk',
  'fastmail',
  'proton',
  'godaddy',
];

/** Services whose fields name nobody, or name a customer in words that the customer can write. */
const withoutAccount: readonly ServiceName[] = [
  'amazon-ses',
  'mailjet',
  'hubspot',
  'shopify',
  'freshdesk',
  'servicenow',
  'oracle',
  'zoho',
  'yahoo',
  'icloud',
  'ovh',
  'namecheap',
  'rackspace',
  'ionos',
  'intermedia',
  'newfold',
  'marketo',
  'pardot',
  'atlassian',
];

function spoofs(service: ServiceName): readonly Scenario[] {
  const options: ServiceStory = { ...base, service };
  const { operator } = serviceOf(service);
  return [
    defineScenario({
      id: `service-${service}-foreign-account`,
      title: `Another customer of ${service} speaks as alpha`,
      story: `Bravo’s account at ${service} sends as support@alpha.example, and alpha authorises the whole service. The account that the service wrote is not the one the directory knows.`,
      operators: [operator],
      reference,
      plan,
      options,
      expect: {
        kind: 'cross-tenant-spoof',
        confidence: 'probable',
        operator,
        flippedAt: 'egress',
        passedSpf: true,
        signals: ['tenant-mismatch'],
      },
    }),
    defineScenario({
      id: `service-${service}-own-account`,
      title: `Alpha’s own account at ${service}`,
      story: 'The same path, from the account that the directory knows as alpha’s.',
      operators: [operator],
      reference,
      plan,
      options: { ...options, customer: 'alpha' },
      expect: { kind: 'shared-pass-unattributed', confidence: null, operator, passedSpf: true, signals: ['known-tenant'] },
      twin: { of: `service-${service}-foreign-account`, differs: 'customer' },
    }),
  ];
}

function unattributed(service: ServiceName): readonly Scenario[] {
  const options: ServiceStory = { ...base, service, ledger: false };
  const { operator, sentBy } = serviceOf(service);
  const pass: Expectation = {
    kind: 'shared-pass-unattributed',
    confidence: null,
    operator: sentBy ?? operator,
    passedSpf: true,
    signals: ['shared-pool-only-alignment'],
  };
  return [
    defineScenario({
      id: `service-${service}-unattributed`,
      title: `Somebody at ${service} speaks as alpha`,
      story: `SPF passes for alpha from the shared hosts of ${service}, and nothing that its customers cannot write says who it was.`,
      operators: [operator],
      reference,
      plan,
      options,
      expect: pass,
    }),
    defineScenario({
      id: `service-${service}-signed`,
      title: `Alpha sends through ${service} with a key of its own`,
      story: 'As before, and the signature of alpha verifies.',
      operators: [operator],
      reference: 'RFC 6376; standards.md 5.9a',
      plan,
      options: { ...options, ownKey: true },
      expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['aligned-signature'] },
      twin: { of: `service-${service}-unattributed`, differs: 'ownKey' },
    }),
  ];
}

export const scenarios: readonly Scenario[] = [
  defineScenario({
    id: '09a-sendgrid-signed',
    title: 'Alpha’s newsletter through SendGrid',
    story: 'The customer set the service up whole: its own key, its own bounce domain.',
    operators: ['sendgrid'],
    reference: 'standards.md 5.9a',
    plan,
    options: { ...base, service: 'sendgrid', customer: 'alpha', ownKey: true },
    expect: {
      kind: 'authentic',
      confidence: 'confirmed',
      actualTenant: '1111111',
      passedSpf: true,
      signals: ['aligned-signature', 'known-tenant'],
    },
  }),
  defineScenario({
    id: '09b-zendesk-unknown',
    title: 'A Zendesk account speaks as alpha, and nobody knows whose it is',
    story: 'SPF passes for alpha from Zendesk; the account is stamped, and no directory says whose it is.',
    operators: ['zendesk'],
    reference: 'standards.md 5.9b, A14',
    plan,
    options: { ...base, service: 'zendesk', ledger: false },
    expect: { kind: 'shared-pass-unattributed', confidence: null, passedSpf: true, signals: ['shared-pool-only-alignment'] },
    twin: { of: 'service-zendesk-foreign-account', differs: 'ledger' },
  }),
  defineScenario({
    id: 'service-sendgrid-stopped',
    title: 'Another customer of SendGrid, stopped by DMARC',
    story:
      'Bravo’s account writes as alpha with the service’s own bounce domain: DMARC fails. Alpha authorises the pool, so it is a cross-tenant spoof all the same.',
    operators: ['sendgrid'],
    reference: 'product.md (a spoof that was stopped keeps its kind)',
    plan,
    options: { ...base, service: 'sendgrid', aligned: false },
    expect: { kind: 'cross-tenant-spoof', confidence: 'probable', signals: ['tenant-mismatch', 'pool-authorised-by-from-domain'] },
    expectWithoutDns: { kind: 'misaligned-sender', confidence: 'confirmed', signals: ['unaligned-authentication'] },
    twin: { of: 'service-sendgrid-foreign-account', differs: 'aligned' },
  }),
  defineScenario({
    id: 'service-godaddy-hoster-signed',
    title: 'The hoster signs for whoever logs in',
    story:
      'Bravo’s account at the hoster sends as alpha, and the hoster signs with the key of alpha that it holds: it checks the login, not the sender. SPF, DKIM and DMARC pass.',
    operators: ['godaddy'],
    reference: 'CVE-2024-7208; standards.md A1',
    plan,
    options: { ...base, service: 'godaddy', ownKey: true },
    expect: { kind: 'cross-tenant-spoof', confidence: 'probable', actualTenant: '22222222', passedSpf: true, signals: ['tenant-mismatch'] },
    twin: { of: 'service-godaddy-foreign-account', differs: 'ownKey' },
  }),
  defineScenario({
    id: 'service-godaddy-hoster-signed-own',
    title: 'The hoster signs for alpha',
    story: 'As before, from alpha’s own account.',
    operators: ['godaddy'],
    reference: 'CVE-2024-7208; standards.md A1',
    plan,
    options: { ...base, service: 'godaddy', ownKey: true, customer: 'alpha' },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['known-tenant', 'aligned-signature'] },
    twin: { of: 'service-godaddy-hoster-signed', differs: 'customer' },
  }),
  defineScenario({
    id: 'service-amazon-ses-unclear-account',
    title: 'An account id that is not one to one with accounts',
    story:
      'Bravo’s account at Amazon SES sends as alpha. The id that the service signs was seen on unrelated domains, so even a directory does not accuse by it.',
    operators: ['amazon-ses'],
    reference: 'standards.md 3.3 (Feedback-ID of SES: several domains a hash)',
    plan,
    options: { ...base, service: 'amazon-ses' },
    expect: { kind: 'shared-pass-unattributed', confidence: null, passedSpf: true },
    twin: { of: 'service-amazon-ses-unattributed', differs: 'ledger' },
  }),
  ...withAccount.flatMap(spoofs),
  ...withoutAccount.flatMap(unattributed),
];
