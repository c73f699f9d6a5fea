import { expect, it } from 'vitest';
import { createAnalyst } from '../../../electron/engine/analyst.ts';
import { warmUpMessage } from '../../../electron/engine/warm-up.ts';

it('meets every mechanism, so that the first real message waits for none', async () => {
  const { run } = createAnalyst(null, (stack) => expect.unreachable(stack));
  const outcome = await run({ kind: 'detail', path: 'warm-up', bytes: warmUpMessage(), boundaryHop: null });
  if (!outcome.ok) throw new Error(outcome.error.message);
  const { route, dkim, claims, spf } = outcome.value.detail;
  expect([route.hops.length, dkim.length, claims.length > 0, spf.length > 0]).toEqual([2, 1, true, true]);
});
