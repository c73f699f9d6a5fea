/**
 * Tells whether a row of a report belongs to the campaign of a message, and how closely. Reports count messages and never show one, so
 * every tie is a statement about senders; none of them changes the verdict on the message.
 */
import { organizationalDomainByPsl } from '../dns/organizational-domain.ts';
import type { JudgedRecord, RowClass } from '../facts/report.ts';
import type { MessageTraits } from './message-traits.ts';

/** The closest first, as in the contract (report-calls.ts). */
export type CampaignTie = 'this-message' | 'same-tenant' | 'same-source' | 'same-pool';

/** A row with what its report says of its time. */
export interface RowOfReport {
  readonly reporter: string | null;
  /** UTC, ISO 8601. */
  readonly begin: string | null;
  readonly end: string | null;
  readonly record: JudgedRecord;
}

/** Seconds by which a clock may be wrong: a message at the edge of a report still lies in it. */
export const tolerance = 3_600;
const oneDay = 86_400;
/** How far a campaign is followed, before and after the message: a tenant names its sender, an address or a pool is handed on. */
export const daysOfTenant = 30;
export const daysOfSource = 14;

/** Classes that deserve attention; in the others the From domain itself or a forwarder speaks. */
export const suspiciousClasses: readonly RowClass[] = [
  'cross-tenant-suspect',
  'unauthorised',
  'aligned-spf-shared-pool-only',
  'third-party',
];
/** What another tenant of the pool can have made. */
export const pooledClasses: readonly RowClass[] = ['cross-tenant-suspect', 'aligned-spf-shared-pool-only'];

/** All that a tie rests on, of what rows have in common. */
export interface StoryTraits {
  readonly headerFrom: string | null;
  readonly organization: string | null;
  /** Empty for the null reverse-path. */
  readonly envelopeFrom: string | null;
  readonly envelopeTo: string | null;
  readonly class: RowClass;
  readonly operator: string | null;
  readonly foreignTenant: string | null;
  readonly dkim: readonly { readonly domain: string | null; readonly result: string | null }[];
  /** The reporter tells how it came to its result; else that no signature is listed says nothing. */
  readonly hasDetails: boolean;
}

/** What a story has in common with a message, before time and address are compared. */
export interface StoryTies {
  /** Same From domain, and nothing contradicts: MAIL FROM, recipient, signatures. */
  readonly agrees: boolean;
  readonly tenant: boolean;
  readonly organization: boolean;
  readonly pool: boolean;
}

/** How the time of a report lies to that of a message. */
export interface TimeTies {
  /** It covers the message, within the tolerance. */
  readonly covers: boolean;
  readonly nearTenant: boolean;
  readonly nearSource: boolean;
}

export function storyTies(traits: MessageTraits, story: StoryTraits): StoryTies {
  const isOfOrganization = story.organization !== null && traits.organizations.includes(story.organization);
  return {
    agrees: story.headerFrom !== null && traits.fromDomains.includes(story.headerFrom) && !contradicts(traits, story),
    tenant: story.foreignTenant !== null && traits.tenants.includes(story.foreignTenant.toLowerCase()),
    organization: isOfOrganization && suspiciousClasses.includes(story.class),
    pool: isOfOrganization && traits.operator !== null && story.operator === traits.operator && pooledClasses.includes(story.class),
  };
}

function contradicts(traits: MessageTraits, { envelopeFrom, envelopeTo, dkim, hasDetails }: StoryTraits): boolean {
  // Reporters put the HELO name where the reverse-path was null; the reverse is a contradiction.
  if (envelopeFrom !== null && traits.mailFromDomain !== null && traits.mailFromDomain !== '' && envelopeFrom !== traits.mailFromDomain)
    return true;
  if (envelopeTo !== null && traits.recipientDomains.length > 0 && !traits.recipientDomains.includes(envelopeTo)) return true;
  // A signature that passed for them and that the message does not carry.
  if (dkim.some(({ domain, result }) => domain !== null && result === 'pass' && !traits.signatures.includes(domain))) return true;
  // Aligned or not, signatures are listed (RFC 7489 appendix C, RFC 9990). They say how they came to their result, and name none of the message's.
  return hasDetails && traits.signers.length > 0 && !dkim.some(({ domain }) => domain !== null && traits.signers.includes(domain));
}

/** Times in seconds; NaN where one is not known. Without a time of the message, only what the tenant says is followed, at any time. */
export function timeTies(at: number, begin: number, end: number): TimeTies {
  const from = Number.isNaN(begin) ? end : begin;
  // Reports exist that end before they begin.
  const to = Number.isNaN(end) ? from : Math.max(from, end);
  if (Number.isNaN(at)) return { covers: false, nearTenant: true, nearSource: false };
  const isWithin = (seconds: number): boolean => from - seconds <= at && at <= to + seconds;
  return { covers: isWithin(tolerance), nearTenant: isWithin(daysOfTenant * oneDay), nearSource: isWithin(daysOfSource * oneDay) };
}

/**
 * The closest tie, or null.
 * - `this-message`: same address, same From domain, the report covers the time, nothing contradicts;
 * - `same-tenant`: the same foreign tenant, whatever the From domain, within 30 days;
 * - `same-source`: same address, same organization, a class that deserves attention, within 14 days;
 * - `same-pool`: same operator, same organization, suspect or passed by the pool alone, within 14 days. Only possible.
 */
export function combineTies(story: StoryTies, time: TimeTies, isSameAddress: boolean): CampaignTie | null {
  if (story.agrees && time.covers && isSameAddress) return 'this-message';
  if (story.tenant && time.nearTenant) return 'same-tenant';
  if (story.organization && time.nearSource && isSameAddress) return 'same-source';
  return story.pool && time.nearSource ? 'same-pool' : null;
}

/** The tie of one row, with a sentence on why; null where there is none. */
export function tieOf(traits: MessageTraits, row: RowOfReport): { readonly tie: CampaignTie; readonly says: string } | null {
  const { record } = row;
  const time = timeTies(secondsOf(traits.at), secondsOf(row.begin), secondsOf(row.end));
  const isSameAddress = record.sourceIp !== null && traits.addresses.includes(record.sourceIp);
  const tie = combineTies(storyTies(traits, storyOf(row)), time, isSameAddress);
  return tie === null ? null : { tie, says: sentenceOf(tie, row) };
}

function storyOf({ record }: RowOfReport): StoryTraits {
  const { headerFrom, envelopeFrom, envelopeTo, operator, foreignTenant, authResults } = record;
  return {
    headerFrom,
    organization: headerFrom === null ? null : organizationalDomainByPsl(headerFrom),
    envelopeFrom,
    envelopeTo,
    class: record.class,
    operator,
    foreignTenant,
    dkim: authResults.dkim,
    hasDetails: authResults.dkim.length + authResults.spf.length > 0,
  };
}

export function secondsOf(instant: string | null): number {
  return instant === null ? Number.NaN : Date.parse(instant) / 1000;
}

function sentenceOf(tie: CampaignTie, { reporter, begin, record }: RowOfReport): string {
  const many = record.count === 1 ? 'the one message' : record.count === null ? 'the messages' : `the ${record.count} messages`;
  const day = begin === null ? '' : ` on ${begin.slice(0, 10)}`;
  switch (tie) {
    case 'this-message':
      return `It may be ${record.count === 1 ? '' : 'among '}${many} that ${reporter ?? 'the receiver'} counts${day}: same address, same From domain, same time, and nothing contradicts.`;
    case 'same-tenant':
      return `The same tenant, ${record.foreignTenant}, signed ${many}${day}.`;
    case 'same-source':
      return `The same address, ${record.sourceIp}, sent ${many} for the same organization${day}.`;
    case 'same-pool':
      return `The same shared pool sent ${many} for the same organization${day}; whose tenant it was, the row does not show.`;
  }
}

const order: Readonly<Record<CampaignTie, number>> = { 'this-message': 0, 'same-tenant': 1, 'same-source': 2, 'same-pool': 3 };

export interface TiedMessage {
  readonly evidence: string;
  readonly tie: CampaignTie;
  readonly says: string;
}

/** From a row: the messages of the case that it is tied to, the closest first; then in the order in which they came. */
export function messagesOfRow(
  row: RowOfReport,
  messages: Iterable<{ readonly evidence: string; readonly traits: MessageTraits }>,
): TiedMessage[] {
  const found: TiedMessage[] = [];
  for (const { evidence, traits } of messages) {
    const tied = tieOf(traits, row);
    if (tied !== null) found.push({ evidence, ...tied });
  }
  return found.sort((one, other) => order[one.tie] - order[other.tie]);
}
