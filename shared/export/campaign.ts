/** What the exports for threat intelligence are made from: the suspect rows of a case, put together as campaigns. */

/** What the reports say of one source address within a campaign. Times are UTC, ISO 8601 to the second. */
export interface CampaignSource {
  /** Canonical (RFC 5952). */
  readonly ip: string;
  readonly messages: number;
  readonly rows: number;
  readonly first: string;
  readonly last: string;
  /** Who reported it, sorted. */
  readonly reporters: readonly string[];
}

/** The rows of class `cross-tenant-suspect` with the same From domain, operator and foreign tenant. */
export interface Campaign {
  readonly fromDomain: string;
  /** Id and name of the operator whose shared pool they left through. */
  readonly operator: string;
  readonly operatorName: string;
  /** Signing domain of the tenant that is not known to be the From domain's own; null where the domain's own signature was missing. */
  readonly foreignTenant: string | null;
  readonly messages: number;
  readonly rows: number;
  readonly first: string;
  readonly last: string;
  /** Who reported them, sorted. */
  readonly reporters: readonly string[];
  /** Why they are suspect, one sentence each, the most frequent first. */
  readonly because: readonly string[];
  /** By address; none is empty. */
  readonly sources: readonly CampaignSource[];
}

/** `bravo.onmicrosoft.com in the name of alpha.example through Exchange Online`. */
export function campaignTitle({ fromDomain, foreignTenant, operatorName }: Campaign): string {
  const who = foreignTenant ?? 'a tenant without the domain’s own signature';
  return `${who} in the name of ${fromDomain} through ${operatorName}`;
}

/** One sentence with the numbers. */
export function campaignSummary({ messages, rows, first, last, reporters, sources }: Campaign): string {
  const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
  return `${count(messages, 'message', 'messages')} in ${count(rows, 'report row', 'report rows')} from ${count(sources.length, 'address', 'addresses')}, ${first.slice(0, 10)} to ${last.slice(0, 10)}, reported by ${count(reporters.length, 'receiver', 'receivers')}.`;
}
