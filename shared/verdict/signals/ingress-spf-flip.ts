/** Signal: sPF failed on the way in and passed on the way out. */
import type { AlignedCheck, SharedPassage } from '../../facts/verdict-facts.ts';
import { defineSignal, isBelievable, joinPlaces, joinSources, mayBeAuthorSigned, resultOf, weakest, whoChecked } from '../signal.ts';

/** RFC 7208 section 8.4 and 8.5: both say that the domain does not authorise the host. */
function isRefusal(check: AlignedCheck): boolean {
  return check.result === 'fail' || check.result === 'softfail';
}

/** The pass at egress that turned this refusal round: same identity, same domain, given by the operator's shared pool. */
function findFlip(refusal: AlignedCheck, shared: SharedPassage): AlignedCheck | undefined {
  return shared.egress.find(
    (check) =>
      check.result === 'pass' &&
      check.sharedBy === shared.operator &&
      check.identity === refusal.identity &&
      check.domain === refusal.domain &&
      isBelievable(check.trust),
  );
}

export default defineSignal({
  id: 'ingress-spf-flip',
  title: 'SPF failed on the way in and passed on the way out',
  meaning:
    'A shared service checked the host that handed the message in and found that the domain does not authorise it. The same domain then passed at the receiver, only because it authorises the whole pool of that service.',
  basis: 'RFC 7208 section 11.4 (Cross-User Forgery); CERT VU#244112, CVE-2024-7208, CVE-2024-7209',
  needs: ['shared', 'signatures', 'receiver', 'dkim'],
  examine({ shared, signatures, receiver, dkim }) {
    if (shared === null || mayBeAuthorSigned(signatures, receiver, dkim)) return [];
    // An aligned signature that was already there at hand-in shows that the author's side made the message: then this is
    // ordinary forwarding, where SPF is expected to fail on the way in. One of which nobody can say who made it accuses nobody either.
    const carriedAuthorSignature = signatures.some(
      (signature) => signature.aligned && signature.result === 'pass' && signature.madeBy !== 'operator' && isBelievable(signature.trust),
    );
    if (carriedAuthorSignature) return [];
    return shared.ingress
      .filter((check) => check.identity === 'mailfrom' && check.aligned && isRefusal(check))
      .flatMap((refusal) => {
        const pass = findFlip(refusal, shared);
        if (pass === undefined) return [];
        return [
          {
            points: 'laundered-pass' as const,
            weight: 'decisive' as const,
            trust: weakest(refusal.trust, pass.trust),
            source: joinSources(refusal.source, pass.source),
            text: `When ${refusal.ip} handed the message to ${shared.operatorName}, ${whoChecked(refusal, shared.operatorName)} found ${resultOf(refusal)} for ${refusal.domain}. When it left through the shared pool (${pass.ip}), ${whoChecked(pass, shared.operatorName)} found ${resultOf(pass)} for the same domain.`,
            places: joinPlaces(refusal.places, pass.places),
          },
        ];
      });
  },
});
