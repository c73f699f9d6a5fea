/** The field that the selection stands in: where it is, who wrote it, and its value decoded for people. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { copyText } from '../../actions/notices.ts';
import { CopyButton } from '../../components/buttons.tsx';
import { bodyHeader } from '../../coverage.ts';
import { placesOf, type Selected } from '../../selection.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { words } from '../../words.ts';

/** One megabyte in one field must not freeze the pane. */
const mostCharacters = 20_000;

function BodyPane({ start, end }: { readonly start: number; readonly end: number }) {
  return (
    <aside className="field-pane">
      <h3>{words.bodyOf}</h3>
      <p className="field-where">
        bytes {start}–{end}
      </p>
      <p className="field-where">The margin shows which lines of it were hashed.</p>
    </aside>
  );
}

export function FieldPane({ detail, place }: { readonly detail: Detail; readonly place: Selected | null }) {
  const nth = useWaybill((state) => state.selection.nth);
  const places = placesOf(detail, place);
  const first = places[nth] ?? places[0];
  if (first !== undefined && first.header === bodyHeader(detail)) return <BodyPane start={first.start} end={first.end} />;
  const field = first === undefined ? undefined : detail.source[first.header];
  if (first === undefined || field === undefined) {
    return (
      <aside className="field-pane">
        <p className="quiet">The decoded value of the selected field stands here.</p>
      </aside>
    );
  }
  const others = [...new Set(places.map((each) => each.header))].filter(
    (header) => header !== first.header && header !== bodyHeader(detail),
  );
  const trusted = first.header <= detail.route.boundary.header;
  return (
    <aside className="field-pane">
      <h3>
        <bdi>{visibleText(field.name)}</bdi>
        <CopyButton label="decoded value" onCopy={(raw) => void copyText(field.decoded, raw)} />
      </h3>
      <p className="field-where">
        field #{first.header}, bytes {first.start}–{first.end}
      </p>
      <p className="field-where">
        {trusted
          ? 'Above the trust boundary: written by the trusted side.'
          : 'Below the trust boundary: as good as the signature, seal or stamp that covers it.'}
      </p>
      <p className="field-value mono">
        <bdi>{visibleText(field.decoded.slice(0, mostCharacters))}</bdi>
        {field.decoded.length > mostCharacters && '…'}
      </p>
      {others.length > 0 && (
        <p className="field-where">
          Also lit: {others.map((header) => `${visibleText(detail.source[header]?.name ?? '')} #${header}`).join(', ')}
        </p>
      )}
    </aside>
  );
}
