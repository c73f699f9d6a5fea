/** Short messages in a corner, read out politely, never in the way. */
import { dismissNotice } from '../../actions/notices.ts';
import { IconButton } from '../../components/buttons.tsx';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { words } from '../../words.ts';

export function Notices() {
  const notices = useWaybill((state) => state.notices);
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <p key={notice.id} className="notice" data-tone={notice.tone}>
          {visibleText(notice.text)}
          <IconButton icon="close" label={words.dismiss} onClick={() => dismissNotice(notice.id)} />
        </p>
      ))}
    </div>
  );
}
