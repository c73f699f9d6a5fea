/** One request at a time for each purpose: of the wishes that come up meanwhile only the last is carried out, and outdated replies are dropped. */

export interface Wish<T> {
  readonly call: () => Promise<T>;
  /** The reply takes long enough to be seen. */
  readonly late: () => void;
  /** Gets the reply, unless a newer wish came up meanwhile. */
  readonly keep: (value: T) => void;
}

/** From here on a person notices the wait. */
const lateMilliseconds = 150;

interface Turn {
  isRunning: boolean;
  next: (() => Promise<void>) | null;
  timer: ReturnType<typeof setTimeout> | null;
}

let turns = new Map<string, Turn>();

function run(turn: Turn, wish: () => Promise<void>): void {
  turn.isRunning = true;
  void wish().finally(() => {
    turn.isRunning = false;
    const { next } = turn;
    turn.next = null;
    if (next !== null) run(turn, next);
  });
}

/** Carries out a wish for a purpose, at once or behind the one that is under way. */
export function inTurn<T>(purpose: string, wish: Wish<T>): void {
  const turn: Turn = turns.get(purpose) ?? { isRunning: false, next: null, timer: null };
  turns.set(purpose, turn);
  turn.timer ??= setTimeout(wish.late, lateMilliseconds);
  const carryOut = async (): Promise<void> => {
    const value = await wish.call();
    if (turn.next !== null || turns.get(purpose) !== turn) return;
    if (turn.timer !== null) clearTimeout(turn.timer);
    turn.timer = null;
    wish.keep(value);
  };
  if (turn.isRunning) turn.next = carryOut;
  else run(turn, carryOut);
}

/** Drops every reply that is still under way: what was asked about is gone. */
export function dropWishes(): void {
  for (const { timer } of turns.values()) if (timer !== null) clearTimeout(timer);
  turns = new Map();
}
