/** A gate where the path crosses from one lane to the next: open with a tick, barred with a cross, dashed where it is not known. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { selectPlace } from '../../actions/interface.ts';
import { resultPath } from '../../components/icons.tsx';
import type { ResultShape } from '../../selectors.ts';
import { cardWords, GateCard } from './gate-card.tsx';
import type { Gate } from './gates.ts';
import type { GateBox } from './geometry.ts';
import { chosen } from './roving.ts';

interface Properties {
  readonly detail: Detail;
  readonly box: GateBox;
  readonly gate: Gate;
  readonly flips: boolean;
  readonly lit: boolean;
  readonly first: boolean;
}

/** Two posts with what hangs between them. The path comes from above and goes through. */
const leaves: Readonly<Record<ResultShape, string>> = {
  pass: 'M-16 -13 -26 5M16 -13 26 5',
  fail: 'M-17 -7H17M-17 0H17M-17 7H17',
  unknown: 'M-16 0H16',
  plain: '',
  error: 'M-16 -6 -4 6M16 -6 4 6',
};

function PostsAndLeaves({ shape }: { readonly shape: ResultShape }) {
  return (
    <>
      <path className="gate-posts" d="M-17 -17V17M17 -17V17" />
      <path className="gate-leaves" d={leaves[shape]} />
      <circle className="gate-badge" r="9" />
      <path className="gate-badge-icon" transform="translate(-6 -6) scale(0.75)" d={resultPath(shape)} />
    </>
  );
}

export function GateDrawing({ detail, box, gate, flips, lit, first }: Properties) {
  const lines = cardWords(detail, gate);
  const words =
    lines === null
      ? `Handoff ${gate.handoff.index}: no check`
      : `${lines.head}: SPF ${lines.result} for ${lines.identity} ${lines.domain} from ${lines.ip}, ${lines.by}. ${lines.presumed === null ? '' : `${lines.presumed.text} `}${lines.states}`;
  return (
    <g
      className="gate"
      data-shape={gate.shape}
      data-trust={gate.trust}
      data-flips={flips || undefined}
      data-lit={lit || undefined}
      data-x={box.x}
      {...chosen(words, lit, first, () => selectPlace({ kind: 'handoff', handoff: gate.handoff.index }))}
    >
      {lines !== null && <GateCard box={box.card} gate={gate} lines={lines} />}
      <g transform={`translate(${box.x} ${box.y})`}>
        <rect className="gate-focus" x="-29" y="-24" width="58" height="48" rx="4" />
        {lines !== null && <PostsAndLeaves shape={gate.shape} />}
      </g>
      <title>{words}</title>
    </g>
  );
}
