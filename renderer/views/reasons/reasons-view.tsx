/** The reasons for and against, grouped by weight. Each is a button that lights up the bytes it rests on. */
import type { Detail } from '../../../shared/facts/detail.ts';
import type { Weight } from '../../../shared/facts/verdict.ts';
import { selectPlace } from '../../actions/interface.ts';
import { copyText } from '../../actions/notices.ts';
import { CopyButton } from '../../components/buttons.tsx';
import { SourceMark, TrustMark } from '../../components/marks.tsx';
import { Section } from '../../components/section.tsx';
import { groupReasons, type ShownReason } from '../../reasons.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { count, signalTitle, verdictWords, weightWords, words } from '../../words.ts';

interface ItemProperties extends ShownReason {
  readonly detail: Detail;
  readonly selected: boolean;
}

function citation(detail: Detail, header: number): string {
  return `${visibleText(detail.source[header]?.name ?? 'header')} #${header}`;
}

function ReasonItem({ detail, index, reason, said, selected }: ItemProperties) {
  const elsewhere = reason.points !== detail.analysis.verdict.kind;
  const fields = [...new Set(reason.places.map((place) => place.header))];
  return (
    <li className="reason" data-selected={selected || undefined}>
      <button
        type="button"
        className="reason-button"
        aria-pressed={selected}
        onClick={() => selectPlace({ kind: 'reason', reason: index })}
      >
        <span className="reason-title">
          {signalTitle(reason.signal)}
          {elsewhere && <span className="reason-points">about: {verdictWords[reason.points].label}</span>}
        </span>
        <span className="reason-text">{visibleText(reason.text)}</span>
        <span className="reason-marks">
          {said.map(({ source, trust }) => (
            <span key={`${source} ${trust}`} className="reason-said">
              <TrustMark trust={trust} />
              <SourceMark source={source} />
            </span>
          ))}
          {fields.map((header) => (
            <span key={header} className="reason-place mono">
              {citation(detail, header)}
            </span>
          ))}
        </span>
      </button>
      <CopyButton label="reason" onCopy={(raw) => void copyText(reason.text, raw)} />
    </li>
  );
}

function WeightGroup({ weight, children }: { readonly weight: Weight; readonly children: React.ReactNode }) {
  return (
    <div className="reason-group" data-weight={weight}>
      <h3>
        {weightWords[weight].label}
        <span>{weightWords[weight].meaning}</span>
      </h3>
      <ul>{children}</ul>
    </div>
  );
}

export function ReasonsView({ detail }: { readonly detail: Detail }) {
  const place = useWaybill((state) => state.selection.place);
  const groups = groupReasons(detail.analysis.verdict.reasons);
  const amount = groups.reduce((sum, group) => sum + group.reasons.length, 0);
  return (
    <Section name="reasons" note={amount > 0 ? `${count(amount, 'reason')}. Select one to see its bytes.` : undefined}>
      {amount === 0 && <p className="quiet">{words.noReasons}</p>}
      {groups.map((group) => (
        <WeightGroup key={group.weight} weight={group.weight}>
          {group.reasons.map(({ index, reason, said }) => (
            <ReasonItem
              key={index}
              detail={detail}
              index={index}
              reason={reason}
              said={said}
              selected={place?.kind === 'reason' && place.reason === index}
            />
          ))}
        </WeightGroup>
      ))}
    </Section>
  );
}
