import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyText, dismissNotice, notify } from '../../../renderer/actions/notices.ts';
import { initialState, update, useWaybill } from '../../../renderer/store.ts';

const texts = (): string[] => useWaybill.getState().notices.map((notice) => notice.text);

beforeEach(() => {
  vi.useFakeTimers();
  update(initialState);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('notices', () => {
  it('go by themselves, but failures stay until they are dismissed', () => {
    notify('Copied.');
    notify('It failed.', 'failed');
    vi.advanceTimersByTime(10_000);
    expect(texts()).toEqual(['It failed.']);
    dismissNotice(useWaybill.getState().notices[0]?.id ?? 0);
    expect(texts()).toEqual([]);
  });

  it('are said once, and only the newest few stand', () => {
    for (const text of ['a', 'b', 'a', 'c', 'd', 'e']) notify(text, 'failed');
    expect(texts()).toEqual(['a', 'c', 'd', 'e']);
  });
});

describe('copyText', () => {
  it('defangs unless asked not to', async () => {
    const copied: string[] = [];
    vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => void copied.push(text) } });
    await copyText('see https://a.example');
    await copyText('see https://a.example', true);
    expect(copied).toEqual(['see hxxps://a[.]example', 'see https://a.example']);
  });

  it('says so where there is no clipboard', async () => {
    vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('denied')) } });
    await copyText('x');
    expect(texts()).toEqual(['The clipboard is not available here.']);
  });
});
