/** How fast aggregate reports are read: rows a second from bytes to rows, and to judged rows, beside gunzip of the same report as the floor. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { alignWith } from '../../shared/authentication/alignment.ts';
import type { ReportRecord } from '../../shared/facts/report.ts';
import { nothingKnown } from '../../shared/facts/tenant-knowledge.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import { createRowJudge } from '../../shared/reports/classify.ts';
import { createReportParser } from '../../shared/reports/read.ts';
import { generateReportBytes } from './report-generator.ts';

export interface ReportMeasure {
  readonly what: 'gunzip' | 'parse' | 'parse and judge';
  readonly rows: number;
  readonly bytes: number;
  /** Processor time of this thread and of the garbage collector, seconds: comparable on a busy machine too. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly rowsPerCpuSecond: number;
}

const chunkSize = 64 * 1024;

/** Measures each step `rounds` times on one generated report and gives the best round: the first ones warm the compiler. */
export function measureReports(rows = 100_000, rounds = 4): readonly ReportMeasure[] {
  const bytes = generateReportBytes(rows);
  const packed = gzipSync(bytes);
  const infrastructure = createInfrastructure();
  const steps: readonly [ReportMeasure['what'], () => void][] = [
    ['gunzip', () => void gunzipSync(packed)],
    ['parse', () => void parse(bytes, () => undefined)],
    [
      'parse and judge',
      () => {
        const judge = createRowJudge({
          infrastructure,
          knowledge: nothingKnown,
          align: (from, domain) => alignWith([from], domain, infrastructure).aligned,
        });
        const report = { reporter: 'receiver.example', begin: '2026-11-01T00:00:00Z' };
        const kept: ReportRecord[] = [];
        parse(bytes, (record) => {
          judge.observe(record, report, 1);
          kept.push(record);
        });
        for (const record of kept) judge.judge(record, report);
      },
    ],
  ];
  return steps.map(([what, run]) => {
    let best: ReportMeasure | null = null;
    for (let round = 0; round < rounds; round += 1) {
      const [cpu, wall] = [process.cpuUsage(), performance.now()];
      run();
      const wallSeconds = (performance.now() - wall) / 1000;
      const { user, system } = process.cpuUsage(cpu);
      const cpuSeconds = (user + system) / 1e6;
      if (best === null || cpuSeconds < best.cpuSeconds) {
        best = { what, rows, bytes: bytes.length, cpuSeconds, wallSeconds, rowsPerCpuSecond: Math.round(rows / cpuSeconds) };
      }
    }
    if (best === null) throw new Error('At least one round must be measured.');
    return best;
  });
}

function parse(bytes: Uint8Array, onRecord: (record: ReportRecord) => void): void {
  const parser = createReportParser('generated.xml', { onReport: () => undefined, onRecord, onNote: () => undefined });
  for (let start = 0; start < bytes.length; start += chunkSize) parser.write(bytes.subarray(start, start + chunkSize));
  const outcome = parser.end();
  if (!outcome.ok) throw new Error(outcome.error.message);
}
