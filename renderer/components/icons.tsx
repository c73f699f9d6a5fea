/** The pictograms of the window, drawn on a 16 × 16 grid in the colour of the text around them. Always beside a word. */
import type { VerdictKind } from '../../shared/facts/verdict.ts';
import type { ResultShape } from '../selectors.ts';

interface Shape {
  /** Filled shapes. */
  readonly fill?: string;
  /** Lines in the colour of the text. */
  readonly line?: string;
  /** Lines cut out of the filled shape. */
  readonly cut?: string;
  readonly dashed?: boolean;
}

const verdictShapes: Readonly<Record<VerdictKind, Shape>> = {
  'cross-tenant-spoof': { fill: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z', cut: 'M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2' },
  'laundered-pass': { fill: 'M8 1.2 15.4 14.4H.6z', cut: 'M8 5.6v4.2M8 11.6v.9' },
  forwarded: { line: 'M1.4 8h10.2M8.2 3.6 12.6 8l-4.4 4.4M15 3v10' },
  authentic: { fill: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z', cut: 'M4.6 8.3 7 10.7l4.6-5' },
  'shared-pass-unattributed': { fill: 'M8 1.7a6.3 6.3 0 0 0 0 12.6z', line: 'M8 1.7a6.3 6.3 0 1 1 0 12.6A6.3 6.3 0 0 1 8 1.7z' },
  'misaligned-sender': { line: 'M2 5.4h8.6M5.4 10.6H14M10.8 2.4 5.2 13.6' },
  unauthorised: { line: 'M8 1.7a6.3 6.3 0 1 1 0 12.6A6.3 6.3 0 0 1 8 1.7zM3.6 3.6l8.8 8.8' },
  indeterminate: { line: 'M6 6.2a2.1 2.1 0 1 1 2.9 2c-.6.3-.9.7-.9 1.4M8 11.6v.6', dashed: true },
};

const resultShapes: Readonly<Record<ResultShape, Shape>> = {
  pass: { line: 'M2.6 8.6 6.2 12.2 13.4 4' },
  fail: { line: 'M3.2 3.2l9.6 9.6M12.8 3.2l-9.6 9.6' },
  unknown: { line: 'M5 5.4a3 3 0 1 1 4.1 2.8C8.3 8.6 8 9 8 10M8 12.6v.8' },
  plain: { line: 'M3 8h10' },
  error: { line: 'M8 2.4v7M8 12.4v1.2' },
};

const actionShapes = {
  copy: { line: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3' },
  close: { line: 'M3.5 3.5l9 9M12.5 3.5l-9 9' },
  open: { line: 'M1.5 13V3h5l1.5 2h6.5v8z' },
  paste: { line: 'M4 3H2.5v11.5h11V3H12M5 1.5h6v3H5zM5 8h6M5 11h4' },
  sample: { line: 'M2 4.5 8 1.5l6 3v7l-6 3-6-3zM2 4.5l6 3 6-3M8 7.5v7' },
  theme: { fill: 'M8 2a6 6 0 0 0 0 12z', line: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z' },
  keys: { line: 'M1.5 4h13v8.5h-13zM4 6.7h.6M7.7 6.7h.6M11.4 6.7h.6M4.6 9.8h6.8' },
  list: { line: 'M2 4h12M2 8h12M2 12h12' },
  sealed: { line: 'M3.5 7.5h9v6.5h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5' },
  earlier: { line: 'M10 3 5 8l5 5' },
  later: { line: 'M6 3l5 5-5 5' },
  fold: { line: 'M3 6l5 5 5-5' },
  reports: { line: 'M2 14V9M6 14V5M10 14V8M14 14V2M1 14.5h14' },
  caret: { line: 'M4 6.5 8 10.5l4-4' },
  print: { line: 'M4 6V1.5h8V6M4 12H1.5V6h13v6H12M4 9.5h8v5H4z' },
  filter: { line: 'M2 3h12L9.5 8.6V14l-3-1.8V8.6z' },
  unfilter: { line: 'M2 3h12L9.5 8.6V14l-3-1.8V8.6zM1.5 14.5l13-13' },
  save: { line: 'M8 1.5v8.2M4.8 6.8 8 10l3.2-3.2M2 11v3.5h12V11' },
  search: { line: 'M7 2.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6zM10.6 10.6 14.2 14.2' },
  message: { line: 'M1.5 3.5h13v9h-13zM1.5 4.5 8 9l6.5-4.5' },
  report: { line: 'M3 1.5h7l3 3v10H3zM10 1.5v3h3M5.5 12V9.5M8 12V7M10.5 12v-1.5' },
  again: { line: 'M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5V4.6h-3.1' },
} as const satisfies Record<string, Shape>;
export type ActionIcon = keyof typeof actionShapes;

function Drawn({ shape, size }: { readonly shape: Shape; readonly size: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shape.dashed === true && <circle className="icon-line" cx="8" cy="8" r="6.6" strokeDasharray="2.6 1.9" />}
      {shape.fill !== undefined && <path className="icon-fill" d={shape.fill} />}
      {shape.line !== undefined && <path className="icon-line" d={shape.line} />}
      {shape.cut !== undefined && <path className="icon-cut" d={shape.cut} />}
    </svg>
  );
}

export function VerdictIcon({ kind, size = 16 }: { readonly kind: VerdictKind; readonly size?: number }) {
  return <Drawn shape={verdictShapes[kind]} size={size} />;
}

export function ResultIcon({ shape, size = 12 }: { readonly shape: ResultShape; readonly size?: number }) {
  return <Drawn shape={resultShapes[shape]} size={size} />;
}

export function ActionIconMark({ name, size = 15 }: { readonly name: ActionIcon; readonly size?: number }) {
  return <Drawn shape={actionShapes[name]} size={size} />;
}

/** The line of a result icon, for use inside a larger drawing. */
export function resultPath(shape: ResultShape): string {
  return resultShapes[shape].line ?? '';
}
