/** The MIME parts as a tree; the text of one is fetched when it is opened, and shown as text only. */
import type { MimePart } from '../../../shared/facts/message.ts';
import { openPart } from '../../actions/source.ts';
import { useWaybill } from '../../store.ts';
import { formatBytes, visibleText } from '../../text.ts';
import { words } from '../../words.ts';

interface BranchProperties {
  readonly id: string;
  readonly parts: readonly MimePart[];
  readonly open: string | null;
}

function Branch({ id, parts, open }: BranchProperties) {
  return (
    <ul className="parts-tree">
      {parts.map((part) => (
        <li key={part.path}>
          <button
            type="button"
            className="part"
            aria-pressed={open === part.path}
            onClick={() => void openPart(id, part.path)}
            disabled={part.children.length > 0}
          >
            <span className="mono">{visibleText(part.contentType)}</span>
            {part.filename !== null && <bdi className="part-name">{visibleText(part.filename)}</bdi>}
            <span className="quiet">
              {part.encoding}, {formatBytes(part.bodySpan.end - part.bodySpan.start)}
            </span>
          </button>
          {part.children.length > 0 && <Branch id={id} parts={part.children} open={open} />}
        </li>
      ))}
    </ul>
  );
}

export function PartsPane({ id }: { readonly id: string }) {
  const parts = useWaybill((state) => state.parts.get(id));
  if (parts === undefined) return <p className="quiet pane-note">{words.loading}</p>;
  if (parts.tree.length === 0) return <p className="quiet pane-note">{words.noParts}</p>;
  const text = parts.open === null ? undefined : parts.texts.get(parts.open);
  return (
    <div className="source-split">
      <div className="parts-list">
        <Branch id={id} parts={parts.tree} open={parts.open} />
      </div>
      <section className="part-text" aria-label="Text of the part">
        {parts.open === null && <p className="quiet">Select a part to read it as text. Nothing in it is rendered or fetched.</p>}
        {parts.open !== null && text === undefined && <p className="quiet">{words.loading}</p>}
        {text !== undefined && <pre>{visibleText(text.text.replace(/\r\n?/g, '\n'))}</pre>}
        {text?.truncated === true && <p className="quiet">The rest is left out here.</p>}
      </section>
    </div>
  );
}
