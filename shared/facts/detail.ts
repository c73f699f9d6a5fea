/** Everything behind an analysis that the window draws and the command line leaves out: traces, walks, positions. */
import type { Analysis } from './analysis.ts';
import type { ArcCheck, Claim, DkimCheck, DmarcCheck, SignatureFact, SpfCheck } from './authentication.ts';
import type { Span } from './evidence.ts';
import type { OperatorStamp, TenantMark } from './infrastructure.ts';
import type { MessageDefect } from './message.ts';
import type { Route } from './route.ts';
import type { NotExamined } from './verdict.ts';

/** A header field as the source view shows it. `text` is the raw field, one character a byte where it is not UTF-8. */
export interface SourceField {
  readonly index: number;
  readonly name: string;
  readonly span: Span;
  readonly valueSpan: Span;
  readonly text: string;
  readonly decoded: string;
}

export interface Detail {
  readonly analysis: Analysis;
  readonly route: Route;
  readonly spf: readonly SpfCheck[];
  readonly dkim: readonly DkimCheck[];
  readonly arc: ArcCheck;
  readonly dmarc: DmarcCheck;
  readonly claims: readonly Claim[];
  readonly signatures: readonly SignatureFact[];
  readonly tenants: readonly TenantMark[];
  readonly stamps: readonly OperatorStamp[];
  readonly notExamined: readonly NotExamined[];
  readonly defects: readonly MessageDefect[];
  readonly source: readonly SourceField[];
  readonly bodySpan: Span;
  /** RRsets in the snapshot that was used; 0 means that no DNS was at hand and records stood in for the replay. */
  readonly snapshotSize: number;
}
