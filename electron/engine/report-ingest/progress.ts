/** How far an ingest is, told a few times a second: more often than anybody looks costs more than it shows. */
export interface IngestProgress {
  /** Sources that are done. */
  readonly files: number;
  /** Bytes of the sources that were read, as they lie on the disk. */
  readonly bytes: number;
  /** Bytes of all sources; null as long as not all of them are known. */
  readonly ofBytes: number | null;
  /** Rows that were stored, or were there before. */
  readonly records: number;
}

export interface ProgressMeter {
  note(
    step:
      | { readonly kind: 'rows'; readonly count: number }
      | { readonly kind: 'read'; readonly bytes: number }
      | { readonly kind: 'source-over' },
  ): void;
  /** A source that was given up, with so many bytes. */
  skip(bytes: number): void;
  /** Tells the last state. */
  finish(): void;
}

const interval = 200;

export function createProgressMeter(
  totalBytes: () => number | null,
  onProgress: (progress: IngestProgress) => void = () => undefined,
): ProgressMeter {
  let [files, bytes, records] = [0, 0, 0];
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = (): void => onProgress({ files, bytes, ofBytes: totalBytes(), records });
  const tellSometimes = (): void => {
    const now = performance.now();
    if (now - toldAt < interval) return;
    toldAt = now;
    tell();
  };
  return {
    note(step) {
      if (step.kind === 'rows') records += step.count;
      else if (step.kind === 'read') bytes += step.bytes;
      else files += 1;
      tellSometimes();
    },
    skip(size) {
      files += 1;
      bytes += size;
      tellSometimes();
    },
    finish: tell,
  };
}
