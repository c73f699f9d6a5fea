/** The cases of the folder, newest first, to open one. */
import type { Reply } from '../../../shared/contract.ts';
import { leaveFor } from '../../actions/case.ts';
import { closeDialog } from '../../actions/interface.ts';
import { caseWords } from '../../case-words.ts';
import { Modal } from '../../components/modal.tsx';
import { moveFocus } from '../../components/roving.ts';
import { useWaybill } from '../../store.ts';
import { formatBytes, formatClock, formatDay, visibleText } from '../../text.ts';

type Listed = Reply<'case.list'>['cases'][number];

function CaseLine({ each, isOpen }: { readonly each: Listed; readonly isOpen: boolean }) {
  return (
    <li>
      <button type="button" className="case-line" disabled={isOpen} onClick={() => void leaveFor({ to: 'open', name: each.name })}>
        <bdi className="case-line-name">{visibleText(each.name)}</bdi>
        {isOpen && <span className="case-line-open">{caseWords.isOpen}</span>}
        <span className="case-line-facts">
          <span>{formatBytes(each.bytes)}</span>
          <time dateTime={each.modified}>
            {formatDay(each.modified)}, {formatClock(each.modified)} UTC
          </time>
        </span>
      </button>
    </li>
  );
}

/** The keyboard comes in at the newest case, not at the button that closes the list. */
function focusFirst(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>('.case-line:not(:disabled)')?.focus();
}

export function OpenCaseDialog() {
  const list = useWaybill((state) => state.caseList);
  const present = useWaybill((state) => state.case.name);
  return (
    <Modal title={caseWords.openTitle} onClose={closeDialog}>
      {list === null && (
        <p className="quiet" aria-busy="true">
          {caseWords.listing}
        </p>
      )}
      {list?.cases.length === 0 && <p>{caseWords.openEmpty}</p>}
      {list !== null && list.cases.length > 0 && (
        <ul
          className="case-lines"
          ref={focusFirst}
          aria-label={caseWords.openTitle}
          onKeyDown={(event) => moveFocus(event, [...event.currentTarget.querySelectorAll<HTMLElement>('.case-line:not(:disabled)')])}
        >
          {list.cases.map((each) => (
            <CaseLine key={each.name} each={each} isOpen={each.name === present} />
          ))}
        </ul>
      )}
      {list !== null && (
        <p className="case-folder quiet">
          {caseWords.folder} <bdi className="mono">{visibleText(list.folder)}</bdi>
        </p>
      )}
    </Modal>
  );
}
