/** A recorded SPF result against the replay of the same identity over the same connection (RFC 8601 section 2.7.2, RFC 7208 section 9.1). */
import type { Claim, SpfEvaluation, SpfQuery, SpfRecordTrace } from '../../facts/authentication.ts';
import type { DnsQuestion } from '../../facts/dns.ts';
import { normalizeDomainName } from '../../names/domain-name.ts';
import { sameAddress } from '../../names/ip-network.ts';
import { evaluateSpf } from '../spf/check.ts';
import { dayOf, describeGap, otherMoments } from './other-times.ts';
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

const spfWords: ReadonlySet<string> = new Set(['none', 'neutral', 'pass', 'fail', 'softfail', 'temperror', 'permerror']);

export function compareSpfClaim(claim: Claim, connection: Connection | null, replays: Replays, sources: ReplaySources): Comparison {
  const word = standardWord(claim.result);
  if (word === '') return notCompared;
  // Without an address it cannot be said which connection it speaks of; for mail from a mailbox there is none.
  if (connection === null) return notCompared;
  const evaluation = replayClaim(claim, connection, replays, sources);
  if (evaluation === null) {
    return difference(null, 'different-identity', 'The field names no domain that could be checked.');
  }
  const { result, query } = evaluation;
  if (!spfWords.has(word)) {
    return difference(null, 'receiver-local-policy', `“${claim.result}” is the writer’s own word; by RFC 7208 the result is ${result}.`);
  }
  if (result === 'unknown') return missingDns(evaluation.missing);
  if (result === word) return agreement;
  if (word === 'temperror') {
    return difference(
      false,
      'dns-changed',
      `The writer could not get an answer in its time (${claim.result}); with what the snapshot holds the result is ${result}.`,
    );
  }
  const time = connection.time ?? sources.time ?? 0;
  const questions = questionsOf(evaluation.trace);
  for (const moment of otherMoments(sources.snapshot, questions, time)) {
    if (evaluateSpf(query, sources.snapshot.at(moment)).result === word) {
      return difference(
        false,
        'dns-changed',
        `With the records that the snapshot saw on ${dayOf(moment)} the result is ${word}; with those for the time of the check it is ${result}.`,
      );
    }
  }
  const statement = `The replay for ${query.domain} from ${query.ip} gives ${result}, not ${word}.`;
  if (!connection.isOnRoute) {
    return difference(false, 'forwarder', `${statement} No Received line shows this connection.`);
  }
  const gap = describeGap(sources.snapshot, questions, time);
  return result === 'temperror'
    ? difference(false, 'missing-dns', `${statement} The snapshot recorded a failure in place of an answer.`)
    : contradiction(claim, `${statement}${gap}`);
}

/** The replay that was made for this identity anyway, else one of its own. Null without a usable domain. */
export function replayClaim(claim: Claim, connection: Connection, replays: Replays, sources: ReplaySources): SpfEvaluation | null {
  const own = claim.domain === null ? null : normalizeDomainName(claim.domain);
  const made = replays.spf.filter(
    (check) => check.source === 'replay' && check.evaluation !== null && sameAddress(check.ip, connection.ip),
  );
  const isHelo = isHeloCheck(claim);
  const known = made.find(
    (check) =>
      (own === null ? check.handoff === connection.handoff : check.domain === own) && check.identity === (isHelo ? 'helo' : 'mailfrom'),
  );
  if (known !== undefined && known.evaluation !== null) return known.evaluation;
  if (own === null) return null;
  const address = claim.properties['smtp.mailfrom'];
  const query: SpfQuery = {
    ip: connection.ip,
    identity: isHelo ? 'helo' : 'mailfrom',
    sender: !isHelo && address?.includes('@') === true ? address : `postmaster@${own}`,
    domain: own,
    helo: claim.helo ?? connection.helo ?? 'unknown',
  };
  return evaluateSpf(query, sources.snapshot.at(connection.time ?? sources.time ?? 0));
}

function isHeloCheck({ properties, helo, domain, field }: Claim): boolean {
  if (field === 'received-spf') return false;
  return properties['smtp.mailfrom'] === undefined && helo !== null && domain !== null && helo.toLowerCase() === domain;
}

function questionsOf(trace: SpfRecordTrace): DnsQuestion[] {
  return [
    ...trace.lookups.map((lookup) => lookup.question),
    ...trace.terms.flatMap((term) => [
      ...term.lookups.map((lookup) => lookup.question),
      ...(term.child === null ? [] : questionsOf(term.child)),
    ]),
  ];
}
