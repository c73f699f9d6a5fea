/** Where files of the DNS snapshot contradict each other: who says what, and whose word is used for the selected message. */
import type { SnapshotReport } from '../../../shared/contract.ts';
import { closeDialog } from '../../actions/interface.ts';
import { reportedTime } from '../../actions/snapshot.ts';
import { Modal } from '../../components/modal.tsx';
import { conflictWords, saidBy, seenWhen, snapshotWords } from '../../snapshot-words.ts';
import { useWaybill } from '../../store.ts';
import { formatDay, visibleText } from '../../text.ts';

function Conflict({ conflict }: { readonly conflict: SnapshotReport['conflicts'][number] }) {
  const { name, type, kind, statements, chosen } = conflict;
  return (
    <li className="conflict">
      <h3>
        <bdi className="mono">{visibleText(`${name === '' ? '.' : name} ${type}`)}</bdi>
        <span className="quiet"> {conflictWords[kind]}</span>
      </h3>
      <table className="conflict-statements">
        <tbody>
          {statements.map((statement, index) => (
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: a statement is its place in the list, which never changes.
              key={index}
              data-chosen={index === chosen || undefined}
            >
              <td>{index === chosen ? snapshotWords.used : ''}</td>
              <td className="mono">{visibleText(saidBy(statement))}</td>
              <td>
                <bdi>{visibleText(statement.source)}</bdi>
                {statement.source !== statement.file && <bdi className="quiet"> {visibleText(statement.file)}</bdi>}
              </td>
              <td>{seenWhen(statement)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </li>
  );
}

export function ConflictsDialog() {
  const report = useWaybill((state) => state.snapshotReport);
  const at = reportedTime();
  const conflicts = report?.conflicts ?? [];
  const more = (report?.conflictCount ?? 0) - conflicts.length;
  return (
    <Modal title={snapshotWords.contradict} onClose={closeDialog} className="modal-wide">
      <p className="quiet">
        {snapshotWords.contradictMeaning}{' '}
        {at === null ? snapshotWords.newest : `${snapshotWords.answersFor} ${formatDay(new Date(at).toISOString())}`}.
      </p>
      <ul className="conflicts">
        {conflicts.map((conflict) => (
          <Conflict key={`${conflict.name} ${conflict.type}`} conflict={conflict} />
        ))}
      </ul>
      {more > 0 && <p className="quiet">{snapshotWords.moreConflicts(more)}</p>}
    </Modal>
  );
}
