/** The route as a rail of hops, oldest first: who handed over to whom, what was checked there, where trust begins, and where the check flipped. */
import type { Detail } from '../../facts/detail.ts';
import type { Trust } from '../../facts/evidence.ts';
import type { Hop } from '../../facts/route.ts';
import { formatDelay, type Gate, gatesOf } from '../../text/render-route.ts';
import { type Html, html, visible } from './html.ts';
import { code, identityLabels, resultMark, shadeOfResult, sourceLabels } from './words.ts';

export function routePart({ analysis, route }: Detail): Html {
  if (route.hops.length === 0) return html`<p class="faint">No Received header field names a hop.</p>`;
  const { flippedAt } = analysis.verdict;
  const removed = gatesOf(analysis, null);
  let day: string | null = null;
  const items: Html[] = [];
  for (const hop of route.hops) {
    if (hop.index === route.boundary.hop) items.push(boundaryItem(route.boundary.explanation));
    const today: string | null = hop.at?.slice(0, 10) ?? day;
    items.push(hopItem(hop, today !== day ? today : null, flippedAt === hop.index));
    day = today;
    for (const gate of gatesOf(analysis, hop.index)) items.push(gateItem(gate, hop.trust));
    if (flippedAt === hop.index)
      items.push(html`<li class="flip" data-trust="${hop.trust}"><b>Here the check that had failed became a pass.</b></li>\n`);
  }
  if (removed.length > 0) {
    items.push(html`<li class="removed">Known from records only; their Received fields were removed:</li>\n`);
    for (const gate of removed) items.push(gateItem(gate, 'claimed'));
  }
  return html`<ol class="route">
${items}</ol>
`;
}

function hopItem(hop: Hop, day: string | null, flips: boolean): Html {
  const { from } = hop;
  const name = from.rdns ?? from.helo;
  const remarks = [
    hop.with === null ? null : html`${hop.with}`,
    hop.operator === null
      ? null
      : html`from ${hop.operator.operatorName}${hop.operator.pool !== null && html` (pool ${hop.operator.pool})`}`,
    hop.tls === null ? null : html`${hop.tls}`,
    hop.for === null ? null : html`for ${visible(hop.for)}`,
    hop.clockSkewed ? html`<b data-shade="warn">clock skewed</b>` : null,
    html`header ${hop.header}`,
  ].filter((remark) => remark !== null);
  return html`<li class="hop" data-trust="${hop.trust}"${flips && html` data-flips`}>
<span class="node">${hop.index}</span>
<span class="time">${day !== null && html`<span class="day">${day} UTC</span>`}${hop.at?.slice(11, 19) ?? '--:--:--'}${hop.delaySeconds !== null && html`<span class="delay">${formatDelay(hop.delaySeconds)}</span>`}</span>
<div class="hosts"><div>${name === null ? html`<span class="faint">unnamed host</span>` : code(name)}${from.ip !== null && html` <code>[${visible(from.ip)}]</code>`} <span class="arrow">→</span> ${hop.by === null ? html`<span class="faint">unnamed host</span>` : code(hop.by)}</div>
<div class="remarks">${remarks.map((remark, index) => html`${index > 0 && ' · '}${remark}`)} · ${hop.trust}</div></div>
</li>
`;
}

const gateLabels = { ingress: 'Ingress check', transit: 'Transit check', egress: 'Egress check' } as const;

/** `ink` is the trust of the hop: the rail goes on in its stroke. */
function gateItem({ replay, sources }: Gate, ink: Trust): Html {
  const { role, spf } = replay;
  const said = [...new Set(sources)].map((source) => sourceLabels[source]).join(' + ');
  return html`<li class="gate" data-trust="${ink}" data-shade="${shadeOfResult(spf.result)}"><span class="gate-role">${gateLabels[role]} · ${identityLabels[spf.identity]}</span> ${resultMark(spf.result)} ${code(spf.domain)} for ${code(spf.ip)}${spf.sharedBy !== null && html` <b>through a shared pool</b>`} <span class="faint">${said}, ${replay.trust}</span></li>
`;
}

function boundaryItem(explanation: string): Html {
  return html`<li class="boundary"><b>Trust boundary.</b> ${visible(explanation)} <span class="faint">Below this line stand the hops that the receiver’s side wrote down itself.</span></li>
`;
}
