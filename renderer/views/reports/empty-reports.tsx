/** Stands in the reports workspace while the case holds no report: what to drop, and why it helps. */
import { runCommand } from '../../actions/commands.ts';
import { Button } from '../../components/buttons.tsx';
import { ActionIconMark } from '../../components/icons.tsx';
import { reportWords } from '../../report-words.ts';

export function EmptyReports() {
  return (
    <div className="empty">
      <div className="empty-slip">
        <p className="empty-kicker">{reportWords.title}</p>
        <h1>{reportWords.emptyTitle}</h1>
        <p className="empty-text">{reportWords.emptyText}</p>
        <div className="empty-drop" aria-hidden="true">
          <ActionIconMark name="report" size={22} />
          <span>{reportWords.emptyTakes}</span>
        </div>
        <div className="button-row">
          <Button icon="open" strong onClick={() => runCommand('open')}>
            Open files
          </Button>
          <Button icon="list" onClick={() => runCommand('open-folder')}>
            Open a folder
          </Button>
        </div>
      </div>
      <ol className="empty-steps">
        {reportWords.emptyWhy.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
