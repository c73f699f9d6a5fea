/** The SPF records of operators, written from the ranges of our own catalogue: a real range is what an egress address is known by. */
import { shippedOperators } from '../../../shared/infrastructure/match.ts';
import type { Zone } from '../../helpers/zone.ts';

/** A range of RFC 5737 for operators whose ranges the catalogue does not know. */
export const unknownRange = '203.0.113.128/25';

/**
 * One record an include name. A pool without a name of its own stands in the operator's first record, unless its mail is meant to fail SPF.
 * Patterns with `*` or `#` stand for names that customers choose, so they have no record of their own.
 */
export function operatorZone(...ids: readonly string[]): Zone {
  const zone: Record<string, Record<string, readonly string[]>> = {};
  for (const operator of shippedOperators()) {
    if (!ids.includes(operator.id)) continue;
    const named = operator.pools.filter((pool) => pool.includes.length > 0);
    const nameless = operator.pools.filter((pool) => pool.includes.length === 0 && pool.scope === 'shared' && pool.passesSpf !== false);
    for (const [position, pool] of named.entries()) {
      const own = position === 0 ? [...pool.networks, ...nameless.flatMap((other) => other.networks)] : pool.networks;
      const networks = own.length === 0 ? [unknownRange] : own;
      const terms = networks.map((network) => (network.includes(':') ? `ip6:${network}` : `ip4:${network}`));
      for (const name of pool.includes) {
        if (!/[*#]/.test(name)) zone[name] = { TXT: [`v=spf1 ${terms.join(' ')} -all`] };
      }
    }
  }
  return zone;
}
