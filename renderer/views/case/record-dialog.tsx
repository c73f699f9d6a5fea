/** The form for one DNS answer: what was asked, what the answer is, and on which days it held. */
import { type FormEvent, useState } from 'react';
import type { RecordByHand } from '../../../shared/contract.ts';
import { closeDialog } from '../../actions/interface.ts';
import { submitRecord } from '../../actions/snapshot.ts';
import { Button } from '../../components/buttons.tsx';
import { Modal } from '../../components/modal.tsx';
import { useWaybill } from '../../store.ts';
import { answerWords, recordTypes, words } from '../../words.ts';

/** The answer as the form says it; lines without a record are left out. */
export function recordOf(form: FormData): RecordByHand {
  const text = (field: string): string => String(form.get(field) ?? '').trim();
  const answer = answerWords.find(([each]) => each === text('answer'))?.[0] ?? 'records';
  const lines = text('records')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return {
    name: text('name'),
    type: recordTypes.find((each) => each === text('type')) ?? 'TXT',
    answer,
    records: answer === 'records' ? lines.map((line) => line.trim()) : [],
    from: text('from') || null,
    to: text('to') || null,
  };
}

function Choice({ name, value, choices }: { name: string; value: string; choices: readonly (readonly [value: string, label: string])[] }) {
  return (
    <select id={`record-${name}`} name={name} defaultValue={value}>
      {choices.map(([each, label]) => (
        <option key={each} value={each}>
          {label}
        </option>
      ))}
    </select>
  );
}

function Day({ name, label, value }: { readonly name: string; readonly label: string; readonly value: string | null }) {
  return (
    <p>
      <label htmlFor={`record-${name}`}>{label}</label>
      <input id={`record-${name}`} name={name} type="date" defaultValue={value ?? ''} />
    </p>
  );
}

export function RecordDialog() {
  const { record, replaces } = useWaybill((state) => state.draft);
  const [refusal, setRefusal] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const refused = await submitRecord(recordOf(new FormData(event.currentTarget)));
    if (refused === null) closeDialog();
    else setRefusal(refused);
  };
  return (
    <Modal title={replaces === null ? words.recordTitle : words.recordEditTitle} onClose={closeDialog}>
      <form className="record" onSubmit={(event) => void submit(event)}>
        <p className="record-name">
          <label htmlFor="record-name">{words.recordName}</label>
          <input id="record-name" name="name" className="mono" defaultValue={record.name} required spellCheck={false} autoComplete="off" />
        </p>
        <p>
          <label htmlFor="record-type">{words.recordType}</label>
          <Choice name="type" value={record.type} choices={recordTypes.map((type) => [type, type])} />
        </p>
        <p className="record-wide">
          <label htmlFor="record-answer">{words.recordAnswer}</label>
          <Choice name="answer" value={record.answer} choices={answerWords} />
        </p>
        <p className="record-wide record-texts">
          <label htmlFor="record-records">{words.recordTexts}</label>
          <textarea id="record-records" name="records" rows={4} spellCheck={false} defaultValue={record.records.join('\n')} />
          <span className="quiet">{words.recordTextsHint}</span>
        </p>
        <Day name="from" label={words.recordFrom} value={record.from} />
        <Day name="to" label={words.recordTo} value={record.to} />
        <p className="record-wide quiet">{words.recordDaysHint}</p>
        <div className="record-wide record-foot">
          <p className="record-refusal" role="alert">
            {refusal}
          </p>
          <div className="modal-tools">
            <Button onClick={closeDialog}>{words.cancel}</Button>
            <button type="submit" className="button button-strong">
              {replaces === null ? words.recordSubmit : words.recordChange}
            </button>
          </div>
        </div>
      </form>
    </Modal>
  );
}
