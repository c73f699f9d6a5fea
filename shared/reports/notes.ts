/** The closed list of what can be wrong with a report, and the notebook that keeps the notes of one report within bounds. */
import type { ReportNote } from '../facts/report.ts';
import { pathOf, type XmlElement } from './element.ts';

export const noteCodes = [
  // the bytes
  'byte-order-mark',
  'encoding-invalid-bytes',
  'encoding-label-wrong',
  'encoding-label-unknown',
  'encoding-utf-16',
  'leading-content',
  'trailing-content',
  'declaration-malformed',
  'control-character',
  // the container
  'name-contradicts-bytes',
  'container-damaged',
  'content-type-contradicts-bytes',
  'content-type-continuation',
  'attached-message',
  'body-is-archive',
  // the XML
  'doctype-refused',
  'entity-refused',
  'not-well-formed',
  'stray-markup',
  'stray-text',
  'stray-element',
  'tag-unclosed',
  'tag-mismatched',
  'tag-misspelt',
  'too-deep',
  'text-too-long',
  'rest-not-read',
  // the vocabulary
  'namespace-missing',
  'namespace-unexpected',
  'namespace-prefix',
  'version-missing',
  'version-unexpected',
  'dialect-unknown',
  'element-unknown',
  'element-renamed',
  'element-missing',
  'element-repeated',
  'element-empty',
  'element-not-in-dialect',
  'attribute-read',
  // the values
  'value-trimmed',
  'value-case',
  'value-unknown',
  'value-alias',
  'result-word-unknown',
  'result-word-alias',
  'disposition-unexpected',
  'reason-unknown',
  'reason-removed',
  'address-invalid',
  'address-mapped',
  'address-missing',
  'domain-invalid',
  'count-invalid',
  'count-zero',
  'count-decimal',
  'percentage-invalid',
  'time-invalid',
  'time-fractional',
  'time-milliseconds',
  'time-negative',
  'time-zero',
  'range-reversed',
  'range-empty',
  'range-long',
  'report-id-missing',
  'reporter-missing',
  'envelope-from-missing',
  'auth-results-missing',
  'scope-unexpected',
  'no-traffic',
  'too-many-signatures',
  'original-missing',
  'original-redacted',
  'field-missing',
  'field-repeated',
  // the report among others
  'duplicate-report',
  'same-id-other-content',
  // what is passed over
  'no-report',
  'unused-placeholder',
  'smime-sealed',
  'more-of-the-same',
] as const;
export type NoteCode = (typeof noteCodes)[number];

export type Note = ReportNote & { readonly code: NoteCode };

/** A report in which every row is wrong would have more notes than rows: of each code this many are kept, the rest is counted. */
const keptPerCode = 10;
/** Of these, one says it all: they are the way of the reporter, not of a row. */
const keptOnce: ReadonlySet<NoteCode> = new Set(['envelope-from-missing']);
const longestQuote = 120;

export interface NoteBook {
  /** `at`: a path, or the element itself, whose path is then worked out only for notes that are kept. */
  add(code: NoteCode, message: string, at: string | XmlElement): void;
  /** How often something was noted, kept or not. */
  count(): number;
  /** All notes in the order they were made, then one for each code of which there were more. */
  finish(): readonly Note[];
}

/** `onNote` hears every note that is kept, at once. */
export function createNoteBook(onNote: (note: Note) => void = () => undefined): NoteBook {
  const notes: Note[] = [];
  const counts = new Map<NoteCode, { count: number; at: string | XmlElement }>();
  const said = new Set<string>();
  const keep = (note: Note): void => {
    // A damaged report is read twice; what was said of it the first time holds still.
    const key = `${note.code}\n${note.at}\n${note.message}`;
    if (said.has(key)) return;
    said.add(key);
    notes.push(note);
    onNote(note);
  };
  let added = 0;
  return {
    count: () => added,
    add(code, message, at) {
      added += 1;
      const seen = counts.get(code);
      if (seen === undefined) counts.set(code, { count: 1, at });
      else {
        seen.count += 1;
        seen.at = at;
        if (seen.count > limitOf(code)) return;
      }
      keep({ code, message, at: placeOf(at) });
    },
    finish() {
      for (const [code, { count, at }] of counts) {
        const more = count - limitOf(code);
        if (more <= 0) continue;
        keep({
          code: 'more-of-the-same',
          message: `${more} more of the kind ${code}; the last is here.`,
          at: placeOf(at),
        });
      }
      counts.clear();
      return notes;
    },
  };
}

function limitOf(code: NoteCode): number {
  return keptOnce.has(code) ? 1 : keptPerCode;
}

function placeOf(at: string | XmlElement): string {
  return typeof at === 'string' ? at : pathOf(at);
}

/** A value of the report inside a note: cut, and without what could steer a terminal. */
export function quote(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove.
  const safe = value.slice(0, longestQuote).replace(/[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
  return value.length > longestQuote ? `“${safe}…”` : `“${safe}”`;
}
