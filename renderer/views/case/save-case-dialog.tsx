/** Gives the case a name, and asks whether the evidence itself goes into the file. */
import { type FormEvent, useState } from 'react';
import { stay, submitCase } from '../../actions/case.ts';
import { caseNamePattern, caseWords, longestCaseName } from '../../case-words.ts';
import { Button } from '../../components/buttons.tsx';
import { Modal } from '../../components/modal.tsx';
import { useWaybill } from '../../store.ts';
import { words } from '../../words.ts';

export function SaveCaseDialog() {
  const present = useWaybill((state) => state.case);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(await submitCase(String(form.get('name') ?? '').trim(), form.get('originals') !== null));
    setBusy(false);
  };
  return (
    <Modal title={present.name === null ? caseWords.saveTitle : caseWords.saveTitleNamed} onClose={stay}>
      <form className="record save-case" onSubmit={(event) => void submit(event)}>
        <p className="record-wide">
          <label htmlFor="case-name">{caseWords.name}</label>
          <input
            id="case-name"
            name="name"
            required
            maxLength={longestCaseName}
            pattern={caseNamePattern}
            title={caseWords.nameHint}
            placeholder={caseWords.namePlaceholder}
            defaultValue={present.name ?? ''}
            aria-describedby="case-name-hint"
            spellCheck={false}
            autoComplete="off"
          />
          <span className="quiet" id="case-name-hint">
            {caseWords.nameHint}
          </span>
        </p>
        <div className="record-wide save-originals">
          <input
            id="case-originals"
            name="originals"
            type="checkbox"
            defaultChecked={present.keepsOriginals}
            aria-describedby="case-originals-hint"
          />
          <label htmlFor="case-originals">{caseWords.keepOriginals}</label>
          <span className="quiet" id="case-originals-hint">
            {caseWords.keepOriginalsMeaning}
          </span>
        </div>
        <div className="record-wide record-foot">
          <p className="record-refusal" role="alert">
            {refusal}
          </p>
          <div className="modal-tools">
            <Button onClick={stay}>{words.cancel}</Button>
            <button type="submit" className="button button-strong" disabled={isBusy}>
              {caseWords.save}
            </button>
          </div>
        </div>
      </form>
    </Modal>
  );
}
