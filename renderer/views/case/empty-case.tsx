/** The empty state: what to bring, how, and what will happen with it. */
import { runCommand } from '../../actions/commands.ts';
import { Button } from '../../components/buttons.tsx';
import { ActionIconMark } from '../../components/icons.tsx';
import { reportWords } from '../../report-words.ts';
import { useWaybill } from '../../store.ts';
import { words } from '../../words.ts';
import { StorySketch } from './story-sketch.tsx';

/** The case holds reports and no message: what a message would add, and the way to the reports. */
function ReportsOnly() {
  return (
    <>
      <h1>{reportWords.noMessagesTitle}</h1>
      <p className="empty-text">{reportWords.noMessagesText}</p>
      <div className="button-row">
        <Button icon="report" onClick={() => runCommand('show-reports')}>
          {reportWords.showReports}
        </Button>
      </div>
    </>
  );
}

export function EmptyCase() {
  const hasReports = useWaybill((state) => (state.reports.totals?.reports ?? 0) > 0);
  return (
    <div className="empty">
      <div className="empty-slip">
        <p className="empty-kicker">{words.tagline}</p>
        {hasReports ? (
          <ReportsOnly />
        ) : (
          <>
            <h1>{words.emptyTitle}</h1>
            <p className="empty-text">{words.emptyText}</p>
          </>
        )}
        <StorySketch />
        <div className="empty-drop" aria-hidden="true">
          <ActionIconMark name="open" size={22} />
          <span>Drop messages or folders anywhere in this window</span>
        </div>
        <div className="empty-ways">
          {words.emptyWays.map(([command, label, text, key]) => (
            <button key={command} type="button" className="empty-way" onClick={() => runCommand(command)}>
              <ActionIconMark name={command} size={18} />
              <span className="empty-way-label">
                {label}
                {key !== '' && <kbd>{key}</kbd>}
              </span>
              <span className="empty-way-text">{text}</span>
            </button>
          ))}
        </div>
      </div>
      <ol className="empty-steps">
        {words.emptySteps.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
