/** The source pane under the analysis: the raw header fields with the selected bytes lit, or the MIME parts. It opens when bytes are selected. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { moveSpot } from '../../actions/interface.ts';
import { showSource, toggleSource } from '../../actions/source.ts';
import { IconButton } from '../../components/buttons.tsx';
import { ActionIconMark } from '../../components/icons.tsx';
import { Splitter } from '../../components/splitter.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { placesOf, type Selected } from '../../selection.ts';
import { type SourceTab, useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { count, signalTitle, words } from '../../words.ts';
import { FieldPane } from './field-pane.tsx';
import { HeaderLines } from './header-lines.tsx';
import { PartsPane } from './parts-pane.tsx';

/** What the lit bytes belong to. */
function selectedWords(detail: Detail, place: Selected | null): string {
  if (place === null) return 'Select a reason, hop or check to see the bytes it rests on.';
  const lit = count(placesOf(detail, place).length, 'place');
  switch (place.kind) {
    case 'reason':
      return `${signalTitle(detail.analysis.verdict.reasons[place.reason]?.signal ?? 'reason')}: ${lit}`;
    case 'hop':
      return `Hop ${place.hop}: ${lit}`;
    case 'handoff':
      return `Handoff ${place.handoff}: ${lit}`;
    case 'header':
      return `${visibleText(detail.source[place.header]?.name ?? 'Field')} #${place.header}`;
    case 'check':
      return `SPF check: ${lit}`;
    case 'claim':
      return `Claim: ${lit}`;
    case 'dkim':
      return `DKIM signature: ${lit}`;
    case 'dkim-coverage':
      return `Signed by ${visibleText(detail.dkim[place.dkim]?.domain ?? '')}, in hash order: ${lit}`;
    case 'arc-coverage':
      return `Signed by ${visibleText(detail.arc.sets[place.set]?.sealedBy ?? '')}, in hash order: ${lit}`;
    case 'arc-seal':
      return `Sealed by ${visibleText(detail.arc.sets[place.set]?.sealedBy ?? '')}, in hash order: ${lit}`;
    case 'arc-set':
      return `ARC set: ${lit}`;
    case 'tenant':
      return `Tenant: ${lit}`;
    case 'boundary':
      return `Trust boundary: ${lit}`;
  }
}

/** Leads from one place of the selection to the next. */
function Spots({ amount }: { readonly amount: number }) {
  const nth = useWaybill((state) => state.selection.nth);
  if (amount < 2) return null;
  return (
    <span className="spots">
      <IconButton icon="earlier" label="Previous place (N)" onClick={() => moveSpot(-1)} />
      {nth + 1} of {amount}
      <IconButton icon="later" label="Next place (n)" onClick={() => moveSpot(1)} />
    </span>
  );
}

export function SourceView({ id, detail }: { readonly id: string; readonly detail: Detail }) {
  const open = useWaybill((state) => state.sourceOpen);
  const tab = useWaybill((state) => state.sourceTab);
  const place = useWaybill((state) => state.selection.place);
  return (
    <Splitter open={open} label="Height of the source pane">
      <section className="source" id="section-source" tabIndex={-1} aria-label={words.source}>
        <header className="source-head">
          <button type="button" className="source-toggle" aria-expanded={open} onClick={toggleSource}>
            <span className="section-number" aria-hidden="true">
              6
            </span>
            {words.source}
            <ActionIconMark name="fold" size={12} />
          </button>
          <span className="source-what" aria-live="polite">
            {selectedWords(detail, place)}
          </span>
          <Spots amount={placesOf(detail, place).length} />
          <span className="source-size quiet">{count(detail.source.length, 'header field')}</span>
        </header>
        {open && (
          <Tabs<SourceTab>
            label={words.source}
            name="source"
            tabs={[
              { id: 'headers', label: 'Header and body' },
              { id: 'parts', label: words.parts },
            ]}
            selected={tab}
            onSelect={showSource}
          >
            {tab === 'headers' ? (
              <div className="source-split">
                <HeaderLines id={id} detail={detail} place={place} />
                <FieldPane detail={detail} place={place} />
              </div>
            ) : (
              <PartsPane id={id} />
            )}
          </Tabs>
        )}
      </section>
    </Splitter>
  );
}
