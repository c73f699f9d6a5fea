/** Which public suffix list is in use, of which day, and a place to bring another. */
import { openFiles } from '../../actions/evidence.ts';
import { clearSuffixes } from '../../actions/references.ts';
import { Button } from '../../components/buttons.tsx';
import { snapshotWords } from '../../snapshot-words.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { count } from '../../words.ts';

export function SuffixPanel() {
  const { bundled, file } = useWaybill((state) => state.suffixes);
  return (
    <section className="snapshot" aria-label={snapshotWords.suffixes}>
      <div className="snapshot-head">
        <h3 title={snapshotWords.suffixesMeaning}>{snapshotWords.suffixes}</h3>
        <span className="snapshot-count">{file === null ? bundled.date : (file.date ?? snapshotWords.dateUnknown)}</span>
      </div>
      {file === null ? (
        <p className="snapshot-none">
          {snapshotWords.bundledList}, {bundled.name}.
        </p>
      ) : (
        <ul className="snapshot-files">
          <li title={`${snapshotWords.inPlaceOf} ${bundled.date}`}>
            <bdi>{visibleText(file.name)}</bdi>
            <span>{count(file.rules, 'rule')}</span>
          </li>
        </ul>
      )}
      <div className="snapshot-tools">
        <Button onClick={() => void openFiles('suffixes')}>{snapshotWords.addSuffixes}</Button>
        {file !== null && <Button onClick={() => void clearSuffixes()}>{snapshotWords.forgetSuffixes}</Button>}
      </div>
    </section>
  );
}
