/** Notes on the case, a message or a report: what is typed is kept in the case a moment later, without a button. */
import type { NoteDraft } from '../store.ts';
import { update, useWaybill } from '../store.ts';
import { theClient } from './current-client.ts';

/** After this long without a key, what was typed is sent. */
const quietMilliseconds = 600;

const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** One note is sent at a time, so that the last text is the one that stays. */
const sending = new Map<string, Promise<void>>();

function keepDraft(subject: string, draft: NoteDraft | null): void {
  update((state) => {
    const noteDrafts = new Map(state.noteDrafts);
    if (draft === null) noteDrafts.delete(subject);
    else noteDrafts.set(subject, draft);
    return { noteDrafts };
  });
}

/** Takes what is typed. `subject` is empty for the case as a whole, else the SHA-256 of a message or a report. */
export function writeNote(subject: string, text: string): void {
  keepDraft(subject, { text, state: 'typing' });
  clearTimeout(timers.get(subject));
  timers.set(
    subject,
    setTimeout(() => void sendNote(subject), quietMilliseconds),
  );
}

async function send(subject: string, text: string): Promise<void> {
  keepDraft(subject, { text, state: 'saving' });
  const outcome = await theClient().calls['note.set']({ subject, text });
  const now = useWaybill.getState().noteDrafts.get(subject);
  // Another case is open since: this note was of the old one.
  if (now === undefined) return;
  if (outcome.ok) update({ notes: outcome.value.notes });
  // What was typed meanwhile has a timer of its own.
  if (now.text === text) keepDraft(subject, outcome.ok ? null : { text, state: 'failed' });
}

/** Sends a note now, where something of it is not sent yet: when the reader leaves the field. */
export async function sendNote(subject: string): Promise<void> {
  clearTimeout(timers.get(subject));
  timers.delete(subject);
  const running = sending.get(subject);
  if (running !== undefined) await running;
  const draft = useWaybill.getState().noteDrafts.get(subject);
  if (draft === undefined) return;
  const sent = send(subject, draft.text);
  sending.set(subject, sent);
  await sent;
  if (sending.get(subject) === sent) sending.delete(subject);
}

/** Sends every note that is not sent yet, and waits for it: before the case is closed. Says whether all of them are kept. */
export async function sendNotes(): Promise<boolean> {
  await Promise.all([...useWaybill.getState().noteDrafts.keys()].map(sendNote));
  return useWaybill.getState().noteDrafts.size === 0;
}
