/** The DNS snapshot of the session: which files it came from, and a place to bring more. */
import { openFiles } from '../../actions/evidence.ts';
import { setDropping } from '../../actions/interface.ts';
import { addSnapshotDrop, clearSnapshot, draftRecord, exportSnapshot } from '../../actions/snapshot.ts';
import { Button } from '../../components/buttons.tsx';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { count, words } from '../../words.ts';
import { HandRecords } from './hand-records.tsx';

export function SnapshotPanel() {
  const { files, rrsets } = useWaybill((state) => state.snapshot);
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
      {files.length > 0 && (
        <ul className="snapshot-files">
          {files.map((file) => (
            <li key={file.name}>
              <bdi>{visibleText(file.name)}</bdi>
              <span>
                {file.format} · {file.rrsets.toLocaleString('en-GB')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <HandRecords />
      <div className="snapshot-tools">
        <Button onClick={() => void openFiles('snapshot')}>{words.addSnapshot}</Button>
        <Button onClick={() => draftRecord()}>{words.enterRecord}</Button>
        {rrsets > 0 && (
          <Button onClick={() => void exportSnapshot()} hint={words.saveSnapshotHint}>
            {words.saveSnapshot}
          </Button>
        )}
        {rrsets + files.length > 0 && <Button onClick={() => void clearSnapshot()}>{words.forgetSnapshot}</Button>}
      </div>
    </section>
  );
}
