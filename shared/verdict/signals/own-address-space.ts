/** Signal: sent from address space that the domain does not share. */
import type { AlignedCheck } from '../../facts/verdict-facts.ts';
import { defineSignal, isBelievable, isEverybodys, weakest } from '../signal.ts';

function explains(replay: AlignedCheck, check: AlignedCheck): boolean {
  return replay.source === 'replay' && replay.identity === check.identity && replay.domain === check.domain && replay.result === 'pass';
}

function sentenceOf(check: AlignedCheck): string {
  const unknown = 'not in a shared pool that we know';
  if (check.source !== 'replay') return `The receiver recorded spf=pass for ${check.domain} from ${check.ip}, which is ${unknown}.`;
  return check.throughOthers
    ? `${check.ip} is authorised by ${check.domain} through the record of another domain (${check.path.join(' → ')}), and it is ${unknown}.`
    : `${check.ip} is authorised by ${check.domain} itself (${check.domain} → ${check.mechanism ?? 'its record'}), and it is ${unknown}.`;
}

export default defineSignal({
  id: 'own-address-space',
  title: 'Sent from address space that the domain does not share',
  meaning: 'The host that delivered the message is authorised by the From domain, and no known shared service runs it.',
  basis: 'RFC 7208 section 8.3; RFC 9989 section 4.4.2',
  needs: ['receiver', 'signatures'],
  examine({ receiver, signatures }) {
    // A service that signed the message with a tenant's default key sent it, perhaps from a range that our catalogue does not know yet.
    const cameByService = signatures.some(
      (signature) => signature.operator !== null && signature.result === 'pass' && !signature.aligned && isBelievable(signature.trust),
    );
    return (
      receiver.checks
        .filter((check) => check.identity === 'mailfrom' && check.aligned && check.result === 'pass' && check.sharedBy === null)
        // A record says that it passed, our replay of the same check also how: then only the replay speaks.
        .filter((check) => check.source === 'replay' || (!cameByService && !receiver.checks.some((other) => explains(other, check))))
        .map((check) => {
          const common = { source: check.source, places: check.places };
          if (isEverybodys(check)) {
            return {
              ...common,
              points: 'shared-pass-unattributed' as const,
              weight: 'strong' as const,
              trust: check.trust,
              text: `${check.ip} passes for ${check.domain} only because its record authorises far more addresses than its own mail hosts (${check.domain} → ${check.mechanism}).`,
            };
          }
          return {
            ...common,
            points: 'authentic' as const,
            weight: 'strong' as const,
            // Neither a record, which does not say by which mechanism it passed, nor a stranger's list of hosts shows that the space is the
            // domain's own: that rests on our catalogue, which knows no shared pool there.
            trust: check.source === 'replay' && !check.throughOthers ? check.trust : weakest(check.trust, 'attributed'),
            text: sentenceOf(check),
          };
        })
    );
  },
});
