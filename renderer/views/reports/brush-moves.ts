/** What the keys do to the range of the time line. Pure. */
import type { Range } from '../../report-time.ts';

export type BrushMove =
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'extend'; readonly by: number }
  | { readonly kind: 'move-to'; readonly end: 'first' | 'last' }
  | { readonly kind: 'extend-to'; readonly end: 'first' | 'last' }
  | { readonly kind: 'choose' }
  | { readonly kind: 'clear' };

export interface BrushState {
  readonly range: Range | null;
  /** The bucket that is looked at. */
  readonly at: number | null;
  readonly buckets: number;
}

/** The buckets between two, in whichever order they come. */
export function spanOf(one: number, other: number): Range {
  return { first: Math.min(one, other), last: Math.max(one, other) };
}

/** What a key asks for; null for keys that are none of the brush's. */
export function keyMove(key: string, isShifted: boolean): BrushMove | null {
  const kind = isShifted ? 'extend' : 'move';
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return { kind, by: 1 };
    case 'ArrowLeft':
    case 'ArrowDown':
      return { kind, by: -1 };
    case 'PageUp':
      return { kind, by: 7 };
    case 'PageDown':
      return { kind, by: -7 };
    case 'Home':
      return { kind: `${kind}-to`, end: 'first' };
    case 'End':
      return { kind: `${kind}-to`, end: 'last' };
    case 'Enter':
    case ' ':
      return { kind: 'choose' };
    case 'Escape':
      return { kind: 'clear' };
    default:
      return null;
  }
}

/**
 * The state behind a move; null where there is nothing to do, so that the key goes on to others.
 * Without a range, arrows look from bucket to bucket; with one, they move it as a whole. Extending goes on from where one looks.
 */
export function moveRange(
  move: BrushMove,
  { range, at, buckets }: BrushState,
): { readonly range: Range | null; readonly at: number } | null {
  const within = (bucket: number): number => Math.min(buckets - 1, Math.max(0, bucket));
  const here = at ?? range?.last ?? buckets - 1;
  switch (move.kind) {
    case 'clear':
      return range === null ? null : { range: null, at: here };
    case 'choose':
      return { range: { first: here, last: here }, at: here };
    case 'move': {
      if (range === null) return { range, at: at === null ? here : within(here + move.by) };
      const by = move.by < 0 ? Math.max(move.by, -range.first) : Math.min(move.by, buckets - 1 - range.last);
      return { range: by === 0 ? range : { first: range.first + by, last: range.last + by }, at: within(here + by) };
    }
    case 'move-to': {
      const target = move.end === 'first' ? 0 : buckets - 1;
      if (range === null) return { range, at: target };
      const by = move.end === 'first' ? -range.first : buckets - 1 - range.last;
      return { range: by === 0 ? range : { first: range.first + by, last: range.last + by }, at: within(here + by) };
    }
    case 'extend':
    case 'extend-to': {
      const target = move.kind === 'extend' ? within(here + move.by) : move.end === 'first' ? 0 : buckets - 1;
      // The end that one does not look at stays.
      const held = range === null ? here : here === range.first && range.first !== range.last ? range.last : range.first;
      return { range: spanOf(held, target), at: target };
    }
  }
}
