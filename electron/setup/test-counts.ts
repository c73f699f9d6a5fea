/** Adds up what the test runners report, for the one closing line of `npm test`. */

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };

export function add(one: Counts, other: Counts): Counts {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped };
}

/** The closing line: alone on its line, without colours. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly ancestorTitles: readonly string[]; readonly title: string; readonly status: string }[];
  }[];
}

/** In: the object that Vitest's JSON reporter wrote. A file that could not even be loaded has no tests in it, and counts as one that failed. */
export function countVitest(report: VitestReport): Counts {
  let counts = nothing;
  for (const { status, assertionResults } of report.testResults) {
    if (status === 'failed' && !assertionResults.some((result) => result.status === 'failed'))
      counts = add(counts, { passed: 0, failed: 1, skipped: 0 });
    for (const result of assertionResults) counts = add(counts, countOne(result.status));
  }
  return counts;
}

function countOne(status: string): Counts {
  if (status === 'passed') return { passed: 1, failed: 0, skipped: 0 };
  if (status === 'failed') return { passed: 0, failed: 1, skipped: 0 };
  return { passed: 0, failed: 0, skipped: 1 };
}

/** How many of the tests that read the corpora beside the checkout ran and passed. They carry this mark in a title. */
export function countCorpusTests(report: VitestReport): number {
  const mark = 'needs ../shared/corpora';
  return report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, title, ancestorTitles }) => status === 'passed' && [title, ...ancestorTitles].some((text) => text.includes(mark)))
    .length;
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
  /** What went wrong outside any test (a spec that does not load, a failed global set-up). */
  readonly errors: readonly unknown[];
}

/** In: the object that Playwright's JSON reporter wrote. A test that passed only when it was tried again has failed. */
export function countPlaywright({ stats, errors }: PlaywrightReport): Counts {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}
