/** How far a capture is, on one line of a terminal. */
import type { Sink } from '../cli/io.ts';
import type { CaptureProgress } from './capture.ts';

const widestBar = 30;

/** Draws over the line before; nothing where nobody watches. `clear` takes the line away. */
export function createProgressLine(sink: Sink): { draw(progress: CaptureProgress): void; clear(): void } {
  if (!sink.isTerminal) return { draw: () => {}, clear: () => {} };
  return {
    draw: (progress) => void sink.write(`\r\u001b[K${describeProgress(progress, sink.columns || 80)}`),
    clear: () => void sink.write('\r\u001b[K'),
  };
}

export function describeProgress({ round, rounds, asked, total, failed }: CaptureProgress, columns: number): string {
  const words = `round ${round} of at most ${rounds}: ${asked} of ${total} asked${failed === 0 ? '' : `, ${failed} failed`}`;
  const width = Math.min(widestBar, columns - words.length - 4);
  if (width < 5) return words.slice(0, columns);
  const full = total === 0 ? width : Math.round((asked / total) * width);
  return `[${'='.repeat(full)}${' '.repeat(width - full)}] ${words}`;
}
