/** What a measurement is: subjects that do the same work, and what we want of the ratio between them. One measurement a file in `measures/`. */

export interface Subject {
  readonly name: string;
  /** Units of work a second of processor time, of this process or of the subject's own: comparable on a busy machine too. */
  readonly perSecond: number;
}

export interface Target {
  readonly text: string;
  readonly isMet: boolean;
}

export interface Measurement {
  readonly title: string;
  readonly unit: string;
  /** The first is ours. */
  readonly subjects: readonly Subject[];
  readonly targets: readonly Target[];
  /** What should be known to read the figures. */
  readonly notes: readonly string[];
}

export interface Bench {
  /** The file name in `measures/`. */
  readonly id: string;
  run(): Promise<readonly Measurement[]>;
}

export function defineBench(bench: Bench): Bench {
  return bench;
}

/** Processor seconds that a subject may warm up for: until then the compiler is at work, not the subject. */
const warmUp = 2;

/** Warms the subjects up, then runs them in turns, so that a busy minute hits all of them; each one's best round counts. */
export async function measureInTurns(
  subjects: readonly { readonly name: string; readonly units: number; run(): Promise<void> | void }[],
  rounds: number,
): Promise<Subject[]> {
  for (const { run } of subjects) for (let spent = 0; spent < warmUp; ) spent += await processorSeconds(run);
  const best = subjects.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { run }] of subjects.entries()) {
      best[index] = Math.min(best[index] ?? Number.POSITIVE_INFINITY, await processorSeconds(run));
    }
  }
  return subjects.map(({ name, units }, index) => ({ name, perSecond: units / (best[index] ?? Number.NaN) }));
}

async function processorSeconds(run: () => Promise<void> | void): Promise<number> {
  const began = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

/** `ours` is at least `factor` times as fast as each of the others. */
export function atLeast(factor: number, ours: Subject, others: readonly Subject[]): Target[] {
  return others.map((other) => ({
    text: `${ours.name} ≥ ${factor} × ${other.name}: ${(ours.perSecond / other.perSecond).toFixed(2)} ×`,
    isMet: ours.perSecond >= factor * other.perSecond,
  }));
}
