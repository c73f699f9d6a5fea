/** Measurements as a table for people. */
import type { Measurement } from './bench.ts';

export function formatMeasurement({ title, unit, subjects, targets, notes }: Measurement): string {
  const width = Math.max(...subjects.map(({ name }) => name.length));
  const [ours] = subjects;
  const rows = subjects.map(({ name, perSecond }) => {
    const ratio = ours === undefined || name === ours.name ? '' : `   ours is ${(ours.perSecond / perSecond).toFixed(2)} × as fast`;
    return `  ${name.padEnd(width)}  ${formatRate(perSecond).padStart(12)} ${unit}/s${ratio}`;
  });
  const wanted = targets.map(({ text, isMet }) => `  ${isMet ? 'met   ' : 'MISSED'}  ${text}`);
  return [title, ...rows, ...wanted, ...notes.map((note) => `  (${note})`), ''].join('\n');
}

function formatRate(perSecond: number): string {
  if (!Number.isFinite(perSecond)) return '–';
  return perSecond >= 100 ? Math.round(perSecond).toLocaleString('en-GB') : perSecond.toFixed(1);
}
