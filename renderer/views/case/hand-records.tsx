/** The DNS answers that were entered by hand: each opens in the form again, or goes. */
import type { RecordByHand } from '../../../shared/contract.ts';
import { editRecord, removeRecord } from '../../actions/snapshot.ts';
import { IconButton } from '../../components/buttons.tsx';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { words } from '../../words.ts';

const shortAnswers = { nxdomain: 'NXDOMAIN', nodata: 'NODATA' } as const;

function answerOf({ answer, records }: RecordByHand): string {
  return answer === 'records' ? records.join(' · ') : shortAnswers[answer];
}

function daysOf({ from, to }: RecordByHand): string {
  return from === null && to === null ? '' : `, ${from ?? '…'} – ${to ?? '…'}`;
}

export function HandRecords() {
  const records = useWaybill((state) => state.snapshot.byHand);
  if (records.length === 0) return null;
  return (
    <ul className="hand-records" aria-label={`${words.snapshot}, ${words.byHand}`}>
      {records.map((record) => {
        const question = visibleText(`${record.name} ${record.type}`);
        const answer = visibleText(answerOf(record) + daysOf(record));
        return (
          <li key={JSON.stringify(record)}>
            <button
              type="button"
              className="hand-record"
              onClick={() => editRecord(record)}
              aria-label={`${words.editRecord}: ${question}`}
              title={answer}
            >
              <span className="hand-question">
                <bdi>{question}</bdi>
                <span>{words.byHand}</span>
              </span>
              <bdi className="mono">{answer}</bdi>
            </button>
            <IconButton icon="close" label={`${words.removeRecord}: ${question}`} onClick={() => void removeRecord(record)} />
          </li>
        );
      })}
    </ul>
  );
}
