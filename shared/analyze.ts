/**
 * The product in one file: from the bytes of a message to the hop where its pass was a spoof.
 * Scan the header, read the route, find where trust ends, replay every check at its own time, learn who operates what
 * and which tenant handed the message in, gather the facts, and judge them.
 */
import { createHash } from 'node:crypto';
import { checkArc } from './authentication/arc/check.ts';
import { compareClaims } from './authentication/claim-comparison.ts';
import { collectClaims } from './authentication/claims.ts';
import { checkDkim } from './authentication/dkim/check.ts';
import { checkDmarc } from './authentication/dmarc/check.ts';
import { readIdentities } from './authentication/identities.ts';
import { type PoolPresumption, replaySpf } from './authentication/replay.ts';
import { readSealedRecords } from './authentication/sealed-records.ts';
import { collectSignatures, verifiedSignatures } from './authentication/signatures.ts';
import type { SpfCheck } from './facts/authentication.ts';
import type { Detail } from './facts/detail.ts';
import type { DnsSnapshot } from './facts/dns.ts';
import type { Infrastructure } from './facts/infrastructure.ts';
import type { Route } from './facts/route.ts';
import { nothingKnown, type TenantKnowledge } from './facts/tenant-knowledge.ts';
import { noteCopies } from './infrastructure/bundled-copies.ts';
import { attributeBySnapshot, operatorBehindGateway, sharedEgress } from './infrastructure/egress.ts';
import { readPublishedTenants } from './infrastructure/published-tenants.ts';
import { confirmIngressRecords, entryAddressOf, readRecordedIngress } from './infrastructure/recorded-ingress.ts';
import { collectStamps, collectTenants } from './infrastructure/tenants.ts';
import { readAddressing } from './message/addressing.ts';
import { findForwardingMarks } from './message/forwarding-marks.ts';
import { scanMessage } from './message/header-scanner.ts';
import { readRecords, recordedClients } from './message/records.ts';
import { publish } from './publish.ts';
import { boundaryCandidates, findBoundary, labelHops } from './route/boundary.ts';
import { evaluationTime } from './route/evaluation-time.ts';
import { finalHandoff } from './route/final-handoff.ts';
import { buildHops } from './route/hops.ts';
import { buildSegments } from './route/segments.ts';
import { gatherFacts } from './verdict/gather.ts';
import { reachVerdict, type VerdictOptions } from './verdict/verdict.ts';

export interface AnalyzeInput {
  readonly evidence: { readonly path: string; readonly bytes: Uint8Array };
  /** DNS as evidence; an empty one is allowed: then records stand in for the replay. */
  readonly snapshot: DnsSnapshot;
  readonly infrastructure: Infrastructure;
  /** The hop at which the user placed the trust boundary, or null to infer it. */
  readonly boundaryHop: number | null;
  /** Which tenants and habits of domains are known beforehand; nothing where left out. */
  readonly knowledge?: TenantKnowledge;
  /** Names the shared pool that an undecided SPF check hints at (`infrastructure/presumed-pool.ts`); none where left out. */
  readonly presumePool?: PoolPresumption;
  /** Signals and rules that take part in the judgement; all where left out. Tests leave one out and see what breaks. */
  readonly judging?: VerdictOptions;
}

/** Takes one message; gives its analysis with everything behind it. Same input, same output, byte for byte. Never throws on any bytes. */
export async function analyze(input: AnalyzeInput): Promise<Detail> {
  const { infrastructure, snapshot } = input;
  const { bytes, path } = input.evidence;
  const message = scanMessage(bytes);

  // The route, and where trust ends on it.
  const records = readRecords(message);
  const bareHops = buildHops(message, infrastructure);
  const boundary = { ...findBoundary(bareHops, recordedClients(records), input.boundaryHop), candidates: boundaryCandidates(bareHops) };
  const labelled = labelHops(bareHops, boundary);
  const identities = readIdentities(message, records, boundary, labelled);
  const time = evaluationTime(message, labelled, boundary);
  const resolver = snapshot.at(time ?? 0);
  const hops = attributeBySnapshot(labelled, boundary, identities, resolver, infrastructure);
  const egressOperator = sharedEgress(hops, boundary.hop);

  // What the cryptography says, and what the fields claim.
  const dkim = await checkDkim(message, resolver, time ?? 0);
  const arc = await checkArc(message, resolver, time ?? 0);
  const sealContext = { boundary, egressOperator, arc, infrastructure };
  const sealed = readSealedRecords(records, sealContext);
  const recorded = collectClaims(records, sealed, sealContext);
  const innerOperator = operatorBehindGateway(hops, boundary.hop);
  const verified = verifiedSignatures(dkim, recorded);
  const stampContext = { boundary, egressOperator, innerOperator, verified, sealed, infrastructure };
  const stamps = collectStamps(message, stampContext);
  const claims = confirmIngressRecords(recorded, stamps, egressOperator, entryAddressOf(hops, boundary.hop, egressOperator));

  // The lanes, with the operator's own record of what it was handed, and SPF at every handoff.
  const ingress = readRecordedIngress(claims, stamps, egressOperator, infrastructure);
  const route: Route = { hops, boundary, ...buildSegments(hops, boundary, ingress) };
  const checks = replaySpf({
    handoffs: route.handoffs,
    identities,
    claims,
    infrastructure,
    resolverAt: (at) => snapshot.at(at ?? 0),
    fallbackTime: time,
    ...(input.presumePool === undefined ? {} : { presumePool: input.presumePool }),
  });
  const spf = noteCopies(checks, route.handoffs, time);
  const fromDomains = [...new Set(identities.from.map((mailbox) => mailbox.domain).filter((domain) => domain !== ''))];
  const dmarc = checkDmarc({ fromDomains, spf: finalMailFrom(spf, route), dkim }, resolver);

  // Who is behind it, and the judgement.
  const signatures = collectSignatures({ checks: dkim, claims, fromDomains, route, egressOperator, infrastructure });
  const tenants = collectTenants(message, stampContext);
  const forwarding = findForwardingMarks(message, identities.mailFromField, identities.mailFrom);
  const comparedClaims = await compareClaims(claims, { spf, dkim, arc, dmarc }, route, { message, snapshot, time, fromDomains });
  const addressing = readAddressing(message, identities);
  const published = readPublishedTenants(fromDomains, egressOperator, resolver);
  const knowledge = input.knowledge ?? nothingKnown;
  const surroundings = { addressing, dkim, headers: message.headers, knowledge, published, path, infrastructure };
  const facts = gatherFacts({ identities, route, spf, dmarc, claims, signatures, stamps, tenants, arc, forwarding, ...surroundings });
  const { verdict, notExamined } = reachVerdict(facts, input.judging);

  const evidence = { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  const questions = published.missing;
  const parts = { questions, route, spf, dkim, arc, dmarc, claims: comparedClaims, signatures, tenants, stamps, notExamined };
  return publish({ evidence, message, identities, time, verdict, snapshotSize: snapshot.size, ...parts });
}

/** DMARC looks at the MAIL FROM identity of the final handoff only (RFC 9989 section 4.4.2). */
function finalMailFrom(spf: readonly SpfCheck[], route: Route): readonly { domain: string; result: SpfCheck['result'] }[] {
  const final = finalHandoff(route);
  if (final === undefined) return [];
  return spf.filter((check) => check.handoff === final.index && check.source === 'replay' && check.identity === 'mailfrom');
}
