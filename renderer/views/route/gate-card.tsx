/** The card beside a gate: which check, its result and identity, the address, who says so, and DKIM and DMARC at that point. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { resultPath } from '../../components/icons.tsx';
import { presumptionLabel, presumptionText } from '../../presumption-words.ts';
import { shorten, visibleText } from '../../text.ts';
import { handoffRoleWords, identityWords, sourceWords, trustWords } from '../../words.ts';
import type { Gate, MethodState } from './gates.ts';
import type { Box } from './geometry.ts';

export interface CardWords {
  readonly head: string;
  readonly identity: string;
  readonly result: string;
  readonly domain: string;
  readonly ip: string;
  readonly by: string;
  readonly states: string;
  /** What the copies of the records would say where the snapshot is silent: in short, and in full. */
  readonly presumed: { readonly label: string; readonly text: string } | null;
}

function stateWords({ method, result, aligned }: MethodState): string {
  return `${method.toUpperCase()} ${aligned === false ? 'not aligned' : visibleText(result)}`;
}

/** Who says so and how far that can be believed; where somebody says otherwise, that comes first. */
function byWords(gate: Gate): string {
  const agreeing = gate.agreeing.map((source) => sourceWords[source]).join(' + ');
  const [other] = gate.contradicting;
  if (other === undefined) return `${agreeing}, ${trustWords[gate.trust]}`;
  return `${agreeing}, but ${sourceWords[other.check.source]}: ${other.check.result}`;
}

/** What the card says; null where there is no check. */
export function cardWords(detail: Detail, gate: Gate): CardWords | null {
  if (gate.main === null) return null;
  const { check } = gate.main;
  return {
    head: handoffRoleWords[gate.handoff.role],
    identity: identityWords[check.identity],
    result: check.result,
    domain: visibleText(check.domain),
    ip: visibleText(check.ip),
    by: byWords(gate),
    states: gate.states.map(stateWords).join(' · '),
    presumed:
      check.presumed === undefined
        ? null
        : { label: presumptionLabel(detail, check.presumed), text: presumptionText(detail, check.presumed) },
  };
}

export function GateCard({ box, gate, lines }: { readonly box: Box; readonly gate: Gate; readonly lines: CardWords }) {
  const { x, y, width, height } = box;
  return (
    <g className="gate-card" transform={`translate(${x} ${y})`}>
      <rect className="gate-card-paper" width={width} height={height} rx="3" />
      <text className="gate-head" x="10" y="16">
        {lines.head}
        <tspan className="gate-states"> · {lines.identity}</tspan>
      </text>
      <path className="gate-result-icon" transform="translate(10 22) scale(0.95)" d={resultPath(gate.shape)} />
      <text className="gate-result" x="29" y="37">
        {lines.result}
        <tspan className="gate-identity" dx="9">
          {shorten(lines.domain, Math.floor((width - 46 - lines.result.length * 10.9) / 7.3))}
        </tspan>
      </text>
      <text className="gate-states" x="10" y="54">
        <tspan className="svg-mono">{shorten(lines.ip, Math.max(15, Math.floor((width - 20 - lines.states.length * 6.2) / 6.8)))}</tspan>
        {lines.states !== '' && ` · ${lines.states}`}
      </text>
      <text className="gate-by" x="10" y="70" data-presumed={lines.presumed !== null || undefined}>
        {shorten(lines.presumed?.label ?? lines.by, Math.floor((width - 20) / 6.1))}
      </text>
    </g>
  );
}
