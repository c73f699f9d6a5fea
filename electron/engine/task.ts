/** What a worker does with one message. Every task carries its evidence, so that a worker keeps nothing of one for the next. */
import type { Taught } from '../../shared/analyze-in-case.ts';
import type { SnapshotFile } from '../../shared/dns/rr-set.ts';
import type { AnalysisError } from '../../shared/facts/analysis.ts';
import type { CanonicalForm } from '../../shared/facts/canonical.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import type { Evidence } from '../../shared/facts/evidence.ts';
import type { MimePart } from '../../shared/facts/message.ts';
import type { KnownTenant } from '../../shared/facts/tenant-knowledge.ts';
import type { VerdictKind } from '../../shared/facts/verdict.ts';
import type { OperatorEntry } from '../../shared/infrastructure/operator.ts';
import type { Lesson } from '../../shared/infrastructure/tenant-directory.ts';
import type { SuffixRules } from '../../shared/names/public-suffix-list.ts';
import type { Refusal } from '../../shared/outcome.ts';
import type { QuestionSheet } from '../../shared/question-sheet.ts';
import type { MessageTraits } from '../../shared/reports/message-traits.ts';
import type { TextStyle } from '../../shared/text/text-style.ts';

/** What a message is judged by, besides itself. It crosses to the workers as plain data, each part when it has changed. */
export interface Grounds {
  readonly snapshot: readonly SnapshotFile[];
  /** The user's own operators, beside those that are shipped or in their place. */
  readonly operators: readonly OperatorEntry[];
  /** The tenant directory, and what the case learned. */
  readonly declared: readonly KnownTenant[];
  readonly lessons: readonly Lesson[];
  /** The user's public suffix list; null goes by the bundled one. */
  readonly suffixes: SuffixRules | null;
  /** Whether the bundled copies of operators' records answer what the snapshot does not. */
  readonly baseline: boolean;
}

interface OnEvidence {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Tasks {
  /** Everything that the window draws. */
  readonly detail: OnEvidence & { readonly boundaryHop: number | null };
  /** What the evidence list shows of it: a few hundred bytes instead of the whole detail. */
  readonly summary: OnEvidence & { readonly boundaryHop: number | null };
  /** The published analysis as JSON text (on one line or indented). */
  readonly json: OnEvidence & { readonly indented: boolean };
  /** The analysis for people. */
  readonly text: OnEvidence & { readonly style: TextStyle };
  /** The DNS questions that are open, and those that their answers may lead to. */
  readonly questions: OnEvidence;
  /** Loads and compiles what the first real message would wait for. */
  readonly 'warm-up': OnEvidence;
  /** What was hashed for the signature field at this header index. */
  readonly canonical: OnEvidence & { readonly boundaryHop: number | null; readonly header: number };
  /** The MIME tree. */
  readonly parts: OnEvidence;
  /** The decoded text of the part with this path; empty where there is no such part. */
  readonly 'part-text': OnEvidence & { readonly part: string };
}

export interface Summary {
  readonly subject: string | null;
  readonly from: string | null;
  readonly date: string | null;
  readonly kind: VerdictKind;
  readonly confidence: 'confirmed' | 'probable' | null;
  readonly sentence: string;
  /** Its DNS questions that are open. */
  readonly sheet: QuestionSheet;
}

export interface TaskResults {
  readonly detail: { readonly detail: Detail; readonly sheet: QuestionSheet; readonly taught: Taught; readonly traits: MessageTraits };
  readonly summary: { readonly summary: Summary; readonly taught: Taught; readonly traits: MessageTraits };
  readonly json: { readonly text: string; readonly taught: Taught };
  readonly text: { readonly text: string; readonly kind: VerdictKind; readonly taught: Taught };
  readonly 'warm-up': null;
  readonly questions: QuestionSheet;
  readonly canonical: CanonicalForm;
  readonly parts: readonly MimePart[];
  readonly 'part-text': { readonly text: string; readonly truncated: boolean };
}

export type TaskKind = keyof Tasks;
export type Task = { [K in TaskKind]: { readonly kind: K } & Tasks[K] }[TaskKind];

/** The published error object for an input that was refused (schema `waybill/error/1`). */
export function errorObject(path: string, evidence: Evidence | null, { code, message, at }: Refusal): AnalysisError {
  return {
    schema: 'waybill/error/1',
    evidence: evidence ?? { path, sha256: null, bytes: null },
    error: { code, message: at === undefined ? message : `${message} (${at})` },
  };
}

/** What the evidence list shows of an analysis. */
export function summarise({ analysis }: Detail, sheet: QuestionSheet): Summary {
  const { message, verdict } = analysis;
  return {
    subject: message.subject,
    from: message.from[0]?.address ?? null,
    date: message.date,
    kind: verdict.kind,
    confidence: verdict.confidence,
    sentence: verdict.sentence,
    sheet,
  };
}
