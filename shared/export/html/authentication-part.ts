/** The checks behind a verdict as tables: SPF at every handoff, DKIM, ARC, DMARC by both standards, and what header fields claim of them. */
import type { Analysis } from '../../facts/analysis.ts';
import type { Detail } from '../../facts/detail.ts';
import { type Html, html, visible } from './html.ts';
import { code, identityLabels, resultMark, sourceLabels, table, tenantKindLabels, trustMark } from './words.ts';

export function spfPart({ replays }: Analysis): Html {
  const rows = replays.map(({ hop, role, source, trust, spf }) => [
    html`${hop === null ? '–' : hop}`,
    role,
    identityLabels[spf.identity],
    code(spf.domain),
    code(spf.ip),
    resultMark(spf.result),
    html`${spf.mechanism !== null && code(spf.mechanism)}${spf.path.length > 1 && html` <span class="faint">${spf.path.join(' › ')}</span>`}${spf.sharedBy !== null && html` <b>shared: ${spf.sharedBy}</b>`}`,
    html`${sourceLabels[source]}, ${trust}`,
  ]);
  return (
    table(['Hop', 'Role', 'Identity', 'Domain', 'Address', 'Result', 'Matched by', 'Who says'], rows, 'spf') ??
    html`<p class="faint">Nothing tells of an SPF check.</p>`
  );
}

export function dkimPart({ dkim, analysis }: Detail): Html {
  const rows = dkim.map((check, index) => [
    html`${check.header}`,
    html`<code>d=${visible(check.domain)}</code> <code>s=${visible(check.selector)}</code>`,
    resultMark(check.result),
    html`${analysis.dkim[index]?.aligned === true ? 'aligned' : 'not aligned'}`,
    html`${check.bodyHash === 'unknown' ? html`<span class="faint">not known</span>` : resultMark(check.bodyHash)}`,
    html`${check.algorithm ?? '–'}${check.keyBits !== null && html`, ${check.keyBits} bits`}`,
    html`${visible(check.reason)}${check.warnings.map((warning) => html` <span class="faint">${visible(warning)}</span>`)}`,
  ]);
  return (
    table(['Header', 'Signature', 'Result', 'From domain', 'Body hash', 'Algorithm', 'Why'], rows) ??
    html`<p class="faint">The message carries no DKIM signature.</p>`
  );
}

export function arcPart({ arc }: Detail): Html {
  const rows = arc.sets.map((set) => [
    html`${set.instance}`,
    code(set.sealedBy),
    resultMark(set.seal),
    resultMark(set.messageSignature),
    html`${set.chainValidation === null ? '–' : visible(set.chainValidation)}`,
    html`${visible(set.vouchesText)}`,
  ]);
  return html`<p>${resultMark(arc.result)} ${visible(arc.reason)}</p>
${table(['Instance', 'Sealed by', 'Seal', 'Message signature', 'cv=', 'What it vouches for'], rows)}`;
}

export function dmarcPart({ dmarc }: Detail): Html {
  const rows = (
    [
      ['RFC 9989 (tree walk)', dmarc.rfc9989],
      ['RFC 7489 (public suffix list)', dmarc.rfc7489],
    ] as const
  ).map(([name, reading]) => [
    name,
    resultMark(reading.result),
    reading.policyDomain === null
      ? html`<span class="faint">no policy record</span>`
      : html`p=${reading.policy ?? 'none'} of ${code(reading.policyDomain)}`,
    code(reading.organizationalDomain),
    reading.by.length === 0
      ? html`<span class="faint">–</span>`
      : html`${reading.by.map((mechanism) => mechanism.toUpperCase()).join(' and ')}`,
    html`${visible(reading.reason)}`,
  ]);
  return html`${table(['Reading', 'Result', 'Policy', 'Organizational domain', 'Passed by', 'Why'], rows)}${dmarc.difference !== null && html`<p>${visible(dmarc.difference)}</p>`}`;
}

/** What others recorded, beside what we find: agreement is evidence too. */
export function claimsPart({ claims }: Detail): Html | null {
  const rows = claims.map((claim) => [
    html`${claim.header}`,
    html`${claim.authservId === null ? html`<span class="faint">not named</span>` : code(claim.authservId)}`,
    html`${claim.method}`,
    html`<b class="result" data-shade="plain">${visible(claim.result)}</b>`,
    html`${claim.domain !== null && code(claim.domain)}${claim.ip !== null && html` ${code(claim.ip)}`}`,
    trustMark(claim.trust),
    claim.agrees === true
      ? html`the replay says the same`
      : html`${claim.difference === null ? html`<span class="faint">nothing to compare with</span>` : visible(claim.difference.text)}`,
  ]);
  return table(['Header', 'Written by', 'Method', 'Result', 'About', 'Grade', 'Against the replay'], rows);
}

export function tenantsPart({ tenants }: Analysis): Html | null {
  const rows = tenants.map((tenant) => [
    html`${tenant.operator}`,
    tenantKindLabels[tenant.kind],
    code(tenant.value),
    trustMark(tenant.trust),
    html`${tenant.header}`,
  ]);
  return table(['Operator', 'Kind', 'Value', 'Grade', 'Header'], rows);
}
