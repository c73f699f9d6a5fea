/** How a page calls things: labels, tones and short forms that several of its parts share. */
import type { SpfIdentity } from '../../facts/authentication.ts';
import type { Source, Trust } from '../../facts/evidence.ts';
import type { TenantKind } from '../../facts/infrastructure.ts';
import type { VerdictKind, Weight } from '../../facts/verdict.ts';
import { type Html, html, visible } from './html.ts';

export type Shade = 'fail' | 'warn' | 'pass' | 'info' | 'unknown' | 'plain';

export const verdictLabels: Readonly<Record<VerdictKind, { readonly label: string; readonly mark: string; readonly shade: Shade }>> = {
  'cross-tenant-spoof': { label: 'Cross-tenant spoof', mark: '✕', shade: 'fail' },
  'laundered-pass': { label: 'Laundered pass', mark: '!', shade: 'fail' },
  forwarded: { label: 'Forwarded', mark: '→', shade: 'info' },
  authentic: { label: 'Authentic', mark: '✓', shade: 'pass' },
  'shared-pass-unattributed': { label: 'Shared pass, tenant unknown', mark: '◐', shade: 'warn' },
  'misaligned-sender': { label: 'Misaligned sender', mark: '≠', shade: 'warn' },
  unauthorised: { label: 'Unauthorised', mark: '∅', shade: 'warn' },
  indeterminate: { label: 'Indeterminate', mark: '?', shade: 'unknown' },
};

export const trustLabels: Readonly<Record<Trust, string>> = { vouched: 'vouched', attributed: 'attributed', claimed: 'claimed' };

export const sourceLabels: Readonly<Record<Source, string>> = {
  replay: 'our replay',
  'receiver-record': 'receiver’s record',
  'operator-record': 'operator’s record',
};

export const weightLabels: Readonly<Record<Weight, string>> = {
  decisive: 'decisive',
  strong: 'strong',
  supporting: 'supporting',
  countering: 'countering',
};

export const identityLabels: Readonly<Record<SpfIdentity, string>> = { mailfrom: 'MAIL FROM', helo: 'HELO', from: 'From domain' };

export const tenantKindLabels: Readonly<Record<TenantKind, string>> = {
  'dkim-domain': 'signing domain',
  'tenant-id': 'tenant id',
  'organization-domain': 'organisation domain',
  account: 'account',
};

/** The shade of an SPF, DKIM, ARC or DMARC result word. */
export function shadeOfResult(result: string): Shade {
  if (result === 'pass' || result === 'match') return 'pass';
  if (result === 'fail' || result === 'softfail' || result === 'mismatch') return 'fail';
  if (result === 'none' || result === 'neutral') return 'plain';
  return result === 'unknown' ? 'unknown' : 'warn';
}

export function resultMark(result: string): Html {
  return html`<b class="result" data-shade="${shadeOfResult(result)}">${result}</b>`;
}

/** A grade of trust with its ink: a solid, a broken or a hatched stroke. */
export function trustMark(trust: Trust): Html {
  return html`<span class="trust" data-trust="${trust}"><i></i>${trustLabels[trust]}</span>`;
}

/** Text in the type of the evidence. */
export function code(text: string | null): Html {
  return text === null ? html`<span class="faint">–</span>` : html`<code>${visible(text)}</code>`;
}

/** `2026-03-11T08:14:13Z` as `2026-03-11 08:14:13 UTC`. */
export function instant(time: string | null): Html {
  return time === null ? html`<span class="faint">not known</span>` : html`${time.replace('T', ' ').replace(/Z$/, ' UTC')}`;
}

/** `4,242`: the same on every machine, whatever its locale data. */
export function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A table with its head; nothing where it has no rows. `shape` is a class of the stylesheet. */
export function table(head: readonly string[], rows: readonly (readonly (Html | string)[])[], shape = ''): Html | null {
  if (rows.length === 0) return null;
  return html`<div class="table"><table${shape !== '' && html` class="${shape}"`}><thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>
${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table></div>
`;
}
