/** Everything that a page says of one message: the slip with its verdict, then the evidence, most important first. */
import type { Detail } from '../../facts/detail.ts';
import { arcPart, claimsPart, dkimPart, dmarcPart, spfPart, tenantsPart } from './authentication-part.ts';
import { type Html, html, visible } from './html.ts';
import { reasonsPart } from './reasons-part.ts';
import { routePart } from './route-part.ts';
import { code, groupDigits, instant, table, trustMark, verdictLabels } from './words.ts';

/** `bytes` is the evidence that `detail` speaks of. Deterministic. The caller puts it into the page (`page.ts`). */
export function messagePart(detail: Detail, bytes: Uint8Array): Html {
  const { analysis } = detail;
  return html`${slip(detail)}
${block('Route', routePart(detail), 'oldest hop first, times in UTC')}
${block('Reasons', reasonsPart(detail, bytes), 'what the verdict rests on, with its bytes')}
${block('SPF at every handoff', spfPart(analysis))}
${block('DKIM', dkimPart(detail))}
${block('ARC', arcPart(detail))}
${block('DMARC', dmarcPart(detail))}
${block('Recorded results', claimsPart(detail), 'what Authentication-Results and Received-SPF say, and what we find')}
${block('Tenants', tenantsPart(analysis), 'whose customer handed it in')}
${block('Open questions', openPart(detail), 'what an answer could change')}
${block('Deviations', defectsPart(detail), 'what the message does that the standard forbids')}
`;
}

/** A titled block; nothing where there is nothing to show. */
function block(title: string, content: Html | null, hint = ''): Html | null {
  return content === null
    ? null
    : html`<section class="block"><h3>${title}${hint !== '' && html` <small>${hint}</small>`}</h3>
${content}</section>`;
}

function slip(detail: Detail): Html {
  const { message, verdict, evidence, evaluatedAt, tenants } = detail.analysis;
  const { label, mark, shade } = verdictLabels[verdict.kind];
  const from = message.from.map(({ address }) => address);
  const tenant = tenants.find(({ value }) => value === verdict.actualTenant);
  return html`<header class="slip" data-shade="${shade}">
<div class="slip-head"><div><h2>${message.subject === null || message.subject === '' ? html`<span class="faint">no subject</span>` : visible(message.subject)}</h2>
<p class="slip-path"><code>${visible(evidence.path)}</code> · ${groupDigits(evidence.bytes)} bytes</p></div>${barcode(evidence.sha256)}</div>
<p class="verdict"><span class="mark">${mark}</span><b>${label}</b><span class="confidence" data-confidence="${verdict.confidence ?? 'none'}">${verdict.confidence ?? 'no confidence stated'}</span></p>
<p class="sentence">${visible(verdict.sentence)}</p>
<dl class="facts">
${fact('From', from.length === 0 ? html`<span class="faint">missing or unreadable</span>` : html`${from.map((address, index) => html`${index > 0 && ', '}${code(address)}`)}`)}
${fact('MAIL FROM', message.mailFrom === '' ? html`null reverse-path` : code(message.mailFrom))}
${fact('Operator', verdict.operator === null ? html`<span class="faint">none</span>` : html`${operatorName(verdict.operator, detail)}`)}
${fact('Handed in by tenant', verdict.actualTenant === null ? html`<span class="faint">not known</span>` : html`${code(verdict.actualTenant)}${tenant !== undefined && html`<br>${trustMark(tenant.trust)}`}`)}
${fact('At the final recipient', html`${passed('SPF', verdict.passed.spf)}, ${passed('DMARC', verdict.passed.dmarc)}`)}
${fact('Date', instant(message.date))}
${fact('Judged as of', instant(evaluatedAt))}
${fact('Message-ID', code(message.messageId))}
</dl>
<p class="hash"><span class="faint">SHA-256</span> <code>${evidence.sha256}</code></p>
</header>`;
}

/** The catalogue's name of an operator on the route; its id where the route does not show it. */
function operatorName(operator: string, { route }: Detail): string {
  const seen = route.hops.flatMap((hop) => [hop.operator, hop.writer]).find((attribution) => attribution?.operator === operator);
  return seen?.operatorName ?? operator;
}

function fact(term: string, value: Html): Html {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

function passed(name: string, value: boolean | null): Html {
  const shade = value === null ? 'unknown' : value ? 'pass' : 'fail';
  return html`<b class="result" data-shade="${shade}">${name} ${value === null ? 'not known' : value ? 'passed' : 'did not pass'}</b>`;
}

/** The consignment number of a waybill: a SHA-256 as bars, one for each hexadecimal digit, with the digits in words below. */
function barcode(sha256: string): Html {
  const bars = [...sha256.slice(0, 40)].map((digit, index) => {
    const value = Number.parseInt(digit, 16);
    return html`<rect x="${index * 4}" width="${(0.8 + (Number.isNaN(value) ? 0 : value % 4) * 0.75).toFixed(2)}" height="20"/>`;
  });
  return html`<svg class="barcode" viewBox="0 0 160 20" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>`;
}

function openPart({ analysis, notExamined }: Detail): Html | null {
  const { verdict, questions } = analysis;
  if (verdict.open.length === 0 && questions.length === 0 && notExamined.length === 0) return null;
  return html`${
    verdict.open.length > 0 &&
    html`<ul>${verdict.open.map((sentence) => html`<li>${visible(sentence)}</li>`)}</ul>
`
  }${
    questions.length > 0 &&
    html`<p>DNS questions that the snapshot does not answer:</p>
<pre class="quote">${questions.map((question, index) => html`${index > 0 && html`\n`}${visible(question)}`)}</pre>
`
  }${
    notExamined.length > 0 &&
    html`<p class="faint">Signals not examined for want of these answers: ${notExamined.map(({ signal }) => signal).join(', ')}. Absence never accuses.</p>
`
  }`;
}

function defectsPart({ defects }: Detail): Html | null {
  const rows = defects.map(({ code: id, message, span }) => [
    html`${id}`,
    html`${visible(message)}`,
    html`${groupDigits(span.start)}–${groupDigits(span.end)}`,
  ]);
  return table(['Code', 'What', 'Bytes'], rows);
}
