/** Google Workspace and Gmail (standards.md 3.2, A11, A13). */
import type { KnownTenant } from '../../../shared/facts/tenant-knowledge.ts';
import { operatorZone } from '../language/catalogue.ts';
import { alphaServer, bravoServer, domainZone, hostZone, knownSigningDomain } from '../language/companies.ts';
import { travel, write } from '../language/parcel.ts';
import { defineScenario, type Plan } from '../language/scenario.ts';
import { mergeZones } from '../language/world.ts';
import { type GooglePassage, googleEgress, standInDomain, throughGoogle } from '../operators/google.ts';
import { type ReceiverName, receivedBy } from '../operators/receivers.ts';

interface GoogleStory {
  readonly tenant: 'alpha' | 'bravo';
  readonly handIn: GooglePassage['handIn'];
  readonly from: string;
  /** Whether the tenant signs with a key of alpha. */
  readonly ownKey: boolean;
  readonly ledger: boolean;
  readonly receiver: ReceiverName;
}

const ledger: readonly KnownTenant[] = [knownSigningDomain('alpha.example', 'google', standInDomain('alpha.example'))];

const throughWorkspace: Plan<GoogleStory> = async ({ tenant, handIn, from, ownKey, ledger: isKnown, receiver }) => {
  const primary = `${tenant}.example`;
  const spf = 'v=spf1 include:_spf.google.com -all';
  const dns = mergeZones(
    operatorZone('google'),
    domainZone('alpha.example', { spf, dmarc: 'v=DMARC1; p=none', selectors: ['google'] }),
    domainZone('bravo.example', { spf, selectors: ['google'] }),
    domainZone(standInDomain('alpha.example'), { selectors: ['20230601'] }),
    domainZone(standInDomain('bravo.example'), { selectors: ['20230601'] }),
    domainZone('google.com', { selectors: ['arc-20240605'] }),
    domainZone('microsoft.com', { selectors: ['arcselector10001'] }),
    ...[alphaServer, bravoServer, googleEgress].map(hostZone),
  );
  const host = tenant === 'alpha' ? alphaServer : bravoServer;
  const start = write({ from, mailFrom: 'alice@alpha.example', host });
  const legs = [throughGoogle({ tenant: primary, handIn, signsFor: ownKey ? 'alpha.example' : null }), receivedBy(receiver)];
  return { message: await travel(start, { zone: dns }, legs), dns, tenants: isKnown ? ledger : [] };
};

const relay: GoogleStory = {
  tenant: 'bravo',
  handIn: 'smtp-relay',
  from: 'Alice Alder <alice@alpha.example>',
  ownKey: false,
  ledger: false,
  receiver: 'postfix',
};
const plan = throughWorkspace;
const operators = ['google'];

export const scenarios = [
  defineScenario({
    id: 'google-relay-unattributed',
    title: 'The SMTP relay of Google, and nobody knows whose tenant is whose',
    story:
      'Bravo’s server sends as alpha through smtp-relay.gmail.com. Only the stand-in signature names bravo’s tenant, and many customers sign that way.',
    operators,
    reference: 'standards.md A11 (Avanan 2022)',
    plan,
    options: relay,
    expect: {
      kind: 'shared-pass-unattributed',
      confidence: null,
      operator: 'google',
      passedSpf: true,
      signals: ['shared-pool-only-alignment', 'foreign-tenant-signature', 'pool-authorised-by-from-domain'],
    },
    expectWithoutDns: { kind: 'shared-pass-unattributed', confidence: null, passedSpf: true, signals: ['shared-pool-only-alignment'] },
  }),
  defineScenario({
    id: 'google-relay-spoof',
    title: 'The SMTP relay of Google, against the tenant directory',
    story: 'As before; the directory knows the stand-in name of alpha’s tenant, and the verified signature names another.',
    operators,
    reference: 'standards.md A11; CERT VU#244112',
    plan,
    options: { ...relay, ledger: true },
    expect: {
      kind: 'cross-tenant-spoof',
      confidence: 'confirmed',
      actualTenant: 'bravo-example.20230601.gappssmtp.com',
      passedSpf: true,
      signals: ['tenant-mismatch'],
    },
    twin: { of: 'google-relay-unattributed', differs: 'ledger' },
  }),
  defineScenario({
    id: 'google-relay-own-tenant',
    title: 'The SMTP relay of Google, used by alpha itself',
    story: 'The same path and the same kind of signature, from alpha’s own tenant.',
    operators,
    reference: 'standards.md A11, 3.2',
    plan,
    options: { ...relay, ledger: true, tenant: 'alpha' },
    expect: { kind: 'authentic', confidence: 'probable', passedSpf: true, signals: ['own-tenant-signature', 'known-tenant'] },
    twin: { of: 'google-relay-spoof', differs: 'tenant' },
  }),
  defineScenario({
    id: 'google-mailbox-without-key',
    title: 'A Workspace customer who never set a key up',
    story: 'Alice writes from her mailbox; only the stand-in signature of her tenant stands there, and no directory is at hand.',
    operators,
    reference: 'standards.md 3.2 (200 of 241 stand-in signatures match the From domain)',
    plan,
    options: { ...relay, tenant: 'alpha', handIn: 'mailbox' },
    expect: { kind: 'authentic', confidence: 'probable', passedSpf: true, signals: ['own-tenant-signature', 'foreign-tenant-signature'] },
  }),
  defineScenario({
    id: 'google-mailbox-with-key',
    title: 'A Workspace mailbox with alpha’s key',
    story: 'As before, and the tenant signs with the key of alpha.',
    operators,
    reference: 'RFC 6376',
    plan,
    options: { ...relay, tenant: 'alpha', handIn: 'mailbox', ownKey: true },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['aligned-signature'] },
    twin: { of: 'google-mailbox-without-key', differs: 'ownKey' },
  }),
  defineScenario({
    id: 'google-mailbox-at-outlook',
    title: 'A Workspace mailbox with alpha’s key, received at Outlook.com',
    story: 'The receiver prints one signature and no selector.',
    operators,
    reference: 'LESSONS.md (Microsoft prints one header.d)',
    plan,
    options: { ...relay, tenant: 'alpha', handIn: 'mailbox', ownKey: true, receiver: 'outlook' },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['aligned-signature'] },
    twin: { of: 'google-mailbox-with-key', differs: 'receiver' },
  }),
  defineScenario({
    id: 'google-interface',
    title: 'Handed to the Gmail interface',
    story: 'A program hands the message to Google over HTTP; the project number is all that names it. The signature of alpha verifies.',
    operators,
    reference: 'standards.md A13',
    plan,
    options: { ...relay, tenant: 'alpha', handIn: 'api', ownKey: true },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['aligned-signature'] },
  }),
];
