/** What an exposure means, in sentences: the conclusion that a person reads first, and the single findings behind it. */
import type { AddressCount, Exposure, ExposureFinding } from '../facts/exposure.ts';

type Body = Omit<Exposure, 'sentence' | 'findings'>;

/** One or two sentences: who can pass as the domain, what DMARC makes of it, and how far that is known. */
export function concludeExposure(exposure: Body): string {
  return [whoPasses(exposure), whatIsPresumed(exposure), whatIsOpen(exposure)].filter((sentence) => sentence !== '').join(' ');
}

function whoPasses({ domain, spf, space, dmarc }: Body): string {
  if (space.everyone) return `Everybody passes SPF as ${domain}${withDmarc(dmarc, domain)}.`;
  if (space.shared.length > 0) {
    const names = joinWords(
      space.shared.map(({ name }) => name),
      'and of',
    );
    return `Any customer of ${names} can pass SPF as ${domain}${withDmarc(dmarc, domain)}.`;
  }
  if (spf.rest === 'unknown' && spf.record === null)
    return `Who may pass SPF as ${domain} is not known: ${spf.problem ?? 'its record is missing'}.`;
  if (space.other.length > 0) {
    const listed = joinWords(space.other.map((other) => `${other.domain} (${describeCount(other)})`));
    return `Besides its own space, ${domain} lets what ${listed} ${space.other.length === 1 ? 'lists' : 'list'} pass SPF; whether that is shared among customers is not known, for no catalogue names it.`;
  }
  if (isEmpty(space.total)) {
    if (space.openEnded.length > 0) return `Whom ${domain} lets pass SPF cannot be listed: its record leaves that to names of the sender.`;
    if (spf.rest === 'none')
      return `Nobody passes SPF as ${domain}: it has no SPF record. DMARC can pass by an aligned DKIM signature only.`;
    if (spf.rest === 'permerror' || spf.rest === 'temperror')
      return `Nobody passes SPF as ${domain}: receivers answer ${spf.rest}, because ${spf.problem ?? 'the record is faulty'}.`;
    return `Nobody passes SPF as ${domain}. DMARC can pass by an aligned DKIM signature only.`;
  }
  return `Only what ${domain} itself lists passes SPF as ${domain}: ${describeCount(space.own)}, in no shared pool that the catalogue knows.`;
}

/** Bundled copies are knowledge, not evidence: what rests on them says so. */
function whatIsPresumed({ space }: Body): string {
  const presumed = space.everyone ? [] : space.shared.filter((pool) => pool.presumed !== null);
  if (presumed.length === 0) return '';
  const names = presumed.length === space.shared.length ? 'This' : `What is said of ${joinWords(presumed.map(({ name }) => name))}`;
  const days = joinWords([...new Set(presumed.map((pool) => pool.presumed?.seen ?? 'on a day that is not known'))]);
  return `${names} rests on ${presumed.length === 1 ? "a bundled copy of the operator's record" : "bundled copies of the operators' records"}, seen last ${days}.`;
}

/** The half sentence on DMARC. Where the two readings differ, both are told. */
function withDmarc({ rfc9989, rfc7489 }: Body['dmarc'], domain: string): string {
  const one = rfc9989.result;
  if (one !== rfc7489.result) return `; DMARC says ${one} by RFC 9989 and ${rfc7489.result} by RFC 7489`;
  switch (one) {
    case 'pass': {
      const policies = [...new Set([rfc9989.policy, rfc7489.policy].map((policy) => policy ?? 'none'))].join(' or ');
      return ` and DMARC (whose policy, ${policies}, is then never asked); only an aligned DKIM signature can tell them apart, and DMARC cannot require one`;
    }
    case 'none':
      return `; ${domain} has no DMARC policy`;
    case 'unknown':
      return '; its DMARC policy is not in the snapshot';
    default:
      return `; DMARC says ${one}`;
  }
}

function whatIsOpen({ missing, space, spf }: Body): string {
  const isStartMissing = spf.record === null && spf.rest === 'unknown';
  const many = missing.length === 1 ? 'One DNS answer is missing' : `${missing.length} DNS answers are missing`;
  const open = missing.length === 0 || isStartMissing ? '' : `${many}; what they hold may let more pass.`;
  const ended =
    space.openEnded.length === 0 || isEmpty(space.total) ? '' : `${joinWords(space.openEnded)} may let more pass than can be counted.`;
  return [open, ended].filter((sentence) => sentence !== '').join(' ');
}

/** /12 and /32: wider than what any one sender needs. */
const hugeIpv4 = 1 << 20;
const hugeIpv6 = 1n << 96n;

/** What deserves a line of its own, worst first. */
export function findExposureFacts({ domain, spf, space, terms }: Body): readonly ExposureFinding[] {
  const findings: ExposureFinding[] = [];
  const add = (code: ExposureFinding['code'], text: string): void => void findings.push({ code, text });
  if (space.everyone) {
    const by = terms.filter((term) => term.space === 'everyone').map(({ term, path }) => `${term} in ${path.at(-1) ?? domain}`);
    add('everyone', `Every address passes${by.length === 0 ? '' : `, by ${joinWords(by)}`}.`);
  }
  for (const { name, by, operator } of space.shared) {
    const own = by.filter((term) => !/^[-+?~]?(?:include|redirect)\b/i.test(term));
    add('shared-pool', `${name} gives its pool to all its customers; ${joinWords(by)} ${by.length === 1 ? 'lets' : 'let'} them pass.`);
    if (own.length > 0)
      add(
        'own-range-is-shared',
        `${joinWords(own)} ${own.length === 1 ? 'names' : 'name'} addresses that belong to a shared pool (${operator}).`,
      );
  }
  for (const { term, path, matches, passes, space: where } of terms) {
    const isRange = /^\+?(?:ip4|ip6|a|mx)\b/i.test(term);
    if (isRange && passes && matches !== null && where !== 'everyone' && (matches.ipv4 >= hugeIpv4 || BigInt(matches.ipv6) > hugeIpv6))
      add('huge-range', `${term} in ${path.at(-1) ?? domain} lets ${describeCount(matches)} pass.`);
  }
  for (const term of space.openEnded) add('open-ended', `Whom ${term} lets pass depends on the sender and cannot be listed.`);
  if (spf.lookups > spf.lookupsAllowed)
    add('too-many-lookups', `${spf.lookups} terms query DNS; from the eleventh on, receivers answer permerror (RFC 7208 section 4.6.4).`);
  else if (spf.problem !== null && spf.rest !== 'none' && spf.rest !== 'unknown')
    add('error', `Receivers stop with an error: ${spf.problem}.`);
  if (spf.rest === 'none') add('no-record', `${domain} has no SPF record.`);
  if (spf.rest === 'neutral') add('no-default', 'What no term lists is neutral: the record ends without -all or ~all.');
  return findings;
}

/** `327,680 IPv4 addresses and 2^80 IPv6 addresses`. */
export function describeCount({ ipv4, ipv6 }: AddressCount): string {
  const six = BigInt(ipv6);
  const parts = [
    ...(ipv4 === 0 ? [] : [`${groupDigits(String(ipv4))} IPv4 ${ipv4 === 1 ? 'address' : 'addresses'}`]),
    ...(six === 0n ? [] : [`${describeIpv6(six)} IPv6 ${six === 1n ? 'address' : 'addresses'}`]),
  ];
  return parts.length === 0 ? 'no address' : parts.join(' and ');
}

/** Small numbers as they are, large ones by their power of two: nobody reads 29 digits. */
export function describeIpv6(count: bigint): string {
  if (count < 1_000_000n) return groupDigits(String(count));
  const power = count.toString(2).length - 1;
  return count === 1n << BigInt(power) ? `2^${power}` : `about 2^${power}`;
}

function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function isEmpty({ ipv4, ipv6 }: AddressCount): boolean {
  return ipv4 === 0 && ipv6 === '0';
}

/** `a, b and c`. */
function joinWords(words: readonly string[], last = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
