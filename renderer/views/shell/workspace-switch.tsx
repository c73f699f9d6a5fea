/** The two workspaces of the window, messages and reports, with how much each holds. */
import { showWorkspace } from '../../actions/reports.ts';
import { type ActionIcon, ActionIconMark } from '../../components/icons.tsx';
import { moveFocus } from '../../components/roving.ts';
import { formatShortCount, reportWords, workspaceWords } from '../../report-words.ts';
import { useWaybill, type Workspace } from '../../store.ts';

const choices: readonly (readonly [Workspace, ActionIcon, key: string])[] = [
  ['messages', 'message', 'm'],
  ['reports', 'report', 'r'],
];

export function WorkspaceSwitch() {
  const workspace = useWaybill((state) => state.workspace);
  const messages = useWaybill((state) => state.rows.size);
  const reports = useWaybill((state) => state.reports.totals?.reports ?? 0);
  const counts = { messages, reports };
  return (
    <div
      className="workspaces"
      role="tablist"
      aria-label={reportWords.workspaces}
      onKeyDown={(event) => {
        if (moveFocus(event, [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')])) {
          const next = (document.activeElement as HTMLElement).dataset.workspace;
          showWorkspace(next === 'reports' ? 'reports' : 'messages');
        }
      }}
    >
      {choices.map(([id, icon, key]) => (
        <button
          key={id}
          type="button"
          role="tab"
          className="workspace"
          data-workspace={id}
          aria-selected={workspace === id}
          aria-controls="main"
          tabIndex={workspace === id ? 0 : -1}
          title={`${workspaceWords[id]} (${key})`}
          onClick={() => showWorkspace(id)}
        >
          <ActionIconMark name={icon} size={14} />
          {workspaceWords[id]}
          <span className="workspace-count">{formatShortCount(counts[id])}</span>
        </button>
      ))}
    </div>
  );
}
