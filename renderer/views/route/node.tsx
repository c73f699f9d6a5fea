/** A hop on its lane: a numbered disc in the ink of its trust, with the host below. Hosts and ghosts have no number. */
import type { Detail } from '../../../shared/facts/detail.ts';
import type { Trust } from '../../../shared/facts/evidence.ts';
import { selectPlace } from '../../actions/interface.ts';
import { formatClock, shorten, visibleText } from '../../text.ts';
import { trustWords } from '../../words.ts';
import type { Node } from './geometry.ts';
import { chosen } from './roving.ts';

interface Properties {
  readonly node: Node;
  readonly detail: Detail;
  readonly labels: boolean;
  readonly selected: boolean;
  readonly lit: boolean;
  readonly first: boolean;
}

interface NodeWords {
  readonly label: string;
  readonly lines: readonly string[];
  readonly trust: Trust;
}

function wordsOf(node: Node, detail: Detail): NodeWords {
  const hop = detail.route.hops.find((each) => each.index === node.hop);
  if (hop !== undefined) {
    const host = visibleText(hop.by ?? 'host not named');
    const time = hop.at === null ? 'no time' : `${formatClock(hop.at)} UTC`;
    return { label: `Hop ${hop.index}: received by ${host}, ${time}, ${trustWords[hop.trust]}`, lines: [host], trust: hop.trust };
  }
  const handoff = detail.route.handoffs.find((each) => each.index === node.handoff);
  if (node.kind === 'ghost')
    return {
      label: 'No Received line: only a record tells of this hop',
      lines: ['no trace line'],
      trust: handoff?.trust ?? 'claimed',
    };
  const { ip = null, helo = null, rdns = null } = handoff?.client ?? {};
  const name = rdns ?? helo;
  const lines = [name, ip].flatMap((line) => (line === null ? [] : [visibleText(line)]));
  return { label: `Connecting host ${lines.join(', ')}`, lines, trust: handoff?.trust ?? 'claimed' };
}

export function NodeMark({ node, detail, labels, selected, lit, first }: Properties) {
  const { label, lines, trust } = wordsOf(node, detail);
  const radius = node.kind === 'hop' ? (labels ? 12 : 10) : 7;
  const letters = Math.floor((node.room - 6) / 6.2);
  const choose = (): void => {
    if (node.hop !== null) selectPlace({ kind: 'hop', hop: node.hop });
    else if (node.handoff !== null) selectPlace({ kind: 'handoff', handoff: node.handoff });
  };
  return (
    <g
      className="node"
      data-kind={node.kind}
      data-trust={trust}
      data-lit={lit || undefined}
      data-x={node.x}
      transform={`translate(${node.x} ${node.y})`}
      {...chosen(label, selected, first, choose)}
    >
      <circle className="node-focus" r={radius + 5} />
      <circle className="node-paper" r={radius + 2} />
      <circle className="node-disc" r={radius} />
      <circle className="node-heart" r={Math.max(3, radius - 4.5)} />
      {node.hop !== null && (
        <text className="node-number" y="4">
          {node.hop}
        </text>
      )}
      {(labels || node.kind !== 'hop') &&
        lines.map((line, index) => (
          <text key={line} className="node-host" y={radius + 16 + index * 13}>
            {shorten(line, Math.max(letters, 9))}
          </text>
        ))}
      <title>{[label, ...lines].join('\n')}</title>
    </g>
  );
}
