/** What the exports for threat intelligence say of a message: its verdict, and the names and addresses that others can look for. */
import type { VerdictKind } from '../facts/verdict.ts';
import { normalizeDomainName } from '../names/domain-name.ts';
import { splitMailbox } from '../names/mailbox.ts';

/** The verdicts that accuse somebody: what else a case holds is nobody else's business. */
export const suspectKinds = ['cross-tenant-spoof', 'laundered-pass'] as const satisfies readonly VerdictKind[];
export type SuspectKind = (typeof suspectKinds)[number];

export interface SuspectMessage {
  readonly sha256: string;
  readonly kind: SuspectKind;
  readonly confidence: 'confirmed' | 'probable' | null;
  /** The verdict in one sentence. */
  readonly sentence: string;
  readonly subject: string | null;
  /** Address of RFC5322.From, or null. */
  readonly from: string | null;
  /** When its receiver checked it, else what it says of itself; UTC, ISO 8601 to the second. */
  readonly at: string;
  readonly fromDomains: readonly string[];
  /** Addresses that handed it to its receiver. */
  readonly addresses: readonly string[];
  readonly operator: string | null;
  readonly operatorName: string | null;
  /** Names of tenants on it that are not the From domain's own. */
  readonly tenants: readonly string[];
}

/** The tenant that is worth looking for: only a cross-tenant spoof accuses one, and only where no second name leaves it open which. */
export function accusedTenant({ kind, tenants }: SuspectMessage): string | null {
  const [tenant, ...more] = tenants;
  return kind === 'cross-tenant-spoof' && more.length === 0 ? (tenant ?? null) : null;
}

/** An address as other tools take it (RFC 5322 dot-atom, the domain canonical); null for quoted local parts, literals and what is no address. */
export function plainAddress(address: string | null): string | null {
  const mailbox = address === null ? null : splitMailbox(address);
  const domain = mailbox === null ? null : normalizeDomainName(mailbox.domain);
  const isPlain = mailbox !== null && /^[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~.]{1,64}$/.test(mailbox.localPart);
  return mailbox !== null && domain?.includes('.') && isPlain ? `${mailbox.localPart}@${domain}` : null;
}
