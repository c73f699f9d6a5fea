/** Puts the bytes of messages and reports into the case, where the user wishes it and they are at hand. */
import type { Evidence } from '../../shared/facts/evidence.ts';
import type { Case } from './case.ts';
import type { CaseDatabase } from './case-database.ts';
import { createCaseRecords } from './case-store/case-records.ts';
import type { EvidenceBytes } from './evidence-bytes.ts';
import type { RawPlaces } from './report-raw.ts';

export interface OriginalParts {
  readonly database: CaseDatabase;
  readonly held: Case;
  readonly bytes: EvidenceBytes;
  readonly places: RawPlaces;
}

/** A report of more than this stays where it is, with its hash and path in the case. */
const largestReport = 256 * 1024 * 1024;

/** All that the case does not hold yet. What is gone is left out: its hash and path stay. */
export async function keepOriginals({ database, held, bytes, places }: OriginalParts): Promise<void> {
  const put = async (sha256: string, content: Uint8Array): Promise<void> =>
    await database.ifOpen(async ({ records }) => await createCaseRecords(records).putOriginal(sha256, content), undefined);
  const isMissing = (sha256: string): Promise<boolean> =>
    database.ifOpen(async ({ records }) => !(await createCaseRecords(records).hasOriginal(sha256)), false);

  for (const { id, row } of held.entries()) {
    if (row.sha256 === null || !(await isMissing(row.sha256))) continue;
    const read = await bytes.read(id);
    if (read.ok) await put(row.sha256, read.value);
  }
  const missing = await database.ifOpen<readonly Evidence[]>(
    async ({ records }) => await createCaseRecords(records).reportsWithoutOriginal(),
    [],
  );
  if (missing.length === 0) return;
  const { readRawWhole } = await import('./report-raw.ts');
  for (const evidence of missing) {
    if (evidence.sha256 === null || (evidence.bytes ?? 0) > largestReport) continue;
    const content = await readRawWhole(evidence, places);
    if (content !== null) await put(evidence.sha256, content);
  }
}
