import { describe, expect, it } from 'vitest';
import { run } from '../run.ts';

describe('waybill open', () => {
  it('explains itself without opening anything', async () => {
    const { code, out } = await run(['open', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('loopback host');
  });
});
