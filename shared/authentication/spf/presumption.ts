/**
 * What an undecided SPF check would come to if dated copies of well-known records still held. A presumption is never a result: it says through
 * whose address space a pass would come, so that a shared pool is recognised though the snapshot lacks its records.
 */

import { layerResolvers } from '../../dns/layers.ts';
import type { SpfEvaluation } from '../../facts/authentication.ts';
import type { Resolver } from '../../facts/dns.ts';
import { evaluateSpf } from './check.ts';

export interface PresumedPass {
  readonly mechanism: string | null;
  readonly path: readonly string[];
  /** Sources of the copies that the pass rests on, in the order of the path. */
  readonly sources: readonly string[];
}

/** Takes an evaluation that is `unknown`, its resolver and one over the copies; null unless the two together say pass, by a copied record. */
export function presumePass(evaluation: SpfEvaluation, resolver: Resolver, copies: Resolver): PresumedPass | null {
  if (evaluation.result !== 'unknown') return null;
  const presumed = evaluateSpf(evaluation.query, layerResolvers(resolver, copies));
  if (presumed.result !== 'pass') return null;
  const sources = presumed.path.flatMap((domain) => {
    const question = { name: domain, type: 'TXT' } as const;
    if (resolver.resolve(question).kind !== 'not-captured') return [];
    const answer = copies.resolve(question);
    return answer.kind === 'records' && answer.source !== null ? [answer.source] : [];
  });
  return sources.length === 0 ? null : { mechanism: presumed.mechanism, path: presumed.path, sources };
}
