/** The drawing in words, sentence by sentence, for screen readers, print and anyone who would rather read. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { presumptionText } from '../../presumption-words.ts';
import { tenantsOf } from '../../selectors.ts';
import { formatClock, visibleText } from '../../text.ts';
import { count, handoffRoleWords, identityWords, segmentRoleWords, sourceWords, trustWords } from '../../words.ts';
import type { Flip, Gate } from './gates.ts';
import { laneTrust } from './lane-trust.ts';

function describeSegment(detail: Detail, index: number): string {
  const segment = detail.route.segments.find((each) => each.index === index);
  if (segment === undefined) return '';
  const tenant = segment.operator !== null && segment.role === 'shared' ? tenantsOf(detail, segment.operator)[0] : undefined;
  const named = tenant === undefined ? '' : `, tenant ${visibleText(tenant.value)} (${trustWords[tenant.trust]})`;
  const known = laneTrust(detail.route, segment);
  const lines = trustWords[segment.trust];
  const trust = known.isBySight ? `its address ${trustWords[known.trust]}, its lines ${lines}` : lines;
  const hops = segment.hops.length === 0 ? 'without a hop of its own' : count(segment.hops.length, 'hop');
  return `${segmentRoleWords[segment.role]}: ${visibleText(segment.admd)}${named}, ${hops}, ${trust}.`;
}

function describeGate(detail: Detail, gate: Gate): string {
  const { client, at, hop } = gate.handoff;
  const host = visibleText(client.ip ?? client.helo ?? 'an unnamed host');
  const when = at === null ? '' : ` at ${formatClock(at)} UTC`;
  const where = hop === null ? ', known only from a record' : ` (hop ${hop})`;
  if (gate.main === null) return `${host} hands over${when}${where}; nothing was checked.`;
  const { check } = gate.main;
  const states = gate.states.map((state) => ` ${state.method.toUpperCase()} ${visibleText(state.result)}.`).join('');
  const presumed = check.presumed === undefined ? '' : ` ${presumptionText(detail, check.presumed)}`;
  return `${handoffRoleWords[gate.handoff.role]}: ${host} hands over${when}${where}. SPF ${check.result} for ${identityWords[check.identity]} ${visibleText(check.domain)}, by ${gate.agreeing
    .map((source) => sourceWords[source])
    .join(' and ')}, ${trustWords[gate.trust]}.${presumed}${states}`;
}

/** One sentence a lane and a handoff, in the order of the path, then the flip and the boundary. */
export function describeRoute(detail: Detail, gates: readonly Gate[], flip: Flip | null): readonly string[] {
  const { segments, boundary } = detail.route;
  const along = segments.flatMap((segment) => {
    const into = gates.find((gate) => gate.handoff.toSegment === segment.index);
    return [...(into === undefined ? [] : [describeGate(detail, into)]), describeSegment(detail, segment.index)];
  });
  const flipped =
    flip === null
      ? []
      : [
          `The flip: SPF for ${visibleText(flip.domain)} said ${flip.fromResult} at the ingress and ${flip.toResult} at the egress of the same operator.`,
        ];
  const trusted =
    boundary.hop === null
      ? 'There is no trust boundary.'
      : `Trust boundary: before hop ${boundary.hop}. ${visibleText(boundary.explanation)}`;
  return [...along, ...flipped, trusted];
}
