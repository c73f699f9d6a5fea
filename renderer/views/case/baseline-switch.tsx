/** Whether the bundled copies of operators' records answer what the snapshot does not, and how old they are. */
import { switchBaseline } from '../../actions/snapshot.ts';
import { ageOfBaseline, snapshotWords } from '../../snapshot-words.ts';
import { useWaybill } from '../../store.ts';

export function BaselineSwitch() {
  const baseline = useWaybill((state) => state.snapshotReport?.baseline ?? null);
  if (baseline === null) return null;
  return (
    <div className="baseline-switch" title={snapshotWords.baselineMeaning}>
      <input
        id="baseline"
        type="checkbox"
        checked={baseline.isUsed}
        aria-describedby="baseline-age"
        onChange={(event) => void switchBaseline(event.currentTarget.checked)}
      />
      <label htmlFor="baseline">{snapshotWords.baseline}</label>
      <small id="baseline-age" data-stale={baseline.stale > 0 || undefined}>
        {ageOfBaseline(baseline)}
      </small>
    </div>
  );
}
