/** The built-in glossary: what a term of the window means, in two sentences at most, with its standard. */

export interface Definition {
  readonly term: string;
  readonly text: string;
  readonly basis: string | null;
}

export const glossary = {
  spf: {
    term: 'SPF',
    text: 'A domain publishes in DNS which hosts may send mail in its name. It authorises machines, not the customers who share them.',
    basis: 'RFC 7208',
  },
  dkim: {
    term: 'DKIM',
    text: 'A signature over the message by a domain (d=), with a key found in DNS under a selector. It says who vouches for the content, not who wrote it.',
    basis: 'RFC 6376',
  },
  arc: {
    term: 'ARC',
    text: 'A sealed chain in which each relay records the authentication results it saw. It proves who wrote a record, as far as you trust the sealer.',
    basis: 'RFC 8617',
  },
  dmarc: {
    term: 'DMARC',
    text: 'Passes when SPF or DKIM passes for a domain that is aligned with the From domain. The From domain publishes what to do otherwise.',
    basis: 'RFC 9989',
  },
  'mail-from': {
    term: 'MAIL FROM',
    text: 'The reverse-path of the SMTP envelope (RFC5321.MailFrom), where bounces go. SPF checks its domain.',
    basis: 'RFC 5321',
  },
  helo: {
    term: 'HELO',
    text: 'The name a connecting host gives for itself. It is the sender’s own text; SPF can check it as an identity of its own.',
    basis: 'RFC 5321',
  },
  'from-domain': {
    term: 'From domain',
    text: 'The domain of the address that the reader sees as the author (RFC5322.From). DMARC calls it the Author Domain.',
    basis: 'RFC 5322',
  },
  'organizational-domain': {
    term: 'Organisational domain',
    text: 'The domain at which an organisation registered its names. RFC 9989 finds it by walking up the DNS tree, RFC 7489 by the public suffix list.',
    basis: 'RFC 9989',
  },
  alignment: {
    term: 'Identifier alignment',
    text: 'Whether the domain that authenticated belongs together with the From domain: the same name (strict) or the same organisational domain (relaxed).',
    basis: 'RFC 9989',
  },
  operator: {
    term: 'Operator',
    text: 'Who runs a host or a pool of hosts, for example a hosted mail service with many customers.',
    basis: null,
  },
  tenant: {
    term: 'Tenant',
    text: 'One customer of an operator. Two tenants may send through the same addresses without having anything to do with each other.',
    basis: null,
  },
  'shared-pool': {
    term: 'Shared pool',
    text: 'Outbound addresses that an operator uses for many tenants. A record that authorises the pool authorises all of them.',
    basis: 'RFC 7208 section 11.4',
  },
  ingress: {
    term: 'Ingress',
    text: 'The connection by which a message was handed in to a shared operator. SPF is checked here against the domain’s own hosts.',
    basis: null,
  },
  egress: {
    term: 'Egress',
    text: 'The connection by which a shared operator handed the message on. SPF is checked here against the operator’s shared pool.',
    basis: null,
  },
  'trust-boundary': {
    term: 'Trust boundary',
    text: 'The hop at which the side that you trust took the message over. What stands above it was written by that side; what stands below could be forged.',
    basis: 'RFC 8601 section 1.2',
  },
  vouched: {
    term: 'Vouched',
    text: 'Written by the trusted side, or covered by a signature or seal that verifies. Solid ink in the drawing.',
    basis: null,
  },
  attributed: {
    term: 'Attributed',
    text: 'An operator’s own stamp, found directly under that operator’s egress hop, where the operator overwrites copies. Dashed in the drawing.',
    basis: null,
  },
  claimed: {
    term: 'Claimed',
    text: 'Anyone on the way could have written it. It never accuses and never clears. Hatched in the drawing.',
    basis: null,
  },
  replay: {
    term: 'Replay',
    text: 'Our own evaluation of a check, with the DNS answers of the snapshot, at the time of the hop that it stands for.',
    basis: null,
  },
  record: {
    term: 'Record',
    text: 'What a receiver or an operator wrote down about its own check. It is as good as the side that wrote it.',
    basis: 'RFC 8601',
  },
  'authserv-id': {
    term: 'authserv-id',
    text: 'The name under which a service signs its Authentication-Results. Anybody can write any name there.',
    basis: 'RFC 8601',
  },
  selector: { term: 'Selector', text: 'Names the key (s=) with which a DKIM or ARC signature was made.', basis: 'RFC 6376' },
  instance: { term: 'Instance', text: 'The number (i=) of an ARC set. The first sealer wrote 1.', basis: 'RFC 8617' },
  'policy-domain': { term: 'Policy domain', text: 'The name whose DMARC record applies to the From domain.', basis: 'RFC 9989' },
  hop: { term: 'Hop', text: 'One Received header: a transfer between two hosts. Hop 0 is the oldest.', basis: 'RFC 5321 section 4.4' },
  unknown: {
    term: 'Unknown',
    text: 'The snapshot lacks an answer that would decide it. It is never counted as none, fail or pass.',
    basis: null,
  },
  'clock-skew': {
    term: 'Clock skew',
    text: 'The times of two hops contradict each other: one of the clocks is wrong, or a line is forged.',
    basis: null,
  },
} as const satisfies Record<string, Definition>;
export type TermId = keyof typeof glossary;
