/** All measurements, or those whose ids are given, one after the other; printed as a table and stored as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Bench, Measurement } from './bench.ts';
import { formatMeasurement } from './table.ts';

const benches = Object.values(import.meta.glob<Bench>('./measures/*.ts', { eager: true, import: 'default' })).sort((one, other) =>
  one.id < other.id ? -1 : 1,
);
const wanted = process.argv.slice(2);
const measurements: (Measurement & { readonly id: string })[] = [];

for (const bench of benches) {
  if (wanted.length > 0 && !wanted.includes(bench.id)) continue;
  for (const measurement of await bench.run()) {
    measurements.push({ id: bench.id, ...measurement });
    process.stdout.write(`${formatMeasurement(measurement)}\n`);
  }
}

const missed = measurements.flatMap(({ targets }) => targets.filter(({ isMet }) => !isMet));
const machine = { node: process.version, processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
mkdirSync('test-results', { recursive: true });
writeFileSync('test-results/bench.json', `${JSON.stringify({ at: new Date().toISOString(), machine, measurements }, null, 2)}\n`);
process.stdout.write(
  missed.length === 0
    ? 'All targets are met. (test-results/bench.json)\n'
    : `${missed.length} targets are missed. (test-results/bench.json)\n`,
);
