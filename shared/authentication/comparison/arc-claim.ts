/** A recorded ARC result against the chain as it stood where it was recorded (RFC 8617 section 5.2). */
import type { ArcCheck, ArcSet, Claim } from '../../facts/authentication.ts';
import type { DnsQuestion } from '../../facts/dns.ts';
import { dayOf, otherMoments } from './other-times.ts';
import type { Reruns } from './reruns.ts';
import { agreement, type Comparison, contradiction, difference, missingDns, type ReplaySources, standardWord } from './situation.ts';

export async function compareArcClaim(claim: Claim, arc: ArcCheck, sources: ReplaySources, reruns: Reruns): Promise<Comparison> {
  const word = standardWord(claim.result);
  if (word !== 'none' && word !== 'pass' && word !== 'fail') {
    return difference(null, 'receiver-local-policy', `“${claim.result}” is the writer’s own word for a chain.`);
  }
  const found = chainAt(claim, arc);
  if (found.result === word) return agreement;
  if (found.result === 'unknown') return missingDns(arc.missing);
  if (found.result === 'changed') {
    return difference(
      null,
      found.code,
      'The message was changed after this was recorded, so the chain of that time cannot be checked any more.',
    );
  }
  if (found.result === 'none') {
    return difference(null, 'different-identity', 'No ARC set stands below this field in the message as it stands.');
  }
  const questions = arc.sets.flatMap((set): DnsQuestion[] =>
    set.selector === null ? [] : [{ name: `${set.selector}._domainkey.${set.sealedBy}`, type: 'TXT' }],
  );
  for (const moment of otherMoments(sources.snapshot, questions, sources.time ?? 0)) {
    const then = (await reruns.at(moment))?.arc;
    if (then !== undefined && chainAt(claim, then).result === word) {
      return difference(
        false,
        'dns-changed',
        `With the keys that the snapshot saw on ${dayOf(moment)} the result is ${word}; with those for the time of the check it is ${found.result}.`,
      );
    }
  }
  if (word === 'pass' && arc.code === 'message-signature-failed' && found.newest !== null) {
    return difference(
      false,
      found.code,
      `The newest message signature does not fit the message as it stands: ${found.newest.messageSignatureReason}`,
    );
  }
  if (word === 'pass' && claim.trust !== 'claimed') {
    return difference(
      false,
      'changed-header',
      `The fields of the chain are not those that were sealed, or another key stood there then. ${arc.reason}`,
    );
  }
  return contradiction(claim, `The replay of the chain gives ${found.result}, not ${word}. ${arc.reason}`);
}

interface ChainAt {
  /** `changed`: the chain of that time cannot be checked on the message as it stands. */
  readonly result: 'none' | 'pass' | 'fail' | 'unknown' | 'changed';
  readonly code: 'broken-body' | 'changed-header';
  readonly newest: ArcSet | null;
}

/** ARC-Authentication-Results of instance n speak of the sets below n (RFC 8617 section 4.1.1); other fields of the sets that stand below them. */
function chainAt(claim: Claim, arc: ArcCheck): ChainAt {
  const sets = arc.sets.filter((set) =>
    claim.instance === null ? Math.min(...headersOf(set)) > claim.header : set.instance < claim.instance,
  );
  const newest = sets.at(-1) ?? null;
  const code = newest?.bodyHash === 'mismatch' ? 'broken-body' : 'changed-header';
  const common = { code, newest } as const;
  if (newest === null) return { ...common, result: 'none' };
  if (sets.length === arc.sets.length) return { ...common, result: arc.result };
  if (sets.some((set) => set.seal === 'fail') || newest.chainValidation === 'fail') return { ...common, result: 'fail' };
  if (newest.messageSignature === 'fail') return { ...common, result: 'changed' };
  const isOpen = newest.messageSignature === 'unknown' || sets.some((set) => set.seal === 'unknown');
  return { ...common, result: isOpen ? 'unknown' : 'pass' };
}

function headersOf(set: ArcSet): readonly number[] {
  return [set.sealHeader, set.signatureHeader, set.resultsHeader].filter((header) => header !== null);
}
