/** Turns the results of an analysis into the published object and the detail behind it. No judgement, no computation. */

import type { Analysis, AnalysisDmarc, AnalysisReplay } from './facts/analysis.ts';
import type { DmarcReading, SpfCheck } from './facts/authentication.ts';
import type { Detail, SourceField } from './facts/detail.ts';
import { type DnsQuestion, formatQuestion } from './facts/dns.ts';
import type { Evidence } from './facts/evidence.ts';
import type { Identities } from './facts/identity.ts';
import type { HeaderField, Message } from './facts/message.ts';
import type { Verdict } from './facts/verdict.ts';
import { bytesToText } from './message/decode.ts';
import { parseDate } from './message/fields/date.ts';

type Parts = Pick<
  Detail,
  'route' | 'spf' | 'dkim' | 'arc' | 'dmarc' | 'claims' | 'signatures' | 'tenants' | 'stamps' | 'notExamined' | 'snapshotSize'
>;

export interface PublishInput extends Parts {
  readonly evidence: Evidence;
  readonly message: Message;
  readonly identities: Identities;
  /** Milliseconds UTC, or null. */
  readonly time: number | null;
  readonly verdict: Verdict;
  /** Questions that no check asks, but that knowledge of tenants waits for. */
  readonly questions: readonly DnsQuestion[];
}

/** Takes all results; gives the detail, whose `analysis` is the published object (`waybill/analysis/1`). */
export function publish(input: PublishInput): Detail {
  const { message } = input;
  let source: readonly SourceField[] | null = null;
  return {
    analysis: publishAnalysis(input),
    route: input.route,
    spf: input.spf,
    dkim: input.dkim,
    arc: input.arc,
    dmarc: input.dmarc,
    claims: input.claims,
    signatures: input.signatures,
    tenants: input.tenants,
    stamps: input.stamps,
    notExamined: input.notExamined,
    defects: message.defects,
    get source() {
      source ??= message.headers.map(sourceFieldOf);
      return source;
    },
    bodySpan: message.body,
    snapshotSize: input.snapshotSize,
  };
}

/** The fields and their texts are made when somebody looks: a batch that prints verdicts never does, and copying the detail to another thread looks at all. */
function sourceFieldOf(field: HeaderField): SourceField {
  const { index, name, span, valueSpan } = field;
  return {
    index,
    name,
    span,
    valueSpan,
    get text() {
      return bytesToText(field.raw);
    },
    get decoded() {
      return field.decoded;
    },
  };
}

function publishAnalysis(input: PublishInput): Analysis {
  const { message, identities } = input;
  return composeAnalysis({
    ...input,
    message: {
      from: identities.from.map(({ address, domain, organizationalDomain }) => ({ address, domain, organizationalDomain })),
      mailFrom: identities.mailFrom,
      helo: identities.helo,
      subject: first(message, 'subject')?.decoded ?? null,
      date: dateOf(first(message, 'date')),
      messageId: first(message, 'message-id')?.value.trim() ?? null,
    },
    evaluatedAt: input.time === null ? null : `${new Date(input.time).toISOString().slice(0, 19)}Z`,
    questions: openQuestions(input),
  });
}

/** What the published object holds besides the facts that it is made of. */
export interface AnalysisInput extends Omit<Parts, 'notExamined' | 'stamps' | 'snapshotSize'> {
  readonly evidence: Evidence;
  readonly message: Analysis['message'];
  readonly evaluatedAt: string | null;
  readonly verdict: Verdict;
  readonly questions: readonly string[];
}

/** Takes the facts; gives the published object of them. */
export function composeAnalysis(input: AnalysisInput): Analysis {
  const { route } = input;
  return {
    schema: 'waybill/analysis/1',
    evidence: input.evidence,
    message: input.message,
    evaluatedAt: input.evaluatedAt,
    boundary: {
      hop: route.boundary.hop,
      header: route.boundary.header,
      basis: route.boundary.basis,
      explanation: route.boundary.explanation,
    },
    hops: route.hops.map((hop) => ({
      index: hop.index,
      at: hop.at,
      from: hop.from,
      by: hop.by,
      with: hop.with,
      tls: hop.tls,
      id: hop.id,
      for: hop.for,
      operator: hop.operator?.operator ?? hop.writer?.operator ?? null,
      dialect: hop.dialect,
      delaySeconds: hop.delaySeconds,
      clockSkewed: hop.clockSkewed,
      trust: hop.trust,
      header: hop.header,
    })),
    segments: route.segments,
    handoffs: route.handoffs,
    replays: input.spf.map(publishCheck),
    dkim: input.dkim.map((check) => ({
      domain: check.domain,
      selector: check.selector,
      result: check.result,
      bodyHash: check.bodyHash === 'unknown' ? null : check.bodyHash,
      aligned: input.signatures.some(
        (signature) => signature.source === 'replay' && signature.domain === check.domain && signature.aligned,
      ),
      header: check.header,
    })),
    arc: { result: input.arc.result, sets: input.arc.sets.map(({ instance, sealedBy }) => ({ instance, sealedBy })) },
    dmarc: { rfc9989: publishReading(input.dmarc.rfc9989), rfc7489: publishReading(input.dmarc.rfc7489) },
    claims: input.claims.map(({ header, authservId, method, result, domain, ip, trust, agrees, difference }) => ({
      header,
      authservId,
      method,
      result,
      domain,
      ip,
      trust,
      agrees,
      difference,
    })),
    tenants: input.tenants.map(({ operator, kind, value, header, trust }) => ({ operator, kind, value, header, trust })),
    verdict: input.verdict,
    questions: input.questions,
  };
}

function publishCheck(check: SpfCheck): AnalysisReplay {
  const { hop, handoff, role, source, trust } = check;
  const { identity, domain, ip, result, mechanism, path, sharedBy } = check;
  return {
    hop,
    handoff,
    role,
    source,
    trust,
    spf: { identity, domain, ip, result, mechanism, path, sharedBy, missing: check.missing.map(formatQuestion) },
  };
}

function publishReading(reading: DmarcReading): AnalysisDmarc {
  const { result, policy, policyDomain, organizationalDomain, by } = reading;
  return { result, policy, policyDomain, organizationalDomain, by };
}

/** Every question that some check still waits for, each once, sorted. */
function openQuestions(input: PublishInput): readonly string[] {
  const questions = new Set<string>();
  const add = (missing: readonly DnsQuestion[]): void => {
    for (const question of missing) questions.add(formatQuestion(question));
  };
  for (const check of input.spf) add(check.missing);
  for (const check of input.dkim) add(check.missing);
  add(input.arc.missing);
  add(input.dmarc.rfc9989.missing);
  add(input.dmarc.rfc7489.missing);
  add(input.questions);
  return [...questions].sort();
}

function first(message: Message, key: string): HeaderField | undefined {
  return message.headers.find((field) => field.key === key);
}

function dateOf(field: HeaderField | undefined): string | null {
  return field === undefined ? null : parseDate(field.value);
}
