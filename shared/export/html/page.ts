/** The page around the messages: what it was judged by, an index of the verdicts, how to read it. One file, no script, nothing from elsewhere. */
import type { Evidence } from '../../facts/evidence.ts';
import { type VerdictKind, verdictKinds } from '../../facts/verdict.ts';
import { type Html, html, visible } from './html.ts';
import { stylesheet } from './stylesheet.ts';
import { code, groupDigits, trustMark, verdictLabels } from './words.ts';

/** One line of the index. */
export type PageEntry =
  | {
      readonly kind: 'message';
      readonly evidence: Evidence;
      readonly subject: string | null;
      readonly from: string | null;
      readonly verdict: VerdictKind;
      readonly confidence: 'confirmed' | 'probable' | null;
    }
  | { readonly kind: 'refused'; readonly path: string; readonly sha256: string | null; readonly code: string; readonly message: string };

/** A file that the messages were judged by, as it was read. */
export interface PageGround {
  readonly role: 'DNS snapshot' | 'tenant directory' | 'operators' | 'public suffix list';
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface PageInput {
  /** Of Waybill. */
  readonly version: string;
  readonly grounds: readonly PageGround[];
  readonly entries: readonly PageEntry[];
  /** Further sentences on how it was judged: `--learn`, bundled copies. */
  readonly remarks: readonly string[];
}

/** Everything before the first message. */
export function pageHead(input: PageInput): string {
  const { entries } = input;
  const messages = entries.filter((entry) => entry.kind === 'message');
  const [only] = messages;
  const title =
    messages.length === 1 && only !== undefined
      ? `${verdictLabels[only.verdict].label}: ${only.subject ?? only.evidence.path}`
      : `Waybill: ${groupDigits(messages.length)} messages`;
  const style: Html = { html: stylesheet };
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Waybill ${input.version}">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header class="masthead"><div class="brand"><b>Waybill</b> <span class="faint">${input.version}</span></div>
<div class="faint">Who really sent ${messages.length === 1 ? 'this message' : 'these messages'}, and why we say so</div></header>
<main>
${entries.length > 1 && index(entries)}
${grounds(input)}
`.html;
}

/** Around one message; `number` counts the entries of the page from 1, refused ones too. */
export function pageMessage(number: number, part: string): string {
  return `<article class="message" id="m${number}">\n${part}</article>\n`;
}

/** Everything behind the last message. */
export function pageFoot({ version }: Pick<PageInput, 'version'>): string {
  return html`</main>
<footer>
<h2>How to read this</h2>
<dl class="legend">
<div><dt>${trustMark('vouched')}</dt><dd>An administrative domain that is trusted wrote it (at or above the trust boundary), or a signature that verifies covers it.</dd></div>
<div><dt>${trustMark('attributed')}</dt><dd>An operator’s own stamp, directly under that operator’s egress hop, in a field that the operator overwrites.</dd></div>
<div><dt>${trustMark('claimed')}</dt><dd>Everything else. A spoofer can write any of it, so it neither accuses nor clears.</dd></div>
</dl>
<p>Confirmed verdicts rest on vouched evidence, probable ones at least on attributed evidence. “Our replay” was computed from the message and the DNS
snapshot as of the time of each hop; records are what the receiver or the operator wrote down. Header fields count from 0 at the top of the message as it stands,
hop 0 is the oldest, byte ranges are offsets in the evidence with the end exclusive. What would steer or reorder text is shown as <span class="escape">\\x1b</span> or
<span class="escape">\\u{202e}</span>. The same evidence, the same files and the same version give this same file, byte for byte.</p>
<p class="faint">Waybill ${version}. This page holds no script and loads nothing.</p>
</footer>
</body>
</html>
`.html;
}

function index(entries: readonly PageEntry[]): Html {
  const counts = verdictKinds.flatMap((kind) => {
    const count = entries.filter((entry) => entry.kind === 'message' && entry.verdict === kind).length;
    return count === 0
      ? []
      : [html`<li data-shade="${verdictLabels[kind].shade}"><b>${groupDigits(count)}</b> ${verdictLabels[kind].label.toLowerCase()}</li>`];
  });
  const refused = entries.filter(({ kind }) => kind === 'refused').length;
  return html`<section class="index"><h2>Verdicts</h2>
<ul class="counts">${counts}${refused > 0 && html`<li data-shade="warn"><b>${groupDigits(refused)}</b> could not be read</li>`}</ul>
<ol class="entries">
${entries.map((entry, at) => indexEntry(entry, at + 1))}</ol></section>`;
}

function indexEntry(entry: PageEntry, number: number): Html {
  if (entry.kind === 'refused') {
    return html`<li data-shade="warn"><span class="mark">!</span><div><b>Could not be read</b> <span class="faint">${entry.code}: ${visible(entry.message)}</span><br><code>${visible(entry.path)}</code></div></li>
`;
  }
  const { label, mark, shade } = verdictLabels[entry.verdict];
  return html`<li data-shade="${shade}"><span class="mark">${mark}</span><div><a href="#m${number}">${entry.subject === null || entry.subject === '' ? 'no subject' : visible(entry.subject)}</a>
<span class="entry-verdict">${label}${entry.confidence !== null && `, ${entry.confidence}`}</span><br><span class="faint">${entry.from === null ? 'no From' : visible(entry.from)} · <code>${visible(entry.evidence.path)}</code></span></div></li>
`;
}

function grounds({ grounds: files, remarks }: PageInput): Html {
  const rows = files.map(
    ({
      role,
      path,
      sha256,
      bytes,
    }) => html`<tr><td>${role}</td><td>${code(path)}</td><td>${groupDigits(bytes)}</td><td>${code(sha256)}</td></tr>
`,
  );
  const none = 'No DNS snapshot was at hand: what the receiver and the operator recorded stands in for the replay.';
  return html`<section class="grounds"><h2>Judged by</h2>
${files.every(({ role }) => role !== 'DNS snapshot') && html`<p>${none}</p>`}
${
  rows.length > 0 &&
  html`<div class="table"><table><thead><tr><th scope="col">What</th><th scope="col">File</th><th scope="col">Bytes</th><th scope="col">SHA-256</th></tr></thead><tbody>
${rows}</tbody></table></div>`
}
${remarks.map((remark) => html`<p>${visible(remark)}</p>`)}</section>`;
}
