/** Aggregate reports from bytes to judged rows, in one thread. */
import { defineBench } from '../bench.ts';
import { measureReports } from '../reports.ts';

const wanted = 100_000;

export default defineBench({
  id: 'aggregate-reports',
  async run() {
    const measures = measureReports();
    const parse = measures.find(({ what }) => what === 'parse');
    return [
      {
        title: 'Aggregate reports, one thread',
        unit: 'records',
        subjects: measures.map(({ what, rowsPerCpuSecond }) => ({ name: what, perSecond: rowsPerCpuSecond })),
        targets:
          parse === undefined
            ? []
            : [{ text: `parse ≥ ${wanted.toLocaleString('en-GB')} records/s`, isMet: parse.rowsPerCpuSecond >= wanted }],
        notes: ['gunzip of the same report is the floor'],
      },
    ];
  },
});
