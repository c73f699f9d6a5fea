/** Fields that programs read differently, and names where the two DMARC standards disagree (standards.md 5 e1-e3, A10). */
import type { Zone } from '../../helpers/zone.ts';
import { alphaServer, domainZone, hostZone, strangerHost } from '../language/companies.ts';
import { travel, write } from '../language/parcel.ts';
import { defineScenario, type Plan } from '../language/scenario.ts';
import { mergeZones } from '../language/world.ts';
import { receivedBy } from '../operators/receivers.ts';
import { signedBy } from '../operators/relays.ts';

interface AmbiguousStory {
  readonly from: string;
  readonly mailFrom: string;
  readonly host: 'own' | 'stranger';
  readonly signature: { readonly domain: string; readonly selector: string } | null;
  /** Whether the message was changed after the author's side signed it, by fields put on top. */
  readonly added: readonly string[];
  readonly zone: Zone;
}

const told: Plan<AmbiguousStory> = async ({ from, mailFrom, host, signature, added, zone }) => {
  const client = host === 'own' ? alphaServer : strangerHost;
  const dns = mergeZones(
    domainZone('alpha.example', { spf: 'v=spf1 ip4:192.0.2.10 -all', dmarc: 'v=DMARC1; p=reject', selectors: ['mail'] }),
    domainZone('other.example', { spf: 'v=spf1 ip4:198.51.100.99 -all', selectors: ['mail'] }),
    hostZone(client),
    zone,
  );
  const start = write({ from, mailFrom, host: client, fields: added });
  const legs = [signature === null ? null : signedBy(signature.domain, signature.selector), receivedBy('postfix')];
  return { message: await travel(start, { zone: dns }, legs), dns };
};

const otherKey = { domain: 'other.example', selector: 'mail' };
const one: AmbiguousStory = {
  from: 'Alice Alder <alice@alpha.example>',
  mailFrom: 'alice@alpha.example',
  host: 'own',
  signature: { domain: 'alpha.example', selector: 'mail' },
  added: [],
  zone: {},
};
/** Two owners under one private suffix, whose registry does not say so by psd=y. */
const privateSuffix = mergeZones(
  domainZone('other.za.com', { spf: 'v=spf1 ip4:198.51.100.99 -all' }),
  domainZone('alpha.za.com', { spf: 'v=spf1 ip4:198.51.100.99 -all', dmarc: 'v=DMARC1; p=reject' }),
  { '_dmarc.za.com': { TXT: ['v=DMARC1; p=none'] } },
);

const plan = told;
const operators: readonly string[] = [];

export const scenarios = [
  defineScenario({
    id: 'from-twice',
    title: 'Two From fields',
    story: 'The message has two From fields. Programs disagree about which to check and which to show, so no check clears it.',
    operators,
    reference: 'standards.md A10; RFC 5322 section 3.6; "Composition Kills" (USENIX Security 2020)',
    plan,
    options: { ...one, added: ['From: Bob Birch <bob@bravo.example>'] },
    expect: { kind: 'indeterminate', confidence: null, signals: ['ambiguous-from'] },
  }),
  defineScenario({
    id: 'from-once',
    title: 'One From field',
    story: 'The innocent twin.',
    operators,
    reference: 'RFC 5322 section 3.6',
    plan,
    options: one,
    expect: { kind: 'authentic', confidence: 'confirmed', signals: ['aligned-signature', 'own-address-space'] },
    twin: { of: 'from-twice', differs: 'added' },
  }),
  defineScenario({
    id: 'from-two-authors',
    title: 'Two authors of two domains',
    story: 'One From field names authors at two domains. DMARC is not defined for that (RFC 9989 section 5.3.1).',
    operators,
    reference: 'standards.md A10 (A14); RFC 9989 sections 5.3.1 and 11.5',
    plan,
    options: { ...one, from: 'alice@alpha.example, bob@other.example' },
    expect: { kind: 'indeterminate', confidence: null, signals: ['ambiguous-from'] },
    twin: { of: 'from-once', differs: 'from' },
  }),
  defineScenario({
    id: 'null-reverse-path',
    title: 'A bounce with the null reverse-path',
    story: 'A bounce of alpha’s own host: the HELO name stands in for the envelope (RFC 7208 section 2.4).',
    operators,
    reference: 'RFC 7208 section 2.4; standards.md A10 (empty MAIL FROM)',
    plan,
    options: { ...one, mailFrom: '', signature: null, from: 'Mail system <postmaster@alpha.example>' },
    expect: { kind: 'authentic', confidence: 'confirmed', passedSpf: true, signals: ['own-address-space'] },
    expectWithoutDns: { kind: 'authentic', confidence: 'probable', passedSpf: true },
  }),
  defineScenario({
    id: 'null-reverse-path-stranger',
    title: 'A forged bounce',
    story: 'As before from a stranger’s host, whose HELO name speaks for nobody.',
    operators,
    reference: 'RFC 7208 section 2.4; standards.md A10 (empty MAIL FROM)',
    plan,
    options: { ...one, mailFrom: '', signature: null, from: 'Mail system <postmaster@alpha.example>', host: 'stranger' },
    expect: { kind: 'misaligned-sender', confidence: 'confirmed', signals: ['unaligned-authentication'] },
    twin: { of: 'null-reverse-path', differs: 'host' },
  }),
  defineScenario({
    id: 'injected-results',
    title: 'Results injected through the envelope',
    story: 'The reverse-path carries text that looks like another result. What the receiver wrote in quotation marks stays a value.',
    operators,
    reference: 'standards.md A10 (A4, A5: injection into Authentication-Results)',
    plan,
    options: { ...one, host: 'stranger', signature: otherKey, mailFrom: '"x; dkim=pass header.d=alpha.example (a"@other.example' },
    expect: { kind: 'misaligned-sender', confidence: 'confirmed', signals: ['unaligned-authentication'] },
  }),
  defineScenario({
    id: 'e1-private-suffix',
    title: 'A neighbour under a private suffix',
    story: 'From names alpha.za.com, the stranger authenticated as other.za.com. za.com is a private suffix: two owners.',
    operators,
    reference: 'standards.md 5 e1; RFC 9989 section 11.8',
    plan,
    options: {
      ...one,
      host: 'stranger',
      signature: null,
      from: 'Alice Alder <alice@mail.alpha.za.com>',
      mailFrom: 'alice@other.za.com',
      zone: privateSuffix,
    },
    expect: { kind: 'misaligned-sender', confidence: 'confirmed', signals: ['unaligned-authentication'] },
  }),
  defineScenario({
    id: 'e1-same-owner',
    title: 'The same owner under a private suffix',
    story: 'As before, but the envelope is alpha’s own.',
    operators,
    reference: 'standards.md 5 e1',
    plan,
    options: {
      ...one,
      host: 'stranger',
      signature: null,
      from: 'Alice Alder <alice@mail.alpha.za.com>',
      mailFrom: 'alice@alpha.za.com',
      zone: privateSuffix,
    },
    expect: { kind: 'authentic', confidence: 'confirmed', signals: ['own-address-space'] },
    expectWithoutDns: { kind: 'authentic', confidence: 'probable' },
    twin: { of: 'e1-private-suffix', differs: 'mailFrom' },
  }),
  defineScenario({
    id: 'e2-deep-name',
    title: 'An author domain of ten labels',
    story: 'The tree walk shortens the name to seven labels; the signature of the organizational domain is aligned.',
    operators,
    reference: 'standards.md 5 e2; RFC 9989 section 4.10',
    plan,
    options: { ...one, from: 'alice@a.b.c.d.e.f.g.h.alpha.example', mailFrom: 'alice@a.b.c.d.e.f.g.h.alpha.example' },
    expect: { kind: 'authentic', confidence: 'confirmed', signals: ['aligned-signature'] },
    twin: { of: 'e2-plain-name', differs: 'from' },
  }),
  defineScenario({
    id: 'e2-plain-name',
    title: 'An author domain of two labels, with the deep envelope',
    story: 'The twin with the plain name in From.',
    operators,
    reference: 'standards.md 5 e2',
    plan,
    options: { ...one, mailFrom: 'alice@a.b.c.d.e.f.g.h.alpha.example' },
    expect: { kind: 'authentic', confidence: 'confirmed', signals: ['aligned-signature'] },
  }),
  defineScenario({
    id: 'e3-delegated-subsidiary',
    title: 'A subsidiary that is an organisation of its own',
    story:
      'sub.alpha.example declares psd=n, which cuts its alignment with alpha.example by the tree walk; the public suffix list does not know of it. Both readings are shown.',
    operators,
    reference: 'standards.md 5 e3; RFC 9989 section 4.10.2',
    plan,
    options: {
      ...one,
      from: 'hr@sub.alpha.example',
      zone: { '_dmarc.sub.alpha.example': { TXT: ['v=DMARC1; p=reject; psd=n'] } },
    },
    expect: { kind: 'authentic', confidence: 'confirmed' },
  }),
];
