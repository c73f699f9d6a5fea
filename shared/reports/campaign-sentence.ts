/** How far a campaign went, in one sentence: what receivers counted, and what their silence does not say. */
import type { MessageTraits } from './message-traits.ts';

/** Rows of one kind, added up. */
export interface CampaignSums {
  readonly messages: number;
  readonly rows: number;
  readonly reports: number;
  /** Different receivers. */
  readonly reporters: number;
  readonly fromDomains: number;
  /** Day of the first begin. */
  readonly first: string | null;
}

/** A row that may count the message itself. */
export interface OwnRow {
  readonly reporter: string | null;
  readonly count: number | null;
  readonly sourceIp: string | null;
}

export interface CampaignFacts {
  readonly traits: MessageTraits;
  readonly operatorName: (id: string) => string;
  /** Receivers whose reports cover the domain and the time of the message. */
  readonly coveredBy: number;
  /** Those that may count the message itself, the most telling first. */
  readonly own: readonly OwnRow[];
  /** All rows near enough with a foreign tenant of the message, with its address, or of its pool. */
  readonly tenant: CampaignSums;
  readonly source: CampaignSums;
  readonly pool: CampaignSums;
}

export function campaignSentence(facts: CampaignFacts): string {
  const told = whatIsTold(facts);
  const own = ownRows(facts.own);
  const strong = [told, own].filter((part) => part !== null);
  if (strong.length > 0) {
    const gap = facts.coveredBy > 0 ? '' : ` ${silence(facts)}`;
    return `${capital(strong.join('; '))}.${gap}`;
  }
  const pool = facts.pool.rows === 0 ? '' : ` ${poolOnly(facts)}`;
  if (facts.coveredBy > 0) {
    return `The reports of ${many(facts.coveredBy, 'receiver')} cover ${theDay(facts)} and show no other message of this sender; receivers that do not report may have seen more.${pool}`;
  }
  return `${silence(facts)}${pool}`;
}

function whatIsTold({ traits, tenant, source }: CampaignFacts): string | null {
  if (tenant.rows > 0) {
    const verb = tenant.messages === 1 ? 'carries' : 'carry';
    return `${counted(tenant)} ${verb} the signature of ${listed(traits.tenants)}${since(tenant)}${inNames(tenant)}`;
  }
  if (source.rows === 0) return null;
  return `${counted(source)} came from ${listed(traits.addresses)} in the name of ${listed(traits.organizations)}${since(source)}`;
}

function ownRows([first, ...others]: readonly OwnRow[]): string | null {
  if (first === undefined) return null;
  const more = others.length === 0 ? '' : `, as ${others.length === 1 ? 'one more row does' : `${number(others.length)} more rows do`}`;
  const among =
    first.count === null ? `one of those from ${first.sourceIp}` : `1 of ${many(first.count, 'message')} from ${first.sourceIp}`;
  return `${first.reporter ?? 'a receiver without a name'} may have counted this very message (${among})${more}`;
}

function poolOnly({ traits, operatorName, pool }: CampaignFacts): string {
  const operator = traits.operator === null ? 'the same operator' : operatorName(traits.operator);
  return `${capital(counted(pool))} passed for ${listed(traits.organizations)} through the shared pool of ${operator}${since(pool)}: whose tenants sent them, the reports do not show.`;
}

function silence(facts: CampaignFacts): string {
  if (facts.traits.at === null) return 'The message has no usable time, so no report can be said to cover it; silence says nothing.';
  return `No report of this case covers ${theDay(facts)}; silence says nothing.`;
}

function theDay({ traits }: CampaignFacts): string {
  return `${traits.organizations.length === 0 ? 'its From domain' : listed(traits.organizations)} on ${traits.at?.slice(0, 10)}`;
}

function counted({ messages, reports, reporters }: CampaignSums): string {
  return `${many(messages, 'message')} in ${many(reports, 'report')} of ${many(reporters, 'receiver')}`;
}

function since({ first }: CampaignSums): string {
  return first === null ? '' : ` since ${first}`;
}

function inNames({ fromDomains }: CampaignSums): string {
  return `, in the name of ${many(fromDomains, 'domain')}`;
}

/** Two by name, the rest by number. */
function listed(names: readonly string[]): string {
  const [first = 'nobody', second] = names;
  if (second === undefined) return first;
  return names.length === 2 ? `${first} and ${second}` : `${first}, ${second} and ${number(names.length - 2)} more`;
}

function many(count: number, what: string): string {
  return `${number(count)} ${what}${count === 1 ? '' : 's'}`;
}

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
