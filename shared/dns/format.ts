/** What a snapshot format is: it knows itself by content, and turns text into RRsets. One format a file in `formats/`. */
import type { Outcome } from '../outcome.ts';
import type { SnapshotFile } from './rr-set.ts';

export interface SnapshotFormat {
  /** The file name in `formats/`. */
  readonly id: string;
  /** What it is called on screen. */
  readonly title: string;
  /** The beginning of the text (at most 64 KiB). Gives how sure it is: 0 not mine, 1 could be, 2 likely, 3 certain. The surest format reads the file. */
  recognize(head: string): 0 | 1 | 2 | 3;
  /** Reads the whole text. `name` is the file's name, for messages and as the source of its answers. */
  parse(text: string, name: string): Outcome<SnapshotFile>;
}

export function defineSnapshotFormat(format: SnapshotFormat): SnapshotFormat {
  return format;
}
