import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, it } from 'vitest';
import { NoteCard } from '../../../renderer/components/note-card.tsx';
import { initialState, useWaybill, type WaybillState } from '../../../renderer/store.ts';
import { LeaveCaseDialog } from '../../../renderer/views/case/leave-case-dialog.tsx';
import { OpenCaseDialog } from '../../../renderer/views/case/open-case-dialog.tsx';
import { SaveCaseDialog } from '../../../renderer/views/case/save-case-dialog.tsx';
import { CaseMenu } from '../../../renderer/views/shell/case-menu.tsx';
import { rowOf } from '../fixtures/rows.ts';
import { spoofDetail } from '../fixtures/spoof.ts';

const named = {
  name: 'Quay',
  file: '/home/ada/Waybill/Quay.waybill',
  reports: 61,
  messages: 1,
  keepsOriginals: false,
  isSaved: true,
};
const rows = new Map([['spoof', rowOf('spoof', spoofDetail)]]);

/** What is said where the store holds this. */
function textWith(change: Partial<WaybillState>, element: React.ReactElement): string {
  Object.assign(useWaybill.getInitialState(), initialState, change);
  return renderToStaticMarkup(element)
    .replace(/<\/(?:button|strong|span|p|label|h2|li|summary|bdi|time)>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const pristine = { ...useWaybill.getInitialState() };
afterEach(() => void Object.assign(useWaybill.getInitialState(), pristine));

describe('the menu of the case', () => {
  const items = 'New case Open a case… Save as… Ctrl S Notes on the case…'.replace(' Ctrl', 'Ctrl');

  it.each([
    ['an empty window', {}, `Unsaved case Unsaved case Nothing in it yet ${items}`],
    [
      'evidence that would be lost',
      { rows },
      `Unsaved case Not saved Unsaved case 1 message What is shown is gone when the window closes. Save the case to keep it. ${items}`,
    ],
    [
      'a saved case',
      { rows, case: named },
      `Quay Saved Quay /home/ada/Waybill/Quay.waybill 1 message, 61 reports; hashes and paths only ${items}`,
    ],
    [
      'a case that is being written',
      { rows, case: { ...named, isSaved: false } },
      `Quay Saving… Quay /home/ada/Waybill/Quay.waybill 1 message, 61 reports; hashes and paths only ${items}`,
    ],
    [
      'a saved case with its evidence in it',
      { rows, case: { ...named, reports: 0, keepsOriginals: true } },
      `Quay Saved Quay /home/ada/Waybill/Quay.waybill 1 message; with the original bytes ${items}`,
    ],
  ])('tells what %s is', (_what, change, expected) => {
    expect(textWith(change, <CaseMenu />)).toBe(expected);
  });
});

describe('the dialogs of the case', () => {
  it('list the cases of the folder, and which one is open', () => {
    const cases = [
      { name: 'Quay', bytes: 48_211_003, modified: '2026-11-24T09:12:00Z' },
      { name: 'Harbour', bytes: 1_204_888_120, modified: '2026-11-20T16:40:11Z' },
    ];
    expect(textWith({ case: named, caseList: { folder: '/home/ada/Waybill', cases } }, <OpenCaseDialog />)).toBe(
      'Open a case Quay open now 48.2 MB 24 Nov 2026, 09:12:00 UTC Harbour 1.2 GB 20 Nov 2026, 16:40:11 UTC Cases are files in /home/ada/Waybill',
    );
  });

  it.each([
    [null, 'Open a case Reading the folder…'],
    [{ folder: '/home/ada/Waybill', cases: [] }, 'Open a case No case has been saved yet. Cases are files in /home/ada/Waybill'],
  ])('say so where there is none', (caseList, expected) => {
    expect(textWith({ caseList }, <OpenCaseDialog />)).toBe(expected);
  });

  it('say what it means to keep the evidence in the case', () => {
    expect(textWith({}, <SaveCaseDialog />)).toContain(
      'Keep the original bytes in the case The case then holds the evidence itself: it can be handed on and examined again elsewhere, and must be guarded as the messages must.',
    );
  });

  it('say what is lost, and what is not', () => {
    expect(textWith({}, <LeaveCaseDialog />)).toBe(
      'This case is not saved Its evidence, reports and notes are in this window only. If you go on without saving, they are gone; the files that they came from are not touched. Stay Go on without saving Save first…',
    );
  });
});

describe('a note', () => {
  const card = (text: string, state: 'none' | 'saved' | 'kept' | 'failed') =>
    renderToStaticMarkup(
      <NoteCard label="Notes on this message" text={text} state={state} at="2026-11-24T10:00:00Z" onWrite={() => {}} onLeave={() => {}} />,
    );

  it('is folded while there is nothing in it, and not printed', () => {
    expect([/<details[^>]*>/.exec(card('', 'none'))?.[0], /<details[^>]*>/.exec(card('Called.', 'saved'))?.[0]]).toEqual([
      '<details class="note-card" data-empty="true">',
      '<details class="note-card" open="">',
    ]);
  });

  it.each([
    ['none', ''],
    ['saved', 'Saved in the case, 24 Nov 2026, 10:00:00 UTC'],
    ['kept', 'Kept, but the case is not saved, 24 Nov 2026, 10:00:00 UTC'],
    ['failed', 'Could not be keptTry again'],
  ] as const)('says where it is: %s', (state, expected) => {
    expect((/<p class="note-state".*?<\/p>/.exec(card('x', state))?.[0] ?? '').replace(/<[^>]*>/g, '')).toBe(expected);
  });

  it('is text on paper, whatever is in it', () => {
    const markup = card('# <b>no markup</b>\u202e', 'saved');
    expect(/<p class="note-print">(.*?)<\/p>/.exec(markup)?.[1]).toBe('# &lt;b&gt;no markup&lt;/b&gt;⟨202E⟩');
  });
});
