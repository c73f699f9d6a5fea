/** Signal: nothing speaks for the From domain. */
import {
  defineSignal,
  hasUndecidedAlignment,
  hasUndecidedForward,
  hasUndecidedSignature,
  hasUndecidedStranger,
  isBelievable,
} from '../signal.ts';

/** Results that decide the check and are not a pass. `temperror` and `unknown` decide nothing. */
const decidedNotPass: ReadonlySet<string> = new Set(['none', 'neutral', 'fail', 'softfail', 'permerror']);

export default defineSignal({
  id: 'failed-authentication',
  title: 'Nothing speaks for the From domain',
  meaning: 'The host that delivered the message is not authorised by the domain it used, and no signature verifies for any domain.',
  basis: 'RFC 7208 section 2.6; RFC 9989 section 5.3.6',
  needs: ['receiver', 'signatures', 'from', 'arc', 'claims'],
  heedsStrangers: true,
  examine({ receiver, signatures, from, arc, claims }) {
    if (from.domains.length === 0 || receiver.dmarc?.result === 'pass') return [];
    if (hasUndecidedSignature(signatures, receiver) || hasUndecidedAlignment(receiver)) return [];
    // A signature of another domain that verifies makes a stranger of the sender, not nobody: while that is open, neither is said.
    if (hasUndecidedStranger(signatures, claims)) return [];
    if (hasUndecidedForward(arc, claims)) return [];
    if (receiver.checks.some((check) => check.identity === 'mailfrom' && (check.result === 'pass' || check.result === 'temperror')))
      return [];
    if (signatures.some((signature) => signature.result === 'pass' && isBelievable(signature.trust))) return [];
    return receiver.checks
      .filter((check) => check.identity === 'mailfrom' && decidedNotPass.has(check.result) && isBelievable(check.trust))
      .map((check) => ({
        points: 'unauthorised' as const,
        weight: 'strong' as const,
        trust: check.trust,
        source: check.source,
        text: `SPF for ${check.domain} from ${check.ip} is ${check.result}, and no signature verifies.`,
        places: check.places,
      }));
  },
});
