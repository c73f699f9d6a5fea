/**
 * What a reader of reports hands to the one who stores them: rows as columns, each story once, and the steps that say which rows are which
 * report. Made to cross from one thread to another cheaply: typed arrays are moved, and texts are few and long instead of many and short.
 */
import type { Evidence } from '../../../shared/facts/evidence.ts';
import type { ReportHead, ReportRecord } from '../../../shared/facts/report.ts';
import type { Refusal } from '../../../shared/outcome.ts';
import { keyOf } from '../../../shared/reports/duplicates.ts';
import type { Note } from '../../../shared/reports/notes.ts';
import type { RowStory } from '../../../shared/reports/record.ts';
import type { Story, StoryTeller } from '../case-store/story-teller.ts';

/** A report without its rows, ready for its line in the case: `text` is the whole `ReportHead` as JSON. */
export interface HeadLine extends Pick<ReportHead, 'evidence' | 'kind' | 'dialect' | 'reporter' | 'reportId' | 'begin' | 'end'> {
  readonly recordCount: number;
  readonly messageCount: number;
  readonly policyDomain: string | null;
  /** Reporter, id, domain and range (shared/reports/duplicates.ts). */
  readonly key: string | null;
  readonly text: string;
}

/** In the order of the source. `rows` are the next so many rows of the parcel. */
export type Step =
  /** A whole report. */
  | { readonly kind: 'report'; readonly rows: number; readonly head: HeadLine }
  /** Rows of a report that is not over yet. */
  | { readonly kind: 'part'; readonly rows: number }
  /** The report that came in parts is over, */
  | { readonly kind: 'end'; readonly head: HeadLine }
  /** or turned out to be none: its rows are to be taken back, and a `refused` follows. */
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'refused'; readonly path: string; readonly error: Refusal; readonly evidence: Evidence | null }
  | { readonly kind: 'passed-over'; readonly path: string; readonly note: Note }
  /** So many more bytes of the source were read. */
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'source-over' };

export interface Parcel {
  readonly steps: readonly Step[];
  readonly stories: readonly Story[];
  /** As ASCII, one a line, empty where the row names none. */
  readonly addresses: Uint8Array<ArrayBuffer>;
  /** Numbers of messages; NaN where the row names none. */
  readonly counts: Float64Array<ArrayBuffer>;
  /** For each row the index of its story in `stories`. */
  readonly storyOf: Uint32Array<ArrayBuffer>;
}

/** Rows after which a parcel is full: enough to make its way cheap, few enough to wait in memory by the dozen. */
export const parcelRows = 16_384;

const lineEnd = 0x0a;

export interface ParcelBuilder {
  addRow(record: ReportRecord, story: RowStory): void;
  addStep(step: Exclude<Step, { kind: 'report' | 'part' }>): void;
  /** Takes the rows that were added since the last step that took some, */
  addReport(head: ReportHead): void;
  /** and so does this; nothing where there are none. */
  addPart(): void;
  isFull(): boolean;
  isEmpty(): boolean;
  /** The parcel so far, and begins a new one. */
  take(): Parcel;
}

export function createParcelBuilder(teller: StoryTeller): ParcelBuilder {
  let steps: Step[] = [];
  let stories: Story[] = [];
  let indexOf = new Map<Story, number>();
  let addresses = new Uint8Array(16_384);
  let written = 0;
  let counts = new Float64Array(1_024);
  let storyOf = new Uint32Array(1_024);
  let rows = 0;
  let stepped = 0;

  function grow(): void {
    const [moreCounts, moreStories] = [new Float64Array(counts.length * 4), new Uint32Array(counts.length * 4)];
    moreCounts.set(counts);
    moreStories.set(storyOf);
    counts = moreCounts;
    storyOf = moreStories;
  }

  function addAddress(text: string): void {
    if (written + text.length >= addresses.length) {
      const more = new Uint8Array(Math.max(addresses.length * 4, written + text.length + 1));
      more.set(addresses);
      addresses = more;
    }
    for (let index = 0; index < text.length; index += 1) addresses[written + index] = text.charCodeAt(index);
    written += text.length;
    addresses[written] = lineEnd;
    written += 1;
  }

  return {
    addRow(record, identity) {
      if (rows === counts.length) grow();
      const story = teller.of(record, identity);
      let index = indexOf.get(story);
      if (index === undefined) {
        index = stories.length;
        stories.push(story);
        indexOf.set(story, index);
      }
      addAddress(record.sourceIp ?? '');
      counts[rows] = record.count ?? Number.NaN;
      storyOf[rows] = index;
      rows += 1;
    },
    addStep: (step) => void steps.push(step),
    addReport(head) {
      steps.push({ kind: 'report', rows: rows - stepped, head: headLineOf(head) });
      stepped = rows;
    },
    addPart() {
      if (rows > stepped) steps.push({ kind: 'part', rows: rows - stepped });
      stepped = rows;
    },
    isFull: () => rows >= parcelRows,
    isEmpty: () => steps.length === 0 && rows === 0,
    take() {
      const parcel = {
        steps,
        stories,
        addresses: addresses.slice(0, written),
        counts: counts.slice(0, rows),
        storyOf: storyOf.slice(0, rows),
      };
      steps = [];
      stories = [];
      indexOf = new Map();
      written = 0;
      rows = 0;
      stepped = 0;
      return parcel;
    },
  };
}

export function headLineOf(head: ReportHead): HeadLine {
  const { evidence, kind, dialect, reporter, reportId, begin, end, policy, recordCount, messageCount } = head;
  return {
    evidence,
    kind,
    dialect,
    reporter,
    reportId,
    begin,
    end,
    recordCount,
    messageCount,
    policyDomain: policy?.domain ?? null,
    key: keyOf(head),
    text: JSON.stringify(head),
  };
}
