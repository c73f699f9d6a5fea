/** A lane: one administrative domain, with its name, its role and the tenant that the message names. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { tenantsOf } from '../../selectors.ts';
import { shorten, visibleText, wrapWords } from '../../text.ts';
import { segmentRoleWords, trustWords, words } from '../../words.ts';
import type { Lane, RouteLayout } from './geometry.ts';
import { laneTrust } from './lane-trust.ts';

interface Properties {
  readonly lane: Lane;
  readonly layout: RouteLayout;
  readonly detail: Detail;
}

const left = 16;

export function LaneBand({ lane, layout, detail }: Properties) {
  const segment = detail.route.segments.find((each) => each.index === lane.segment);
  if (segment === undefined) return null;
  const known = laneTrust(detail.route, segment);
  const { y, height } = lane;
  const room = layout.head - left - 8;
  const name = visibleText(segment.admd);
  const nameLines = wrapWords(name, Math.floor(room / 7.9), 2);
  const tenants = segment.role === 'shared' && segment.operator !== null ? tenantsOf(detail, segment.operator) : [];
  const top = y + 21 + nameLines.length * 16;
  const fitting = Math.max(0, Math.floor((y + height - top + 4) / 29));
  return (
    <g className="lane" data-role={segment.role}>
      <rect className="lane-band" x="0.5" y={y + 0.5} width={layout.width - 1} height={height - 1} rx="3" />
      <path className="lane-trust" data-trust={segment.trust} d={`M4 ${y + 4}V${y + height - 4}`} />
      <path className="lane-rule" d={`M${layout.head} ${y + 8}V${y + height - 8}`} />
      <text className="lane-role" x={left} y={y + 19}>
        {segmentRoleWords[segment.role]} · {trustWords[known.trust]}
        {known.isBySight && <title>{`${words.knownByAddress} ${trustWords[segment.trust]}.`}</title>}
      </text>
      {nameLines.map((line, index) => (
        <text key={line} className="lane-name" x={left} y={y + 37 + index * 16}>
          {line}
          <title>{name}</title>
        </text>
      ))}
      {tenants.slice(0, Math.min(2, fitting)).map((mark, index) => (
        <text key={mark.value} className="lane-tenant" data-trust={mark.trust} x={left} y={top + 16 + index * 28}>
          <tspan className="lane-tenant-label">{index === 0 ? 'tenant' : 'also'}</tspan>
          <tspan className="svg-mono" x={left} dy="13">
            {shorten(visibleText(mark.value), Math.floor(room / 6.65))}
          </tspan>
          <title>{`${visibleText(mark.value)} (${trustWords[mark.trust]})`}</title>
        </text>
      ))}
    </g>
  );
}
