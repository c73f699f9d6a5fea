/** What becomes of one thing that was found in the inputs: an output to print, a refusal, or a note. */
import type { Taught } from '../../shared/analyze-in-case.ts';
import { messagePart } from '../../shared/export/html/message-part.ts';
import type { PageEntry } from '../../shared/export/html/page.ts';
import type { Evidence } from '../../shared/facts/evidence.ts';
import type { VerdictKind } from '../../shared/facts/verdict.ts';
import { type Outcome, type Refusal, succeed } from '../../shared/outcome.ts';
import { printable } from '../../shared/text/printable.ts';
import type { TextStyle } from '../../shared/text/text-style.ts';
import type { Analyst } from '../engine/analyst.ts';
import { sha256Of } from '../engine/evidence-bytes.ts';
import type { Found, FoundReport } from '../engine/intake.ts';
import type { ReferenceKind } from '../engine/reference-kind.ts';

/** What a worker is to make of a message. */
export type OutputTask =
  | { readonly kind: 'json'; readonly indented: boolean }
  | { readonly kind: 'text'; readonly style: TextStyle }
  /** Its part of a page. */
  | { readonly kind: 'html' };

/** `verdict` is known where people read it. */
export interface Output {
  readonly text: string;
  readonly verdict: VerdictKind | null;
  /** Its line in the index of a page; null for other outputs. */
  readonly entry: Extract<PageEntry, { kind: 'message' }> | null;
  readonly taught: Taught;
}

export type Judged =
  | { readonly kind: 'judged'; readonly evidence: Evidence; readonly output: Output }
  | { readonly kind: 'refused'; readonly path: string; readonly evidence: Evidence | null; readonly error: Refusal }
  | { readonly kind: 'passed-over'; readonly note: string | null };

export interface Judging {
  readonly task: OutputTask;
  readonly analyst: Analyst;
  /** Whether a file that is no message was named by an option: then its place among the messages needs no note. */
  isNamed(file: string): boolean;
  /** An output that was made before and still holds, or null. */
  recall(evidence: Evidence): Output | null;
}

/** Takes the bytes with it: they are gone from `found` afterwards. */
export async function judgeFound(found: Found | FoundReport, { task, analyst, isNamed, recall }: Judging): Promise<Judged> {
  const { path } = found;
  if (found.kind === 'refused') return { kind: 'refused', path, evidence: found.evidence, error: found.error };
  if (found.kind !== 'message') {
    const file = found.origin?.file;
    return { kind: 'passed-over', note: file !== undefined && isNamed(file) ? null : `${printable(path)} is ${noMessage[found.kind]}` };
  }
  const { bytes } = found;
  const evidence = { path, sha256: sha256Of(bytes), bytes: bytes.length };
  const recalled = recall(evidence);
  if (recalled !== null) return { kind: 'judged', evidence, output: recalled };
  const outcome = await run({ path, bytes }, task, analyst);
  return outcome.ok ? { kind: 'judged', evidence, output: outcome.value } : { kind: 'refused', path, evidence, error: outcome.error };
}

const noMessage: Readonly<Record<ReferenceKind | 'report', string>> = {
  snapshot: 'a DNS snapshot, not a message; name it with --dns to use it.',
  tenants: 'a tenant directory, not a message; name it with --tenants to use it.',
  operators: 'a file of operators, not a message; name it with --operators to use it.',
  suffixes: 'a public suffix list, not a message; name it with --psl to use it.',
  report: 'a report about messages, not a message; “waybill reports” reads it.',
};

async function run(on: { path: string; bytes: Uint8Array }, task: OutputTask, analyst: Analyst): Promise<Outcome<Output>> {
  if (task.kind === 'json') {
    const done = await analyst.run({ ...task, ...on }, { handOver: true });
    return done.ok ? succeed({ ...done.value, verdict: null, entry: null }) : done;
  }
  if (task.kind === 'html') return await makePart(on, analyst);
  const done = await analyst.run({ ...task, ...on }, { handOver: true });
  return done.ok ? succeed({ text: done.value.text, verdict: done.value.kind, entry: null, taught: done.value.taught }) : done;
}

/** The bytes stay here: the page quotes them. */
async function makePart(on: { path: string; bytes: Uint8Array }, analyst: Analyst): Promise<Outcome<Output>> {
  const done = await analyst.run({ kind: 'detail', ...on, boundaryHop: null });
  if (!done.ok) return done;
  const { detail, taught } = done.value;
  const { evidence, message, verdict } = detail.analysis;
  const entry = {
    kind: 'message' as const,
    evidence,
    subject: message.subject,
    from: message.from[0]?.address ?? null,
    verdict: verdict.kind,
    confidence: verdict.confidence,
  };
  return succeed({ text: messagePart(detail, on.bytes).html, verdict: verdict.kind, entry, taught });
}
