/** The notes on the case as a whole. */
import { closeDialog } from '../../actions/interface.ts';
import { noteWords } from '../../case-words.ts';
import { Modal } from '../../components/modal.tsx';
import { NoteField } from '../../components/note-card.tsx';
import { useNote } from '../../note-of.ts';

export function CaseNotesDialog() {
  return (
    <Modal title={noteWords.ofCase} onClose={closeDialog} className="modal-wide case-notes">
      <NoteField label={noteWords.ofCase} {...useNote('')} />
    </Modal>
  );
}
