/** The part of the in-memory client that is about the case as a file, and the notes in it. */
import { nothingHeld } from '../../../renderer/store.ts';
import type { CaseState, Note } from '../../../shared/case-calls.ts';
import type { Handlers } from '../../../shared/contract.ts';
import { refuse, succeed } from '../../../shared/outcome.ts';
import type { Answer, MemoryClient, MemoryContent } from './memory-client.ts';

const at = '2026-11-24T10:00:00Z';
const folder = '/home/ada/Waybill';

/** Answers to the calls about cases: names that begin with `taken` are there already. */
export function caseHandlers(content: MemoryContent, answer: Answer, emit: MemoryClient['emit']) {
  let held: CaseState = content.case ?? nothingHeld.case;
  let notes: readonly Note[] = content.notes ?? [];
  const change = (next: CaseState) => {
    held = next;
    emit('case.changed', held);
    return succeed(held);
  };
  return {
    'case.get': answer('case.get', async () => succeed(held)),
    'case.list': answer('case.list', async () => succeed({ folder, cases: [...(content.cases ?? [])] })),
    'case.new': answer('case.new', async () => {
      notes = [];
      return change(nothingHeld.case);
    }),
    'case.open': answer('case.open', async ({ name }) => {
      if (!content.cases?.some((each) => each.name === name)) return refuse('not-found', `There is no case ${name}.`);
      notes = [{ subject: '', text: `Notes of ${name}`, at }];
      return change({ name, file: `${folder}/${name}.waybill`, reports: 2, messages: 4, keepsOriginals: true, isSaved: true });
    }),
    'case.save': answer('case.save', async ({ name, keepOriginals }) => {
      if (name.startsWith('taken')) return refuse('bad-request', `There is a case ${name} already.`);
      return change({ ...held, name, file: `${folder}/${name}.waybill`, keepsOriginals: keepOriginals, isSaved: true });
    }),
    'notes.get': answer('notes.get', async () => succeed({ notes: [...notes] })),
    'note.set': answer('note.set', async ({ subject, text }) => {
      if (text.includes('refuse me')) return refuse('internal', 'The disk is full.');
      notes = [...notes.filter((note) => note.subject !== subject), ...(text === '' ? [] : [{ subject, text, at }])];
      return succeed({ notes: [...notes] });
    }),
  } satisfies Partial<Handlers>;
}
