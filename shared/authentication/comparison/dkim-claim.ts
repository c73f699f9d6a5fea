/** A recorded DKIM result against the replay of the signature that it names (RFC 8601 section 2.7.1, RFC 6008). */
import type { Claim, DkimCheck, DkimReasonCode, DkimResult } from '../../facts/authentication.ts';
import type { DnsQuestion } from '../../facts/dns.ts';
import type { Route } from '../../facts/route.ts';
import { isSubdomainOrEqual } from '../../names/domain-name.ts';
import { isNominal } from '../nominal-pass.ts';
import { dayOf, describeGap, otherMoments } from './other-times.ts';
import type { Reruns } from './reruns.ts';
import {
  agreement,
  type Comparison,
  contradiction,
  difference,
  missingDns,
  type ReplaySources,
  type Replays,
  standardWord,
} from './situation.ts';

/**
 * RFC 8601 section 2.7.1 leaves to the verifier whether a signature that does not count is `fail`, `neutral`, `policy` or `permerror`, and
 * each product chooses otherwise: these say the same.
 */
type Meaning = 'pass' | 'none' | 'failed' | 'temperror' | 'unknown';
const meanings: Readonly<Record<DkimResult, Meaning>> = {
  pass: 'pass',
  none: 'none',
  fail: 'failed',
  neutral: 'failed',
  policy: 'failed',
  permerror: 'failed',
  temperror: 'temperror',
  unknown: 'unknown',
};

/** Reasons for which a signature should not count, whatever its key says; not all verifiers mind. */
const disregarded: ReadonlySet<DkimReasonCode> = new Set([
  'algorithm-historic',
  'expired',
  'expiration-before-signing',
  'key-too-short',
  'from-not-signed',
]);

export async function compareDkimClaim(
  claim: Claim,
  replays: Replays,
  route: Route,
  sources: ReplaySources,
  reruns: Reruns,
): Promise<Comparison> {
  const word = standardWord(claim.result);
  const meaning = word !== 'unknown' && Object.hasOwn(meanings, word) ? meanings[word as DkimResult] : null;
  if (meaning === null) {
    return difference(null, 'receiver-local-policy', `“${claim.result}” is the writer’s own word for a signature.`);
  }
  const present = signaturesAt(claim, replays.dkim, route);
  if (meaning === 'none') {
    return present.length === 0
      ? agreement
      : contradiction(claim, `The message carries ${count(present.length)} below this field, and it says that there was none.`);
  }
  const named = present.filter((check) => isNamed(claim, check));
  const [first] = named;
  if (first === undefined) return explainAbsence(claim);
  if (named.some((check) => meanings[check.result] === meaning)) return agreement;
  return explain(claim, meaning, first, sources, reruns);
}

/**
 * The signatures that were there when a field was written. Every system prepends, so what stands below was; but what stands above the next
 * Received line is of the same hop, and Exchange Online writes its ARC set above the signature that it makes last. Whether a signature that
 * a field names stands below or not does not matter: some writers sort their fields.
 */
function signaturesAt(claim: Claim, checks: readonly DkimCheck[], route: Route): readonly DkimCheck[] {
  if (standardWord(claim.result) !== 'none') return checks;
  const ownHop = Math.min(...route.hops.map((hop) => hop.header).filter((header) => header > claim.header));
  return checks.filter((check) => check.header > claim.header && check.header > ownHop);
}

function isNamed(claim: Claim, check: DkimCheck): boolean {
  if (claim.domain !== null && check.domain !== claim.domain) {
    // Without header.d, header.i tells: its domain may stand below the signing domain.
    if (claim.properties['header.d'] !== undefined || !isSubdomainOrEqual(claim.domain, check.domain)) return false;
  }
  if (claim.selector !== null && check.selector !== claim.selector.toLowerCase()) return false;
  const start = claim.properties['header.b'];
  return start === undefined || start.startsWith(check.signatureStart) || check.signatureStart.startsWith(start);
}

function explainAbsence(claim: Claim): Comparison {
  if (isNominal(claim)) {
    return difference(
      null,
      'receiver-local-policy',
      'Exchange Online writes dkim=pass for mail handed in from a mailbox, although no key was used.',
    );
  }
  const named = claim.domain === null ? 'No signature' : `No signature of ${claim.domain}`;
  const selector = claim.selector === null ? '' : ` with the selector ${claim.selector}`;
  return difference(null, 'different-identity', `${named}${selector} is in the message as it stands.`);
}

async function explain(claim: Claim, meaning: Meaning, check: DkimCheck, sources: ReplaySources, reruns: Reruns): Promise<Comparison> {
  if (check.result === 'unknown') {
    return meaning === 'pass' && check.bodyHash === 'mismatch'
      ? difference(null, 'broken-body', `${brokenBody(claim, check)} Whether the header signature holds is open without the key.`)
      : missingDns(check.missing);
  }
  if (meaning === 'temperror') {
    return difference(
      false,
      'dns-changed',
      `The writer could not get the key in its time; with the snapshot’s the result is ${check.result}.`,
    );
  }
  const question: DnsQuestion = { name: check.key?.name ?? `${check.selector}._domainkey.${check.domain}`, type: 'TXT' };
  const time = sources.time ?? 0;
  for (const moment of otherMoments(sources.snapshot, [question], time)) {
    const then = (await reruns.at(moment))?.dkim.find((other) => other.header === check.header);
    if (then !== undefined && meanings[then.result] === meaning) {
      return difference(
        false,
        'dns-changed',
        `With the key that the snapshot saw on ${dayOf(moment)} the result is ${then.result}; with the one for the time of the check it is ${check.result}.`,
      );
    }
  }
  const gap = describeGap(sources.snapshot, [question], time);
  if (meaning !== 'pass') {
    return check.testing && check.result === 'pass'
      ? difference(
          false,
          'receiver-local-policy',
          `The signature verifies, but its key is published for tests (t=y): the writer did not count it.`,
        )
      : contradiction(claim, `The signature of ${check.domain} verifies, and the field says ${claim.result}.${gap}`);
  }
  if (check.result === 'temperror') {
    return difference(false, 'missing-dns', `The snapshot recorded a failure in place of the key of ${check.domain}.`);
  }
  if (check.bodyHash === 'mismatch' && check.headerSignature !== 'fail') {
    const rest = check.headerSignature === 'pass' ? 'The signature over the header fields is intact.' : check.reason;
    return difference(false, 'broken-body', `${brokenBody(claim, check)} ${rest}`);
  }
  if (disregarded.has(check.code) || check.headerSignature === 'pass') {
    return difference(false, 'receiver-local-policy', `The writer counted a signature that should not count. ${check.reason}`);
  }
  if (check.headerSignature === 'fail') {
    const doubt = claim.trust === 'claimed' ? ' Or the field is forged: it stands below the trust boundary.' : '';
    return difference(
      false,
      'changed-header',
      `The header fields are not those that ${check.domain} signed: they were changed after this was recorded, or another key stood at the selector then.${gap}${doubt}`,
    );
  }
  return contradiction(
    claim,
    `The replay of the signature of ${check.domain} gives ${check.result}, not ${claim.result}. ${check.reason}${gap}`,
  );
}

function brokenBody(claim: Claim, check: DkimCheck): string {
  const when =
    claim.trust === 'vouched' && claim.about === 'receiver'
      ? 'after it was received (an export or a redaction does that)'
      : 'on the way (a list or a gateway does that)';
  return `The body is not the one that ${check.domain} signed: it was changed ${when}, or the field does not belong to this message.`;
}

function count(signatures: number): string {
  return signatures === 1 ? 'one signature' : `${signatures} signatures`;
}
