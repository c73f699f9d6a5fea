/** What is being read right now, how far it is, and the button that stops it. */
import { cancelJobs } from '../../actions/evidence.ts';
import { Button } from '../../components/buttons.tsx';
import { sumJobs } from '../../selectors.ts';
import { useWaybill } from '../../store.ts';
import { words } from '../../words.ts';

export function JobProgress() {
  const sum = useWaybill((state) => sumJobs(state.jobs));
  if (sum === null) return null;
  const { done, total, failed } = sum;
  return (
    <div className="progress">
      <progress max={Math.max(total, 1)} value={done} aria-label="Analysing" />
      <span className="progress-text">
        {done.toLocaleString('en-GB')} of {total.toLocaleString('en-GB')}
        {failed > 0 && `, ${failed} failed`}
      </span>
      <Button onClick={() => void cancelJobs()}>{words.cancel}</Button>
    </div>
  );
}
