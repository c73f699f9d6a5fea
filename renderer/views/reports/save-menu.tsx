/** Saves what a view lists as CSV or JSON, all of it, not only what is loaded. */
import type { ExportedView } from '../../../shared/report-calls.ts';
import { saveReportView } from '../../actions/report-export.ts';
import { MenuButton } from '../../components/menu-button.tsx';
import { reportWords } from '../../report-words.ts';

interface Properties {
  readonly view: ExportedView;
  readonly label?: string;
  readonly isQuiet?: boolean;
}

export function SaveMenu({ view, label = reportWords.saveView, isQuiet = false }: Properties) {
  return (
    <MenuButton
      label={label}
      icon="save"
      isQuiet={isQuiet}
      items={(['csv', 'json'] as const).map((format) => ({
        id: format,
        label: reportWords.saveAs[format],
        onChoose: () => void saveReportView(view, format),
      }))}
    />
  );
}
