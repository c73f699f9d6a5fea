import { afterEach, describe, expect, it, vi } from 'vitest';
import { sendNote, sendNotes, writeNote } from '../../../renderer/actions/notes.ts';
import { noteState, noteText } from '../../../renderer/note-of.ts';
import { startOn } from '../helpers/started.ts';

const subject = 'a'.repeat(64);
const at = '2026-11-24T10:00:00Z';
const sent = (made: readonly { readonly call: string; readonly request: unknown }[]) =>
  made.filter(({ call }) => call === 'note.set').map(({ request }) => request);

afterEach(() => vi.useRealTimers());

describe('notes', () => {
  it('are asked for at the start', async () => {
    const notes = [{ subject: '', text: 'Called the bank.', at }];
    const { state } = await startOn({ notes });
    expect([state().notes, noteText(state(), ''), noteState(state(), '')]).toEqual([notes, 'Called the bank.', 'kept']);
  });

  it('are kept a moment after the last key, not at each', async () => {
    const { client, state } = await startOn({});
    vi.useFakeTimers();
    for (const text of ['C', 'Ca', 'Call']) {
      writeNote(subject, text);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect([sent(client.made), noteText(state(), subject), noteState(state(), subject)]).toEqual([[], 'Call', 'typing']);
    await vi.advanceTimersByTimeAsync(600);
    expect(sent(client.made)).toEqual([{ subject, text: 'Call' }]);
    expect([state().notes, state().noteDrafts]).toEqual([[{ subject, text: 'Call', at }], new Map()]);
  });

  it('are kept at once when the reader leaves the field, and only once', async () => {
    const { client } = await startOn({});
    vi.useFakeTimers();
    writeNote(subject, 'Call');
    await sendNote(subject);
    await sendNote(subject);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent(client.made)).toEqual([{ subject, text: 'Call' }]);
  });

  it('lose nothing that is typed while they are being kept', async () => {
    const { client, state } = await startOn({});
    vi.useFakeTimers();
    writeNote(subject, 'one');
    const first = sendNote(subject);
    writeNote(subject, 'one, two');
    await first;
    expect(noteText(state(), subject)).toBe('one, two');
    await vi.advanceTimersByTimeAsync(600);
    expect([sent(client.made), noteText(state(), subject), state().noteDrafts.size]).toEqual([
      [
        { subject, text: 'one' },
        { subject, text: 'one, two' },
      ],
      'one, two',
      0,
    ]);
  });

  it('stay in the field where they could not be kept, and are tried again', async () => {
    const { client, state } = await startOn({});
    writeNote(subject, 'refuse me');
    expect(await sendNotes()).toBe(false);
    expect([noteText(state(), subject), noteState(state(), subject)]).toEqual(['refuse me', 'failed']);
    writeNote(subject, 'take it');
    expect(await sendNotes()).toBe(true);
    expect([noteText(state(), subject), sent(client.made).length]).toEqual(['take it', 2]);
  });

  it('are gone when they are emptied', async () => {
    const { state } = await startOn({ notes: [{ subject, text: 'old', at }] });
    writeNote(subject, '');
    await sendNotes();
    expect([state().notes, noteState(state(), subject)]).toEqual([[], 'none']);
  });

  it('are said to be saved only where the case is', async () => {
    const saved = { name: 'x', file: '/x.waybill', reports: 0, messages: 0, keepsOriginals: false, isSaved: true };
    const { client, state } = await startOn({ notes: [{ subject, text: 'old', at }], case: saved });
    expect(noteState(state(), subject)).toBe('saved');
    client.emit('case.changed', { ...saved, isSaved: false });
    expect(noteState(state(), subject)).toBe('saving');
    client.emit('case.changed', { ...saved, name: null, file: null, isSaved: false });
    expect(noteState(state(), subject)).toBe('kept');
  });
});
