/** The files of the DNS snapshot: how much each holds, for which time, and whether it is a whole world. */
import { holdingsOf, timesOf, worldOf } from '../../snapshot-words.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';

export function SnapshotFiles() {
  const files = useWaybill((state) => state.snapshot.files);
  // Of the same files, in the same order; what was typed comes last and is listed on its own.
  const summaries = useWaybill((state) => state.snapshotReport?.files);
  if (files.length === 0) return null;
  return (
    <ul className="snapshot-files">
      {files.map((file, index) => {
        const summary = summaries?.[index];
        const isSame = summary?.name === file.name;
        return (
          <li
            key={JSON.stringify([index, file.name])}
            title={isSame ? visibleText(`${holdingsOf(summary)}; ${worldOf(summary)}`) : undefined}
          >
            <span className="snapshot-file">
              <bdi>{visibleText(file.name)}</bdi>
              {isSame && (
                <small>
                  {holdingsOf(summary)} · {timesOf(summary)} · {visibleText(worldOf(summary))}
                </small>
              )}
            </span>
            <span>
              {file.format} · {file.rrsets.toLocaleString('en-GB')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
