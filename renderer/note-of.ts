/** The note on one subject, with what a field for it needs: any view gives it to a `NoteCard` as it is. */
import { sendNote, writeNote } from './actions/notes.ts';
import type { NoteState } from './case-words.ts';
import { useWaybill, type WaybillState } from './store.ts';

export interface NoteOf {
  readonly text: string;
  readonly state: NoteState;
  /** UTC, ISO 8601; when what is kept was last changed. */
  readonly at: string | null;
  readonly onWrite: (text: string) => void;
  readonly onLeave: () => void;
}

type Held = Pick<WaybillState, 'notes' | 'noteDrafts' | 'case'>;

/** What is typed, else what is kept. */
export function noteText({ notes, noteDrafts }: Held, subject: string): string {
  return noteDrafts.get(subject)?.text ?? notes.find((note) => note.subject === subject)?.text ?? '';
}

export function noteState({ notes, noteDrafts, case: present }: Held, subject: string): NoteState {
  const draft = noteDrafts.get(subject);
  if (draft !== undefined) return draft.state;
  if (!notes.some((note) => note.subject === subject)) return 'none';
  if (present.name === null) return 'kept';
  return present.isSaved ? 'saved' : 'saving';
}

/** `subject` is empty for the case as a whole, else the SHA-256 of a message or a report. */
export function useNote(subject: string): NoteOf {
  const text = useWaybill((state) => noteText(state, subject));
  const state = useWaybill((each) => noteState(each, subject));
  const at = useWaybill((each) => each.notes.find((note) => note.subject === subject)?.at ?? null);
  return { text, state, at, onWrite: (typed) => writeNote(subject, typed), onLeave: () => void sendNote(subject) };
}
