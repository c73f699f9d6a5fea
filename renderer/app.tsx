/** The window: the case on the left, the analysis of the selected message on the right, its source below. */
import type { Detail } from '../shared/facts/detail.ts';
import { selectedDetail, selectedRow } from './selectors.ts';
import { useWaybill } from './store.ts';
import { AuthenticationView } from './views/authentication/authentication-view.tsx';
import { CaseView } from './views/case/case-view.tsx';
import { DropZone } from './views/case/drop-zone.tsx';
import { EmptyCase } from './views/case/empty-case.tsx';
import { PasteDialog } from './views/case/paste-dialog.tsx';
import { RecordDialog } from './views/case/record-dialog.tsx';
import { HopsView } from './views/hops/hops-view.tsx';
import { MessageView } from './views/message/message-view.tsx';
import { QuestionsView } from './views/questions/questions-view.tsx';
import { ReasonsView } from './views/reasons/reasons-view.tsx';
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
    case null:
      return null;
  }
}

export function App() {
  const hasAnalysis = useWaybill((state) => selectedDetail(state)?.state === 'ready');
  return (
    <div className="window">
      <TopBar>{hasAnalysis && <SectionNav />}</TopBar>
      <CaseView />
      <div className="stage">
        <main className="main" id="main">
          <Main />
        </main>
        <Source />
      </div>
      <Dialogs />
      <Notices />
      <DropZone />
    </div>
  );
}
