/** The published analysis (schema `waybill/analysis/1`, product.md). What the CLI prints and the window draws. */
import type { ArcCheck, ClaimDifference, DkimResult, DmarcReading, SpfIdentity, SpfResult } from './authentication.ts';
import type { Evidence, Source, Trust } from './evidence.ts';
import type { TenantKind } from './infrastructure.ts';
import type { BoundaryBasis, Handoff, Segment } from './route.ts';
import type { Verdict } from './verdict.ts';

export interface AnalysisHop {
  readonly index: number;
  readonly at: string | null;
  readonly from: { readonly helo: string | null; readonly rdns: string | null; readonly ip: string | null };
  readonly by: string | null;
  readonly with: string | null;
  readonly tls: string | null;
  readonly id: string | null;
  readonly for: string | null;
  readonly operator: string | null;
  readonly dialect: string | null;
  readonly delaySeconds: number | null;
  readonly clockSkewed: boolean;
  readonly trust: Trust;
  readonly header: number;
}

export interface AnalysisReplay {
  readonly hop: number | null;
  readonly handoff: number;
  readonly role: 'ingress' | 'transit' | 'egress';
  readonly source: Source;
  readonly trust: Trust;
  readonly spf: {
    readonly identity: SpfIdentity;
    readonly domain: string;
    readonly ip: string;
    readonly result: SpfResult;
    readonly mechanism: string | null;
    readonly path: readonly string[];
    readonly sharedBy: string | null;
    readonly missing: readonly string[];
  };
}

export interface AnalysisDmarc {
  readonly result: DmarcReading['result'];
  readonly policy: string | null;
  readonly policyDomain: string | null;
  readonly organizationalDomain: string | null;
  readonly by: readonly ('spf' | 'dkim')[];
}

export interface Analysis {
  readonly schema: 'waybill/analysis/1';
  readonly evidence: Evidence;
  readonly message: {
    readonly from: readonly { readonly address: string; readonly domain: string; readonly organizationalDomain: string | null }[];
    readonly mailFrom: string | null;
    readonly helo: string | null;
    readonly subject: string | null;
    readonly date: string | null;
    readonly messageId: string | null;
  };
  /** The time all checks of the final receiver stand for, UTC; null where the message carries no usable time. */
  readonly evaluatedAt: string | null;
  readonly boundary: { readonly hop: number | null; readonly header: number; readonly basis: BoundaryBasis; readonly explanation: string };
  readonly hops: readonly AnalysisHop[];
  readonly segments: readonly Segment[];
  readonly handoffs: readonly Handoff[];
  readonly replays: readonly AnalysisReplay[];
  readonly dkim: readonly {
    readonly domain: string;
    readonly selector: string;
    readonly result: DkimResult;
    readonly bodyHash: 'match' | 'mismatch' | null;
    readonly aligned: boolean;
    readonly header: number;
  }[];
  readonly arc: {
    readonly result: ArcCheck['result'];
    readonly sets: readonly { readonly instance: number; readonly sealedBy: string }[];
  };
  readonly dmarc: { readonly rfc9989: AnalysisDmarc; readonly rfc7489: AnalysisDmarc };
  readonly claims: readonly {
    readonly header: number;
    readonly authservId: string | null;
    readonly method: string;
    readonly result: string;
    readonly domain: string | null;
    readonly ip: string | null;
    readonly trust: Trust;
    readonly agrees: boolean | null;
    /** Why our replay does not say the same, or cannot tell; null where it agrees and where there is nothing to compare with. */
    readonly difference: ClaimDifference | null;
  }[];
  readonly tenants: readonly {
    readonly operator: string;
    readonly kind: TenantKind;
    readonly value: string;
    readonly header: number;
    readonly trust: Trust;
  }[];
  readonly verdict: Verdict;
  readonly questions: readonly string[];
}

/** An input that could not be analysed (schema `waybill/error/1`). */
export interface AnalysisError {
  readonly schema: 'waybill/error/1';
  /** The id of the question that could not be answered; only in the answers of `spf --batch`. */
  readonly id?: string | number | null | undefined;
  readonly evidence: Evidence | { readonly path: string; readonly sha256: null; readonly bytes: null };
  readonly error: { readonly code: string; readonly message: string };
}
