/** What a case file holds besides its reports: the messages with their verdicts, what they were judged by, and what a person wrote. */
import type { Taught } from '../../shared/analyze-in-case.ts';
import type { Note } from '../../shared/case-calls.ts';
import type { EvidenceRow, RecordByHand } from '../../shared/contract.ts';
import type { QuestionSheet } from '../../shared/question-sheet.ts';
import type { MessageTraits } from '../../shared/reports/message-traits.ts';
import type { Origin } from './evidence-bytes.ts';
import type { ReferenceKind } from './reference-kind.ts';

/** One line of the evidence list. `key` tells it from others of the same path. */
export interface SavedMessage {
  /** Place in the list. */
  readonly ordinal: number;
  readonly key: string;
  readonly row: Omit<EvidenceRow, 'id'>;
  readonly origin: Origin | null;
  readonly boundaryHop: number | null;
  readonly taught: Taught | null;
  readonly sheet: QuestionSheet;
  readonly traits: MessageTraits | null;
}

export interface SavedReferences {
  readonly files: readonly { readonly kind: ReferenceKind; readonly name: string; readonly bytes: Uint8Array }[];
  readonly byHand: readonly RecordByHand[];
  readonly usesBaseline: boolean;
}

export interface SavedFacts {
  readonly keepsOriginals: boolean;
  /** Equal where all messages were judged by the same references, lessons and Waybill; null where some were not judged to the end. */
  readonly judgedBy: string | null;
}

export interface SavedCase {
  readonly facts: SavedFacts;
  readonly messages: readonly SavedMessage[];
  readonly references: SavedReferences;
  readonly notes: readonly Note[];
}
