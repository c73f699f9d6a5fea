/** Short messages to the reader, and copying to the clipboard. */

import { type Notice, update } from '../store.ts';
import { defang } from '../text.ts';

let lastNotice = 0;
const mostNotices = 4;
const plainMilliseconds = 6_000;

/** Shows a notice: a failure until it is dismissed or newer ones push it out, anything else for a few seconds. */
export function notify(text: string, tone: Notice['tone'] = 'plain'): void {
  lastNotice += 1;
  const notice = { id: lastNotice, tone, text };
  update((state) => ({ notices: [...state.notices.filter((each) => each.text !== text), notice].slice(-mostNotices) }));
  if (tone === 'plain') setTimeout(() => dismissNotice(notice.id), plainMilliseconds);
}

export function dismissNotice(id: number): void {
  update((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}

/** Copies text to the clipboard, defanged unless `raw`, and says which. */
export async function copyText(text: string, raw = false): Promise<void> {
  try {
    await navigator.clipboard.writeText(raw ? text : defang(text));
    notify(raw ? 'Copied as it stands.' : 'Copied, with addresses and links defanged.');
  } catch {
    // The clipboard is refused without focus or permission; the reader can still select the text.
    notify('The clipboard is not available here.', 'failed');
  }
}
