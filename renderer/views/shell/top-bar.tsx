/** The bar at the top: the name, the promise to stay offline, and the few things one can always do. */
import { runCommand } from '../../actions/commands.ts';
import { toggleList } from '../../actions/interface.ts';
import { Button, IconButton } from '../../components/buttons.tsx';
import { ActionIconMark } from '../../components/icons.tsx';
import { useWaybill } from '../../store.ts';
import { commandWords, words } from '../../words.ts';
import { CaseMenu } from './case-menu.tsx';
import { WorkspaceSwitch } from './workspace-switch.tsx';

/** A slip with a torn edge and a route on it. */
function Mark() {
  return (
    <svg className="brand-mark" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path className="brand-slip" d="M4 2h16v20l-2.7-2-2.6 2-2.7-2-2.7 2-2.6-2L4 22z" />
      <path className="brand-route" d="M7.5 7h4v6h5" />
      <circle className="brand-stop" cx="7.5" cy="7" r="1.7" />
      <circle className="brand-stop" cx="16.5" cy="13" r="1.7" />
    </svg>
  );
}

export function TopBar() {
  const rows = useWaybill((state) => state.rows.size);
  const version = useWaybill((state) => state.session?.version ?? '');
  const listOpen = useWaybill((state) => state.listOpen);
  return (
    <header className="bar">
      <span className="bar-list">
        <IconButton icon="list" label={`${words.evidence} (${rows})`} expanded={listOpen} onClick={toggleList} />
      </span>
      <span className="brand">
        <Mark />
        {words.product}
        <span className="brand-version">{version}</span>
      </span>
      <WorkspaceSwitch />
      <CaseMenu />
      <span className="offline" title={words.offlineMeaning}>
        <ActionIconMark name="sealed" size={13} />
        {words.offline}
      </span>
      <nav className="bar-tools" aria-label="Actions">
        <Button icon="open" onClick={() => runCommand('open')} hint={`${commandWords.open} (o)`}>
          Open
        </Button>
        <Button icon="paste" onClick={() => runCommand('paste')} hint={`${commandWords.paste} (p)`}>
          Paste
        </Button>
        <IconButton icon="theme" label={`${commandWords['toggle-theme']} (t)`} onClick={() => runCommand('toggle-theme')} />
        <IconButton icon="keys" label={`${commandWords.shortcuts} (?)`} onClick={() => runCommand('shortcuts')} />
      </nav>
    </header>
  );
}
