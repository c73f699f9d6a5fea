/** The window: the messages (the case on the left, the analysis of one on the right, its source below), or the reports. */
import type { Detail } from '../shared/facts/detail.ts';
import { selectedDetail, selectedRow } from './selectors.ts';
import { useWaybill } from './store.ts';
import { AuthenticationView } from './views/authentication/authentication-view.tsx';
import { CampaignView } from './views/campaign/campaign-view.tsx';
import { CaseNotesDialog } from './views/case/case-notes-dialog.tsx';
import { CaseView } from './views/case/case-view.tsx';
import { ConflictsDialog } from './views/case/conflicts-dialog.tsx';
import { DropZone } from './views/case/drop-zone.tsx';
import { EmptyCase } from './views/case/empty-case.tsx';
import { JobProgress } from './views/case/job-progress.tsx';
import { LeaveCaseDialog } from './views/case/leave-case-dialog.tsx';
import { OpenCaseDialog } from './views/case/open-case-dialog.tsx';
import { PasteDialog } from './views/case/paste-dialog.tsx';
import { RecordDialog } from './views/case/record-dialog.tsx';
import { SaveCaseDialog } from './views/case/save-case-dialog.tsx';
import { HopsView } from './views/hops/hops-view.tsx';
import { MessageView } from './views/message/message-view.tsx';
import { QuestionsView } from './views/questions/questions-view.tsx';
import { ReasonsView } from './views/reasons/reasons-view.tsx';
import { ReportsAside } from './views/reports/reports-aside.tsx';
import { ReportsView } from './views/reports/reports-view.tsx';
import { RouteView } from './views/route/route-view.tsx';
import { Notices } from './views/shell/notices.tsx';
import { PaletteDialog } from './views/shell/palette-dialog.tsx';
import { SectionNav } from './views/shell/section-nav.tsx';
import { ShortcutsDialog } from './views/shell/shortcuts-dialog.tsx';
import { TopBar } from './views/shell/top-bar.tsx';
import { UnreadView } from './views/shell/unread-view.tsx';
import { SourceView } from './views/source/source-view.tsx';
import { VerdictView } from './views/verdict/verdict-view.tsx';

/** The analysis of one message, in the order in which one reads it. */
export function AnalysisPage({ detail }: { readonly detail: Detail }) {
  return (
    <article className="page">
      <VerdictView detail={detail} />
      <RouteView detail={detail} />
      <div className="page-columns">
        <ReasonsView detail={detail} />
        <div className="page-side">
          <QuestionsView detail={detail} />
          <MessageView detail={detail} />
        </div>
      </div>
      <CampaignView detail={detail} />
      <AuthenticationView detail={detail} />
      <HopsView detail={detail} />
    </article>
  );
}

function Main() {
  const row = useWaybill(selectedRow);
  const loaded = useWaybill(selectedDetail);
  const total = useWaybill((state) => state.rows.size);
  if (total === 0) return <EmptyCase />;
  if (loaded?.state === 'ready') return <AnalysisPage key={row?.id} detail={loaded.detail} />;
  return <UnreadView row={row} error={loaded?.state === 'failed' ? loaded.error : null} />;
}

function Source() {
  const id = useWaybill((state) => state.selection.evidence);
  const loaded = useWaybill(selectedDetail);
  return id !== null && loaded?.state === 'ready' ? <SourceView key={id} id={id} detail={loaded.detail} /> : null;
}

function Dialogs() {
  const dialog = useWaybill((state) => state.dialog);
  switch (dialog) {
    case 'paste':
      return <PasteDialog />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'palette':
      return <PaletteDialog />;
    case 'record':
      return <RecordDialog />;
    case 'conflicts':
      return <ConflictsDialog />;
    case 'open-case':
      return <OpenCaseDialog />;
    case 'save-case':
      return <SaveCaseDialog />;
    case 'leave-case':
      return <LeaveCaseDialog />;
    case 'case-notes':
      return <CaseNotesDialog />;
    case null:
      return null;
  }
}

function Messages() {
  const hasSections = useWaybill((state) => selectedDetail(state)?.state === 'ready');
  return (
    <>
      <CaseView />
      <div className="stage">
        {hasSections && <SectionNav />}
        <main className="main" id="main">
          <Main />
        </main>
        <Source />
      </div>
    </>
  );
}

function Reports() {
  return (
    <>
      <ReportsAside>
        <JobProgress />
      </ReportsAside>
      <div className="stage">
        <main className="main main-reports" id="main">
          <ReportsView />
        </main>
      </div>
    </>
  );
}

export function App() {
  const workspace = useWaybill((state) => state.workspace);
  return (
    <div className="window" data-workspace={workspace}>
      <TopBar />
      {workspace === 'messages' ? <Messages /> : <Reports />}
      <Dialogs />
      <Notices />
      <DropZone />
    </div>
  );
}
