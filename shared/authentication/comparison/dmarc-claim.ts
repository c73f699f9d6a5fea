/** A recorded DMARC result against both readings, for the connection that the field speaks of (RFC 8601 section 2.7, RFC 9989 section 4.5). */
import type { Claim, DkimCheck, DmarcCheck, DmarcReading, SpfEvaluation } from '../../facts/authentication.ts';
import type { DnsQuestion, Resolver } from '../../facts/dns.ts';
import { normalizeDomainName } from '../../names/domain-name.ts';
import { checkDmarc } from '../dmarc/check.ts';
import { evaluateSpf } from '../spf/check.ts';
import { dayOf, describeGap, otherMoments } from './other-times.ts';
import type { Reruns } from './reruns.ts';
import {
  agreement,
  type Comparison,
  type Connection,
  contradiction,
  difference,
  missingDns,
  notCompared,
  type ReplaySources,
  type Replays,
  standardWord,
} from './situation.ts';
import { replayClaim } from './spf-claim.ts';

const dmarcWords: ReadonlySet<string> = new Set(['none', 'pass', 'fail', 'temperror', 'permerror']);

/** `siblings` are the other claims of the same field, compared already: what explains them explains the DMARC result that rests on them. */
export async function compareDmarcClaim(
  claim: Claim,
  siblings: readonly Claim[],
  connection: Connection | null,
  replays: Replays,
  sources: ReplaySources,
  reruns: Reruns,
): Promise<Comparison> {
  const from = claim.domain === null ? null : normalizeDomainName(claim.domain);
  const ours = sources.fromDomains.map(normalizeDomainName);
  if (from !== null && !ours.includes(from)) {
    return difference(
      null,
      'different-identity',
      `It speaks of the From domain ${from}, and the From of the message as it stands is ${ours.join(', ')}.`,
    );
  }
  if (connection === null && claim.about !== 'receiver') return notCompared;
  const isFinal = connection === null || connection.isFinal;
  const spf =
    connection === null ? null : isFinal ? replayedAt(connection.handoff, replays) : spfAt(siblings, connection, replays, sources);
  const time = connection?.time ?? sources.time ?? 0;
  const check = isFinal ? replays.dmarc : replay(claim, spf, replays.dkim, sources, sources.snapshot.at(time));
  const readings = [check.rfc9989, check.rfc7489];
  const word = standardWord(claim.result);
  const results = describeResults(check);
  if (!dmarcWords.has(word)) {
    const meaning = word === 'bestguesspass' ? ' for mail that would have passed if there were a policy record' : '';
    return difference(
      null,
      'receiver-local-policy',
      `“${claim.result}” is the writer’s own word${meaning}; ${results === 'unknown' ? 'the replay is open' : `the replay gives ${results}`}.`,
    );
  }
  if (readings.some((reading) => reading.result === word)) return agreement;
  if (check.fromDomain === null) {
    return difference(
      false,
      'receiver-local-policy',
      'From has no domain that DMARC could look up; what a receiver calls that is its own affair.',
    );
  }
  if (readings.some((reading) => reading.result === 'unknown')) return missingDns(readings.flatMap((reading) => reading.missing));
  if (word === 'temperror') {
    return difference(
      false,
      'dns-changed',
      `The writer could not get an answer in its time; with the snapshot’s the replay gives ${results}.`,
    );
  }
  const broken = brokenSignature(check, replays.dkim);
  if (word === 'pass' && broken !== null) {
    const part = broken.bodyHash === 'mismatch' ? 'body' : 'header';
    return difference(
      false,
      part === 'body' ? 'broken-body' : 'changed-header',
      `The replay gives ${results}: the aligned signature of ${broken.domain} does not verify on the ${part} as it stands, and may have verified when this was recorded.`,
    );
  }
  const sibling = siblings.find(
    (each) => (each.method === 'spf' || each.method === 'dkim') && each.agrees === false && each.difference !== null,
  );
  if (sibling?.difference !== null && sibling?.difference !== undefined) {
    return difference(
      false,
      sibling.difference.code,
      `The replay gives ${results}, because it differs on ${sibling.method}, too. ${sibling.difference.text}`,
    );
  }
  const questions = readings.flatMap((reading) => reading.walk.map((step) => step.lookup.question));
  for (const moment of otherMoments(sources.snapshot, [...questions, ...keyQuestions(check, replays.dkim)], time)) {
    const rerun = await reruns.at(moment);
    if (rerun === null) break;
    const resolver = sources.snapshot.at(moment);
    const then = replay(claim, spf === null ? null : evaluateSpf(spf.query, resolver), rerun.dkim, sources, resolver);
    if ([then.rfc9989, then.rfc7489].some((reading) => reading.result === word)) {
      return difference(
        false,
        'dns-changed',
        `With the records that the snapshot saw on ${dayOf(moment)} the replay gives ${describeResults(then)}; with those for the time of the check ${results}.`,
      );
    }
  }
  return contradiction(claim, `The replay gives ${results}, not ${word}.${describeGap(sources.snapshot, questions, time)}`);
}

/** The MAIL FROM identity at that connection: what the field itself says of it, else what was replayed there. */
function spfAt(siblings: readonly Claim[], connection: Connection, replays: Replays, sources: ReplaySources): SpfEvaluation | null {
  const recorded = siblings.find((each) => each.method === 'spf' && each.properties['smtp.mailfrom'] !== undefined);
  const own = recorded === undefined ? null : replayClaim(recorded, connection, replays, sources);
  return own ?? replayedAt(connection.handoff, replays);
}

function replayedAt(handoff: number | null, replays: Replays): SpfEvaluation | null {
  return (
    replays.spf.find((check) => check.handoff === handoff && check.source === 'replay' && check.identity === 'mailfrom')?.evaluation ?? null
  );
}

/** With the signatures that were there already: every system prepends. */
function replay(
  claim: Claim,
  spf: SpfEvaluation | null,
  dkim: readonly DkimCheck[],
  sources: ReplaySources,
  resolver: Resolver,
): DmarcCheck {
  return checkDmarc(
    {
      fromDomains: sources.fromDomains,
      // Without an identity to replay, a pass cannot be ruled out.
      spf: [spf === null ? { domain: '', result: 'unknown' } : { domain: spf.query.domain, result: spf.result }],
      dkim: dkim.filter((check) => check.header > claim.header).map(({ domain, result }) => ({ domain, result })),
    },
    resolver,
  );
}

/** An aligned signature whose content was changed, where no other explains the result: the fingerprint of a list or a gateway. */
function brokenSignature(check: DmarcCheck, signatures: readonly DkimCheck[]): DkimCheck | null {
  const aligned = alignedSigners(check);
  return (
    signatures.find(
      (signature) => aligned.has(signature.domain) && (signature.code === 'body-hash-mismatch' || signature.code === 'signature-mismatch'),
    ) ?? null
  );
}

function keyQuestions(check: DmarcCheck, signatures: readonly DkimCheck[]): DnsQuestion[] {
  const aligned = alignedSigners(check);
  return signatures
    .filter((signature) => aligned.has(signature.domain))
    .map((signature) => ({ name: `${signature.selector}._domainkey.${signature.domain}`, type: 'TXT' }));
}

function alignedSigners(check: DmarcCheck): ReadonlySet<string> {
  return new Set(
    [...check.rfc9989.identifiers, ...check.rfc7489.identifiers]
      .filter(({ mechanism, alignment }) => mechanism === 'dkim' && (alignment === 'strict' || alignment === 'relaxed'))
      .map((identifier) => identifier.domain),
  );
}

function describeResults({ rfc9989, rfc7489 }: { readonly rfc9989: DmarcReading; readonly rfc7489: DmarcReading }): string {
  return rfc9989.result === rfc7489.result ? rfc9989.result : `${rfc9989.result} by RFC 9989 and ${rfc7489.result} by RFC 7489`;
}
