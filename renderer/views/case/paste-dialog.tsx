/** Takes the source of a message as text. */
import type { FormEvent } from 'react';
import { pasteSource } from '../../actions/evidence.ts';
import { closeDialog } from '../../actions/interface.ts';
import { Button } from '../../components/buttons.tsx';
import { Modal } from '../../components/modal.tsx';
import { words } from '../../words.ts';

async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
  event.preventDefault();
  const text = new FormData(event.currentTarget).get('source');
  if (typeof text === 'string' && (await pasteSource(text))) closeDialog();
}

export function PasteDialog() {
  return (
    <Modal title={words.pasteTitle} onClose={closeDialog} className="modal-wide">
      <form className="paste" onSubmit={(event) => void submit(event)}>
        <label htmlFor="paste-source">{words.pasteHint}</label>
        <textarea
          id="paste-source"
          name="source"
          rows={16}
          spellCheck={false}
          autoComplete="off"
          placeholder={'Received: from …\nFrom: …\n'}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
        <div className="modal-tools">
          <Button onClick={closeDialog}>{words.cancel}</Button>
          <button type="submit" className="button button-strong">
            {words.pasteSubmit}
          </button>
        </div>
      </form>
    </Modal>
  );
}
