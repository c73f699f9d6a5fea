/** One line of raw text, with what is searched for marked in it. Markup is shown as text; invisible characters are shown. */
import { visibleColumns } from '../text.ts';

interface Properties {
  readonly text: string;
  readonly wanted: string;
}

export function RawLineText({ text, wanted }: Properties) {
  const shown = visibleColumns(text);
  const at = wanted === '' ? -1 : shown.toLowerCase().indexOf(wanted.toLowerCase());
  if (at < 0) return <code className="raw-text">{shown}</code>;
  const end = at + wanted.length;
  return (
    <code className="raw-text">
      {shown.slice(0, at)}
      <mark>{shown.slice(at, end)}</mark>
      {shown.slice(end)}
    </code>
  );
}
