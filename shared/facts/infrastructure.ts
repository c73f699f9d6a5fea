/** Who operates an address or a host, and whose tenant handed a message in. */
import type { Place, Trust } from './evidence.ts';
import type { HeaderField } from './message.ts';

/** How an operator was recognised, strongest first: an address range, the reverse name the receiver resolved, or the HELO name (attacker text). */
export type AttributionBasis = 'address' | 'rdns' | 'helo' | 'by-host';

export interface Attribution {
  readonly operator: string;
  readonly operatorName: string;
  /** Pool of the operator that the address belongs to, for example `high-risk`. */
  readonly pool: string | null;
  readonly scope: 'shared' | 'dedicated' | 'internal';
  readonly basis: AttributionBasis;
}

/** One connection end, as a Received header or an operator's record names it. */
export interface Connection {
  readonly ip: string | null;
  readonly rdns: string | null;
  readonly helo: string | null;
}

export type TenantKind = 'dkim-domain' | 'tenant-id' | 'organization-domain' | 'account';

/** Something in the message that names the tenant who handed it in. */
export interface TenantMark {
  readonly operator: string;
  readonly kind: TenantKind;
  readonly value: string;
  readonly header: number;
  readonly trust: Trust;
  readonly place: Place;
}

/** A mark before it is known whether it stands where the operator would have put it. */
export interface FoundMark {
  readonly operator: string;
  readonly kind: TenantKind;
  readonly value: string;
  readonly place: Place;
  /** True where the operator overwrites this header on its way out, so that a copy directly under its egress hop is its own. */
  readonly overwritten: boolean;
}

/**
 * The operator's statement whether it accepts the From domain as one of the submitting tenant's own,
 * and how the message was handed in.
 */
export interface OperatorStamp {
  readonly operator: string;
  /** `accepted`/`foreign`: the From domain is / is not a domain of the tenant. `connecting-ip`, `mailbox-submission`: how it came in. `ingress-check`: holds authentication results of the ingress. */
  readonly kind: 'domain-accepted' | 'domain-foreign' | 'connecting-ip' | 'mailbox-submission' | 'relayed' | 'tenant';
  readonly value: string;
  readonly place: Place;
}

/** The catalogue of shared infrastructure, as the rest of the engine sees it. Handed in as an argument, like the resolver. */
export interface Infrastructure {
  /** Who runs this connecting host. Null where nobody in the catalogue does. */
  attribute(connection: Connection): Attribution | null;
  /** Who runs the host that a Received header was written `by`. */
  attributeBy(host: string): Attribution | null;
  /** The operator whose shared pool an SPF include/redirect path leads through, the innermost that is in the catalogue. */
  operatorOfSpfPath(path: readonly string[]): string | null;
  /** True for a domain that the operator signs or sends with for many tenants (`onmicrosoft.com`, `amazonses.com`). Alignment under it proves no common owner. */
  isSharedDomain(domain: string): boolean;
  /** True for a domain of which anybody may have a mailbox (`gmail.com`): whoever signs for it, no tenant is its own. */
  isMailboxDomain(domain: string): boolean;
  /** The operator of a default signing domain such as `b.onmicrosoft.com`, and the tenant's own part of it. */
  tenantOfSigningDomain(domain: string, selector: string | null): { readonly operator: string; readonly tenant: string } | null;
  /** The operator that writes authentication results under this authserv-id (or seals ARC sets with this domain). */
  operatorOfAuthservId(authservId: string): string | null;
  operatorOfSealer(domain: string): string | null;
  /** The operator that keeps the results of its own ingress check under this field name, without an authserv-id. */
  operatorOfResultsField(name: string): string | null;
  findTenants(headers: readonly HeaderField[]): readonly FoundMark[];
  findStamps(headers: readonly HeaderField[]): readonly OperatorStamp[];
  /** Names of the header fields that every message through the operator carries and these fields lack. */
  missingStamps(operator: string, headers: readonly HeaderField[]): readonly string[];
  nameOf(operator: string): string;
}
