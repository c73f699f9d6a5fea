import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listenToKeys } from '../../renderer/keyboard.ts';
import { useWaybill } from '../../renderer/store.ts';
import { suspectTotals, wideCampaign } from './fixtures/campaigns.ts';
import { rowOf } from './fixtures/rows.ts';
import { spoofDetail } from './fixtures/spoof.ts';
import { type Started, startOn } from './helpers/started.ts';

class Field {
  readonly tagName = 'TEXTAREA';
  readonly isContentEditable = false;
}

interface Pressed {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly shiftKey?: boolean;
  readonly altKey?: boolean;
  readonly target?: Field;
}

/** Presses a key in the window and says whether it was taken from the browser. */
let press: (pressed: Pressed) => boolean;
let started: Started;
let focused: string[];

beforeEach(async () => {
  focused = [];
  vi.stubGlobal('HTMLElement', Field);
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => draw());
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  vi.stubGlobal('document', { getElementById: (id: string) => ({ focus: () => focused.push(id), scrollIntoView: () => {} }) });
  const listeners: ((event: never) => void)[] = [];
  listenToKeys({ addEventListener: (_name: string, listener: (event: never) => void) => listeners.push(listener) } as never);
  press = (pressed) => {
    let taken = false;
    const event = {
      ctrlKey: false,
      metaKey: false,
      shiftKey: false,
      altKey: false,
      target: null,
      ...pressed,
      preventDefault: () => (taken = true),
    };
    for (const listener of listeners) listener(event as never);
    return taken;
  };
  started = await startOn({
    rows: [rowOf('spoof', spoofDetail)],
    details: { spoof: spoofDetail },
    campaigns: { spoof: wideCampaign },
    totals: suspectTotals(61, 214, 1_367, '2026-09-22', '2026-10-11'),
  });
});

describe('keys', () => {
  it.each([
    [{ key: 's', ctrlKey: true }, 'save-case'],
    [{ key: 'S', metaKey: true }, 'save-case'],
    [{ key: 's', ctrlKey: true, target: new Field() }, 'save-case'],
    [{ key: 'k', ctrlKey: true }, 'palette'],
  ])('%o opens %s', async (pressed, dialog) => {
    const taken = press(pressed);
    await started.settle();
    expect([taken, started.state().dialog]).toEqual([true, dialog]);
  });

  it.each([
    { key: 's' },
    { key: 'S', ctrlKey: true, shiftKey: true },
    { key: 's', ctrlKey: true, altKey: true },
    { key: 'f', ctrlKey: true },
    { key: 'f', target: new Field() },
  ])('%o is left alone', async (pressed) => {
    const taken = press(pressed);
    await started.settle();
    expect([taken, started.state().dialog, focused]).toEqual([false, null, []]);
  });

  it('f leads to what the reports say of the message', () => {
    expect([press({ key: 'f' }), focused]).toEqual([true, ['section-campaign']]);
  });

  it('9 leads there too', () => {
    expect([press({ key: '9' }), focused]).toEqual([true, ['section-campaign']]);
  });

  it('saves nothing while it is asked whether to leave, but asks for a name', async () => {
    useWaybill.setState({ dialog: 'leave-case', caseIntent: { to: 'new' } });
    press({ key: 's', ctrlKey: true });
    await started.settle();
    expect([started.state().dialog, started.state().caseIntent]).toEqual(['save-case', { to: 'new' }]);
  });
});
