/** The look of a page: paper, ink and one accent, as in the window (renderer/styles/tokens.css), on the screen and on A4. */

/** Plain CSS without `</`, so that it may stand in a style element. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f2efe7, #0f1216); --sheet: light-dark(#fffdf8, #171b21); --sheet-low: light-dark(#f8f5ed, #1c2128);
  --ink: light-dark(#1a212e, #ece8de); --ink-soft: light-dark(#475063, #b9bcc3); --ink-faint: light-dark(#646b79, #949aa6);
  --rule: light-dark(#dfd9ca, #2a303a); --rule-strong: light-dark(#bdb5a1, #465060); --accent: light-dark(#1d4e9e, #93b7ff);
  --accent-soft: light-dark(#e4ecfa, #1a2942); --mark: light-dark(#fff3c4, #4a3a08);
  --fail: light-dark(#b3202a, #ff8b83); --fail-soft: light-dark(#fbe8e5, #3a1b1d);
  --warn: light-dark(#8a4f00, #eab35c); --warn-soft: light-dark(#fbf0da, #352710);
  --pass: light-dark(#17683d, #6bcf97); --pass-soft: light-dark(#e2f2e7, #13301f);
  --unknown: light-dark(#54577f, #b5b9e6); --unknown-soft: light-dark(#ececf5, #24273b);
  --sans: "SF Pro Text", -apple-system, "Segoe UI Variable Text", "Segoe UI", Inter, Roboto, "Noto Sans", Cantarell, "Liberation Sans", "DejaVu Sans", system-ui, sans-serif;
  --mono: "SF Mono", ui-monospace, "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", "DejaVu Sans Mono", monospace;
  --tone: var(--ink-soft); --tone-soft: var(--sheet-low);
}
[data-shade="fail"] { --tone: var(--fail); --tone-soft: var(--fail-soft); }
[data-shade="warn"] { --tone: var(--warn); --tone-soft: var(--warn-soft); }
[data-shade="pass"] { --tone: var(--pass); --tone-soft: var(--pass-soft); }
[data-shade="info"] { --tone: var(--accent); --tone-soft: var(--accent-soft); }
[data-shade="unknown"] { --tone: var(--unknown); --tone-soft: var(--unknown-soft); }
[data-shade="plain"] { --tone: var(--ink-soft); --tone-soft: var(--sheet-low); }

* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 0.875rem/1.5 var(--sans); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; -webkit-text-size-adjust: none; text-size-adjust: none; }
main, .masthead, footer { max-inline-size: 62rem; margin-inline: auto; padding-inline: 1.5rem; }
.masthead { display: flex; align-items: baseline; justify-content: space-between; gap: 1rem; padding-block: 1.25rem 0.75rem; }
.brand { font-size: 1.125rem; letter-spacing: -0.01em; }
h2, h3 { line-height: 1.3; letter-spacing: -0.011em; }
h2 { font-size: 1.0625rem; margin-block-end: 0.5rem; }
h3 { font-size: 0.9375rem; margin-block-end: 0.5rem; }
h3 small { font-weight: 400; color: var(--ink-faint); font-size: 0.8125rem; margin-inline-start: 0.5rem; letter-spacing: 0; }
p + p { margin-block-start: 0.5rem; }
a { color: var(--accent); text-underline-offset: 0.15em; }
code, pre { font-family: var(--mono); font-size: 0.92em; }
.faint { color: var(--ink-faint); }
.escape { color: var(--fail); background: var(--fail-soft); border-radius: 2px; font-family: var(--mono); font-size: 0.92em; }

.index, .grounds, .slip, .block { background: var(--sheet); border: 1px solid var(--rule); border-radius: 4px; padding: 1rem 1.25rem; }
.index + .grounds, .message { margin-block-start: 1.25rem; }
.counts { display: flex; flex-wrap: wrap; gap: 0.375rem; padding: 0; list-style: none; margin-block-end: 0.75rem; }
.counts li { color: var(--tone); background: var(--tone-soft); border-radius: 3px; padding: 0.125rem 0.5rem; }
.entries { padding: 0; list-style: none; }
.entries li { display: grid; grid-template-columns: 1.75rem 1fr; gap: 0.25rem; padding-block: 0.5rem; border-block-start: 1px solid var(--rule); break-inside: avoid; }
.entry-verdict { color: var(--tone); font-weight: 600; margin-inline-start: 0.375rem; }
.mark { display: inline-grid; place-items: center; inline-size: 1.25rem; block-size: 1.25rem; border-radius: 50%; background: var(--tone); color: var(--sheet); font-size: 0.75rem; font-weight: 700; line-height: 1; flex: none; }

.message { break-before: page; }
.slip { border-block-start: 3px solid var(--tone); padding: 0; }
.slip-head { display: flex; justify-content: space-between; gap: 1.5rem; padding: 0.875rem 1.25rem 0; }
.slip-head h2 { margin: 0; font-size: 1rem; }
.slip-path { color: var(--ink-faint); font-size: 0.8125rem; }
.barcode { inline-size: 10.5rem; block-size: 1.25rem; fill: var(--ink-soft); flex: none; }
.verdict { display: flex; align-items: center; gap: 0.5rem; padding: 0.75rem 1.25rem 0; color: var(--tone); font-size: 1.0625rem; }
.confidence { border: 1.5px solid currentcolor; border-radius: 3px; padding: 0 0.5rem; font-size: 0.75rem; font-weight: 600; text-transform: capitalize; }
.confidence[data-confidence="probable"] { border-style: dashed; }
.confidence[data-confidence="none"] { border-color: transparent; padding: 0; color: var(--ink-faint); font-weight: 400; text-transform: none; }
.sentence { padding: 0.375rem 1.25rem 0.875rem; font-size: 1.1875rem; font-weight: 560; line-height: 1.36; letter-spacing: -0.011em; text-wrap: pretty; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(14.5rem, 1fr)); border-block-start: 1.5px dashed var(--rule-strong); }
.facts div { padding: 0.5rem 1.25rem; border-block-end: 1px solid var(--rule); }
dt { color: var(--ink-faint); font-size: 0.75rem; }
dd { margin: 0; }
.facts dd { font-weight: 600; }
.facts dd code { font-size: 0.86em; }
.facts dd .trust { font-weight: 400; font-size: 0.75rem; }
.hash { padding: 0.5rem 1.25rem 0.625rem; font-size: 0.8125rem; margin: 0; }
.block { margin-block-start: 0.75rem; }

.result { color: var(--tone); font-weight: 600; }
.trust { white-space: nowrap; }
.trust i { display: inline-block; inline-size: 1.375rem; block-size: 0.5rem; margin-inline-end: 0.375rem; vertical-align: 0.05em; }
.trust[data-trust="vouched"] i { background: linear-gradient(var(--ink-soft), var(--ink-soft)) center / 100% 2.5px no-repeat; }
.trust[data-trust="attributed"] i { background: repeating-linear-gradient(90deg, var(--ink-soft) 0 5px, transparent 5px 8px) center / 100% 2.5px no-repeat; }
.trust[data-trust="claimed"] i { background: repeating-linear-gradient(115deg, var(--ink-soft) 0 1.2px, transparent 1.2px 4.5px); }

.table { overflow-x: auto; }
table { inline-size: 100%; border-collapse: collapse; font-size: 0.8125rem; }
th { text-align: start; font-weight: 400; color: var(--ink-faint); font-size: 0.75rem; padding: 0 0.75rem 0.25rem 0; white-space: nowrap; }
td { overflow-wrap: break-word; vertical-align: top; padding: 0.3125rem 0.75rem 0.3125rem 0; border-block-start: 1px solid var(--rule); min-inline-size: 2.5rem; }
tr { break-inside: avoid; }
td code { overflow-wrap: anywhere; }
.spf td:nth-child(5) code { white-space: nowrap; }
td:last-child, th:last-child { padding-inline-end: 0; }

.route { list-style: none; padding: 0; }
.route li { position: relative; padding: 0.375rem 0 0.375rem 2.5rem; }
.route li::before { content: ""; position: absolute; inset: 0 auto 0 0.6875rem; inline-size: 3px; background: repeating-linear-gradient(180deg, var(--ink-soft) 0 2px, transparent 2px 6px); }
.route li[data-trust="vouched"]::before { background: var(--ink); }
.route li[data-trust="attributed"]::before { background: repeating-linear-gradient(180deg, var(--ink-soft) 0 8px, transparent 8px 12px); }
.route li:first-child::before { inset-block-start: 1rem; }
.route .hop { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0.75rem; }
.node { position: absolute; inset-inline-start: 0; inset-block-start: 0.4375rem; inline-size: 1.5rem; block-size: 1.5rem; border-radius: 50%; display: grid; place-items: center; font-size: 0.75rem; font-weight: 700; background: var(--sheet); border: 1.5px solid var(--ink-soft); color: var(--ink); }
[data-trust="vouched"] > .node { background: var(--ink); color: var(--sheet); border-color: var(--ink); }
[data-trust="claimed"] > .node { border-style: dashed; }
[data-flips] > .node { outline: 2px solid var(--fail); outline-offset: 1px; }
.time { color: var(--ink-soft); font-family: var(--mono); font-size: 0.8125rem; }
.day { display: block; color: var(--ink-faint); font-size: 0.75rem; }
.delay { color: var(--ink-faint); margin-inline-start: 0.5rem; }
.remarks { color: var(--ink-faint); font-size: 0.75rem; }
.arrow { color: var(--accent); }
.gate > *, .flip > *, .boundary > *, .removed { position: relative; }
.route .gate { margin-inline-start: 2.5rem; padding: 0.3125rem 0.75rem; background: var(--tone-soft); border-inline-start: 3px solid var(--tone); border-radius: 0 3px 3px 0; margin-block: 0.125rem; break-inside: avoid; }
.route .gate::before { inset: -0.25rem auto -0.25rem calc(-2.5rem + 0.6875rem - 3px); }
.gate-role { font-size: 0.75rem; font-weight: 600; }
.route .flip { color: var(--fail); margin-inline-start: 2.5rem; padding-inline-start: 0.75rem; }
.route .flip::before { inset: -0.25rem auto -0.25rem calc(-2.5rem + 0.6875rem); }
.route .flip b::before { content: "▲ "; }
.route .boundary { border-block-start: 1.5px dashed var(--accent); color: var(--accent); margin-block: 0.375rem 0.125rem; font-size: 0.8125rem; }
.route .removed { color: var(--ink-faint); }

.reasons { list-style: none; padding: 0; counter-reset: reason; }
.reason { counter-increment: reason; position: relative; padding: 0.625rem 0 0.625rem 2rem; border-block-start: 1px solid var(--rule); }
.reason:first-child { border: 0; padding-block-start: 0; }
.reason::before { content: counter(reason) "."; position: absolute; inset-inline-start: 0.25rem; font-weight: 700; color: var(--ink-soft); }
.reason-text { font-weight: 560; text-wrap: pretty; break-after: avoid; }
.grades { color: var(--ink-soft); font-size: 0.8125rem; margin: 0.125rem 0 0; break-after: avoid; }
.place { margin: 0.375rem 0 0; color: var(--ink-faint); font-size: 0.75rem; }
figcaption { break-after: avoid; }
.quote { background: var(--sheet-low); border-inline-start: 2px solid var(--accent); padding: 0.375rem 0.75rem; color: var(--ink); font-size: 0.75rem; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; margin-block-start: 0.125rem; }
.more { color: var(--ink-faint); }
ul { padding-inline-start: 1.25rem; }
ul + p, pre + p { margin-block-start: 0.5rem; }

footer { padding-block: 2rem; color: var(--ink-soft); font-size: 0.8125rem; }
footer h2 { font-size: 0.9375rem; }
.legend { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 0.75rem 1.5rem; margin-block-end: 0.75rem; }
.legend dt { color: var(--ink); font-size: 0.8125rem; font-weight: 600; }
:target { scroll-margin-block-start: 0.5rem; }

@media (width <= 40rem) {
  main, .masthead, footer { padding-inline: 0.75rem; }
  .masthead { display: block; }
  .slip-head, .route .hop { display: block; }
  .barcode { margin-block-start: 0.5rem; }
  table { min-inline-size: 44rem; }
}
@page { size: A4; margin: 14mm 14mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #646b79; } }
@media print {
  :root { color-scheme: light; font-size: 9.6pt; --paper: #ffffff; --sheet: #ffffff; --sheet-low: #f6f3ec; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 0.9375rem; line-height: 1.42; background: none; }
  main, .masthead, footer { max-inline-size: none; padding-inline: 0; }
  .masthead { padding-block: 0 8pt; }
  .index, .grounds, .slip, .block { padding-inline: 10pt; }
  .block { border: 0; border-block-start: 1px solid var(--rule-strong); border-radius: 0; padding: 8pt 0 0; margin-block-start: 9pt; }
  .slip { padding: 0; break-inside: avoid; }
  .grounds:first-child + .message { break-before: auto; }
  .table { overflow: visible; }
  h3 { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  footer { padding-block: 12pt 0; break-inside: avoid; }
}
`;
