/**
 * The verdict policy: from reasons to a kind and a confidence, by explicit rules. It reads the kind that a reason points to,
 * its weight and its trust; it knows no signal by name, so a new signal needs no change here.
 *
 * The kinds are tried in the order of `verdictKinds` (product.md). A kind holds where a rule of its own finds a reason of at
 * least that weight and trust, and no countering reason of the same or higher trust points to the kind.
 */
import type { Trust } from '../facts/evidence.ts';
import type { Verdict, VerdictKind, Weight } from '../facts/verdict.ts';

export interface Rule {
  readonly id: string;
  readonly kind: VerdictKind;
  /** The least weight and trust of the reason that carries the kind. */
  readonly weight: Exclude<Weight, 'supporting' | 'countering'>;
  readonly trust: Exclude<Trust, 'claimed'>;
  readonly confidence: Verdict['confidence'];
  readonly rationale: string;
}

/** Read from top to bottom; the first that holds for a kind gives the confidence. Claims carry no rule at all. */
export const rules: readonly Rule[] = [
  {
    id: 'cross-tenant-proved',
    kind: 'cross-tenant-spoof',
    weight: 'decisive',
    trust: 'vouched',
    confidence: 'confirmed',
    rationale: 'The domain’s own tenants are known, and vouched evidence names another one: only then is an accusation confirmed.',
  },
  {
    id: 'cross-tenant-likely',
    kind: 'cross-tenant-spoof',
    weight: 'strong',
    trust: 'attributed',
    confidence: 'probable',
    rationale:
      'The operator itself says that the From domain is not the sending tenant’s. Without knowing the domain’s own tenants that is probable, never more.',
  },
  {
    id: 'laundered-proved',
    kind: 'laundered-pass',
    weight: 'decisive',
    trust: 'vouched',
    confidence: 'confirmed',
    rationale: 'Both checks are vouched for: sealed by the operator and verified, or our own replay of a vouched connection.',
  },
  {
    id: 'laundered-likely',
    kind: 'laundered-pass',
    weight: 'decisive',
    trust: 'attributed',
    confidence: 'probable',
    rationale: 'The failed ingress check is the operator’s own stamp under its own egress, but nothing seals it to this message.',
  },
  {
    id: 'forward-proved',
    kind: 'forwarded',
    weight: 'strong',
    trust: 'vouched',
    confidence: 'confirmed',
    rationale: 'The author’s signature, or a verified chain of a sealer that we know, survived the relay.',
  },
  {
    id: 'forward-likely',
    kind: 'forwarded',
    weight: 'strong',
    trust: 'attributed',
    confidence: 'probable',
    rationale: 'The forwarding operator recorded that the author’s signature verified when the message reached it.',
  },
  {
    id: 'authentic-proved',
    kind: 'authentic',
    weight: 'strong',
    trust: 'vouched',
    confidence: 'confirmed',
    rationale: 'A key of the From domain signed it, or address space that the domain does not share sent it, by vouched evidence.',
  },
  {
    id: 'authentic-likely',
    kind: 'authentic',
    weight: 'strong',
    trust: 'attributed',
    confidence: 'probable',
    rationale: 'The operator’s own stamp says that the domain’s own tenant sent it, or our catalogue knows no shared pool at the address.',
  },
  {
    id: 'shared-pass',
    kind: 'shared-pass-unattributed',
    weight: 'strong',
    trust: 'attributed',
    confidence: null,
    rationale: 'SPF through a shared pool passed and nothing better than claims names the tenant: there is nothing to be confident about.',
  },
  {
    id: 'misaligned-proved',
    kind: 'misaligned-sender',
    weight: 'strong',
    trust: 'vouched',
    confidence: 'confirmed',
    rationale: 'The receiver, or our replay, authenticated another domain than the one in From.',
  },
  {
    id: 'misaligned-likely',
    kind: 'misaligned-sender',
    weight: 'strong',
    trust: 'attributed',
    confidence: 'probable',
    rationale: 'Only an operator’s own record says so.',
  },
  {
    id: 'unauthorised-proved',
    kind: 'unauthorised',
    weight: 'strong',
    trust: 'vouched',
    confidence: 'confirmed',
    rationale: 'The receiver, or our replay, checked and found nothing that speaks for the From domain.',
  },
];
