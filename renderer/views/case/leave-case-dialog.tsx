/** Asks before an unsaved case is left, so that no evidence is lost by a slip of the hand. */
import { leaveAnyway, saveCaseAs, stay } from '../../actions/case.ts';
import { caseWords } from '../../case-words.ts';
import { Button } from '../../components/buttons.tsx';
import { Modal } from '../../components/modal.tsx';

export function LeaveCaseDialog() {
  return (
    <Modal title={caseWords.leaveTitle} onClose={stay}>
      <p>{caseWords.leaveText}</p>
      <div className="modal-tools leave-tools">
        <button type="button" className="button" data-focus-first onClick={stay}>
          {caseWords.stay}
        </button>
        <Button onClick={() => void leaveAnyway()}>{caseWords.leave}</Button>
        <Button strong onClick={() => void saveCaseAs()}>
          {caseWords.saveFirst}
        </Button>
      </div>
    </Modal>
  );
}
