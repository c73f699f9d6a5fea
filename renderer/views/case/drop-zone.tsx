/** The overlay over the whole window while something hangs over it. */
import { useWaybill } from '../../store.ts';
import { words } from '../../words.ts';

export function DropZone() {
  const dropping = useWaybill((state) => state.dropping);
  if (!dropping) return null;
  return (
    <div className="drop-overlay">
      <p className="drop-title">{words.dropHere}</p>
      <p>{words.dropMeaning}</p>
    </div>
  );
}
