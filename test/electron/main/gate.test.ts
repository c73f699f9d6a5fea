import { describe, expect, it } from 'vitest';
import { appUrl } from '../../../electron/main/addresses.ts';
import { gate } from '../../../electron/main/gate.ts';
import { succeed } from '../../../shared/outcome.ts';

const mainFrame = { url: appUrl };
const ourContents = { mainFrame };

/** What the gate answers, and whether anything behind it was reached. */
async function knock(
  event: Parameters<ReturnType<typeof gate>>[0],
  contents: unknown = ourContents,
): Promise<{ ok: boolean; reached: boolean }> {
  let reached = false;
  const open = gate(
    () => contents,
    async () => {
      reached = true;
      return succeed({});
    },
  );
  const { ok } = await open(event, 'evidence.list', {});
  return { ok, reached };
}

describe('the gate', () => {
  it('lets the main frame of our window in', async () => {
    expect(await knock({ sender: ourContents, senderFrame: mainFrame })).toEqual({ ok: true, reached: true });
  });

  const elsewhere = { url: 'https://elsewhere.example/' };
  it.each([
    ['another window that shows our page', { sender: { mainFrame }, senderFrame: mainFrame }],
    ['a frame inside our page', { sender: ourContents, senderFrame: { url: appUrl } }],
    ['a frame that is gone', { sender: ourContents, senderFrame: null }],
  ])('refuses %s', async (_who, event) => {
    expect(await knock(event)).toEqual({ ok: false, reached: false });
  });

  it('refuses our window once it shows another page', async () => {
    const moved = { mainFrame: elsewhere };
    expect(await knock({ sender: moved, senderFrame: elsewhere }, moved)).toEqual({ ok: false, reached: false });
  });

  it('refuses everyone while no window is open', async () => {
    expect(await knock({ sender: ourContents, senderFrame: mainFrame }, null)).toEqual({ ok: false, reached: false });
  });
});
