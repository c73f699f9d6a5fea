/** The DNS snapshot of the session: which files it came from, where they contradict each other, and a place to bring more. */
import { openFiles } from '../../actions/evidence.ts';
import { setDropping } from '../../actions/interface.ts';
import { addSnapshotDrop, clearSnapshot, draftRecord, exportSnapshot, showConflicts } from '../../actions/snapshot.ts';
import { Button } from '../../components/buttons.tsx';
import { snapshotWords } from '../../snapshot-words.ts';
import { useWaybill } from '../../store.ts';
import { count, words } from '../../words.ts';
import { BaselineSwitch } from './baseline-switch.tsx';
import { HandRecords } from './hand-records.tsx';
import { SnapshotFiles } from './snapshot-files.tsx';

export function SnapshotPanel() {
  const { files, rrsets } = useWaybill((state) => state.snapshot);
  const conflicts = useWaybill((state) => (state.snapshotReport === null ? 0 : state.snapshotReport.conflictCount));
  return (
    <section
      className="snapshot"
      aria-label={words.snapshot}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setDropping(false);
        void addSnapshotDrop(event.dataTransfer);
      }}
    >
      <div className="snapshot-head">
        <h3>{words.snapshot}</h3>
        <span className="snapshot-count">{rrsets > 0 ? count(rrsets, 'RRset') : ''}</span>
      </div>
      {rrsets === 0 && files.length === 0 && <p className="snapshot-none">{words.noSnapshot}</p>}
      <SnapshotFiles />
      {conflicts === null && <p className="snapshot-none">{snapshotWords.notCompared}</p>}
      <HandRecords />
      <BaselineSwitch />
      <div className="snapshot-tools">
        <Button onClick={() => void openFiles('snapshot')}>{words.addSnapshot}</Button>
        <Button onClick={() => draftRecord()}>{words.enterRecord}</Button>
        {rrsets > 0 && (
          <Button onClick={() => void exportSnapshot()} hint={words.saveSnapshotHint}>
            {words.saveSnapshot}
          </Button>
        )}
        {conflicts !== null && conflicts > 0 && <Button onClick={() => void showConflicts()}>{count(conflicts, 'contradiction')}…</Button>}
        {rrsets + files.length > 0 && <Button onClick={() => void clearSnapshot()}>{words.forgetSnapshot}</Button>}
      </div>
    </section>
  );
}
