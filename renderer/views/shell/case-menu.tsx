/** The case in the top bar: its name, whether it is saved, and the menu for another one. */
import { runCommand } from '../../actions/commands.ts';
import { caseWords } from '../../case-words.ts';
import { ActionIconMark } from '../../components/icons.tsx';
import { MenuButton } from '../../components/menu-button.tsx';
import { hasUnsaved, holdsAnything } from '../../selectors.ts';
import { useWaybill, type WaybillState } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { count } from '../../words.ts';

const marks = {
  saved: [caseWords.isSaved, caseWords.isSavedMeaning],
  saving: [caseWords.isBeingSaved, caseWords.isBeingSavedMeaning],
  unsaved: [caseWords.notSaved, caseWords.notSavedMeaning],
} as const;

function savedState(state: WaybillState): keyof typeof marks | 'empty' {
  if (state.case.name !== null) return state.case.isSaved ? 'saved' : 'saving';
  return hasUnsaved(state) ? 'unsaved' : 'empty';
}

/** A filled mark for saved, an open one for not saved, and the word beside it; nothing where there is nothing to save. */
function SavedMark() {
  const state = useWaybill(savedState);
  if (state === 'empty') return null;
  const [word, meaning] = marks[state];
  return (
    <span className="case-mark" data-state={state} title={meaning}>
      {word}
    </span>
  );
}

/** What the case is, above the items of the menu. */
function CaseCard() {
  const { name, file, keepsOriginals, reports, messages } = useWaybill((state) => state.case);
  const hasSomething = useWaybill(holdsAnything);
  const rows = useWaybill((state) => state.rows.size);
  const isUnsaved = useWaybill(hasUnsaved);
  const holds = [
    ...(Math.max(messages, rows) > 0 ? [count(Math.max(messages, rows), 'message')] : []),
    ...(reports > 0 ? [count(reports, 'report')] : []),
  ];
  return (
    <div className="case-card">
      <strong>
        <bdi>{visibleText(name ?? caseWords.unnamed)}</bdi>
      </strong>
      {file !== null && <bdi className="mono case-file">{visibleText(file)}</bdi>}
      <span>
        {hasSomething ? holds.join(', ') : caseWords.nothingYet}
        {file !== null && `; ${keepsOriginals ? caseWords.holdsOriginals : caseWords.holdsHashes}`}
      </span>
      {isUnsaved && <span>{caseWords.notSavedMeaning}</span>}
    </div>
  );
}

export function CaseMenu() {
  const name = useWaybill((state) => state.case.name);
  const isApple = useWaybill((state) => state.session?.platform === 'darwin');
  const shown = visibleText(name ?? caseWords.unnamed);
  return (
    <MenuButton
      icon="open"
      label={`${caseWords.menu}: ${shown}`}
      face={
        <>
          <bdi className="case-name" data-unnamed={name === null || undefined}>
            {shown}
          </bdi>
          <SavedMark />
          <ActionIconMark name="caret" size={12} />
        </>
      }
      head={<CaseCard />}
      items={[
        { id: 'new', label: caseWords.newCase, onChoose: () => runCommand('new-case') },
        { id: 'open', label: caseWords.openCase, onChoose: () => runCommand('open-case') },
        { id: 'save', label: caseWords.saveCase, keys: isApple ? '⌘ S' : 'Ctrl S', onChoose: () => runCommand('save-case-as') },
        { id: 'notes', label: caseWords.notesOnCase, onChoose: () => runCommand('case-notes') },
      ]}
    />
  );
}
