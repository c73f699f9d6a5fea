/** The one gate between window and engine: who may call at all. What may be called, and with what, is checked behind it. */
import { type Outcome, refuse } from '../../shared/outcome.ts';
import { isAppUrl } from './addresses.ts';

/** The parts of Electron's `IpcMainInvokeEvent` that say who is calling. */
export interface CallSender {
  readonly sender: { readonly mainFrame: unknown };
  readonly senderFrame: { readonly url: string } | null;
}

type Answer = (name: unknown, request: unknown) => Promise<Outcome<unknown>>;

/**
 * Lets a call through only from the main frame of our one window, showing our own page: not from a frame in it, not from another window,
 * not from a page that the window was navigated to, not from a frame that is gone already.
 */
export function gate(
  ourContents: () => unknown,
  answer: Answer,
): (event: CallSender, name: unknown, request: unknown) => Promise<Outcome<unknown>> {
  return (event, name, request) => {
    const frame = event.senderFrame;
    const isOurs = event.sender === ourContents() && frame !== null && frame === event.sender.mainFrame && isAppUrl(frame.url);
    return isOurs ? answer(name, request) : Promise.resolve(refuse('bad-request', 'Only the window of Waybill may call.'));
  };
}
