/** The verdict and the reasons it rests on (product.md, Verdicts). */
import type { Place, Source, Trust } from './evidence.ts';

export const verdictKinds = [
  'cross-tenant-spoof',
  'laundered-pass',
  'forwarded',
  'authentic',
  'shared-pass-unattributed',
  'misaligned-sender',
  'unauthorised',
  'indeterminate',
] as const;
export type VerdictKind = (typeof verdictKinds)[number];

/** `countering` speaks against the kind that it points to. */
export type Weight = 'decisive' | 'strong' | 'supporting' | 'countering';

export interface Reason {
  readonly signal: string;
  readonly points: VerdictKind;
  readonly weight: Weight;
  readonly trust: Trust;
  readonly source: Source;
  readonly text: string;
  readonly places: readonly Place[];
}

/** A signal that could not be examined: the evidence it needs is missing. Absence never accuses. */
export interface NotExamined {
  readonly signal: string;
  readonly questions: readonly string[];
}

export interface Verdict {
  readonly kind: VerdictKind;
  readonly confidence: 'confirmed' | 'probable' | null;
  /** One sentence for someone who is not an expert. */
  readonly sentence: string;
  readonly operator: string | null;
  /** The hop at which the failed ingress check became a pass, or null. */
  readonly flippedAt: number | null;
  readonly passed: { readonly spf: boolean | null; readonly dmarc: boolean | null };
  readonly claimedDomain: string | null;
  readonly actualTenant: string | null;
  readonly reasons: readonly Reason[];
  /** What is still open, in sentences: `If TXT a.example were known, …`. */
  readonly open: readonly string[];
}
