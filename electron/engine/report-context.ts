/** What the rows of reports are judged by, made of what the session holds at the moment: operators, tenant directory, and what the messages taught. */
import { createHash } from 'node:crypto';
import type { ClassifyContext } from '../../shared/reports/classify.ts';
import type { Grounds } from './task.ts';

/** `version` is another text whenever any of it has changed. */
export type ReportGroundsOfSession = Pick<Grounds, 'declared' | 'operators' | 'lessons' | 'suffixes'> & { readonly version: string };

export interface ContextNow {
  readonly context: ClassifyContext;
  /** Equal for equal grounds and the same Waybill, in every session. */
  readonly digest: string;
  /** The part of it that says what a row means by itself: the catalogue and the public suffix list. */
  readonly infrastructureVersion: string;
}

export interface ReportContext {
  now(): Promise<ContextNow>;
  operators(): Grounds['operators'];
  /** The name to show; the id until the catalogue is loaded, and where it has none. */
  operatorName(id: string): string;
}

/** `waybill` is the version of this program, whose catalogue may differ from another's. */
export function createReportContext(grounds: () => ReportGroundsOfSession, waybill: string): ReportContext {
  let made: { readonly version: string; readonly now: ContextNow } | null = null;
  return {
    async now() {
      const { version, declared, operators, lessons, suffixes } = grounds();
      if (made?.version === version) return made.now;
      // The catalogue and the code around it are large, and most sessions have no reports.
      const { contextOf } = await import('./report-ingest/classify-context.ts');
      const infrastructureVersion = digestOf([waybill, operators, suffixes]);
      const now = {
        context: contextOf({ declared, operators, lessons, suffixes }),
        infrastructureVersion,
        digest: digestOf([infrastructureVersion, declared, lessons]),
      };
      made = { version, now };
      return now;
    },
    operators: () => grounds().operators,
    operatorName: (id) => made?.now.context.infrastructure.nameOf(id) ?? id,
  };
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
