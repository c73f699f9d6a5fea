/** One snapshot above another: the lower one is asked only where the upper one knows nothing. */
import type { DnsSnapshot, Resolver } from '../facts/dns.ts';

/** `size` is that of the upper one: what lies below is no evidence of the user's. */
export function layerSnapshots(upper: DnsSnapshot, lower: DnsSnapshot): DnsSnapshot {
  return {
    size: upper.size,
    at: (time) => layerResolvers(upper.at(time), lower.at(time)),
    seen(question) {
      const above = upper.seen?.(question) ?? [];
      return above.length > 0 ? above : (lower.seen?.(question) ?? []);
    },
  };
}

export function layerResolvers(upper: Resolver, lower: Resolver): Resolver {
  return {
    resolve(question) {
      const answer = upper.resolve(question);
      return answer.kind === 'not-captured' ? lower.resolve(question) : answer;
    },
    seen(question) {
      const layer = upper.resolve(question).kind === 'not-captured' ? lower : upper;
      return layer.seen?.(question) ?? null;
    },
  };
}
