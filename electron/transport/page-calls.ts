/** What a page may ask for: everything in the contract, except to read a file by its path. */
import { type FileCall, fileCalls } from '../../shared/bridge.ts';
import { type Outcome, refuse } from '../../shared/outcome.ts';

type CheckedCall = (name: unknown, request: unknown) => Promise<Outcome<unknown>>;

/**
 * Wraps the checked calls for a channel that page scripts can reach.
 * A script that got into the window must not read `/etc/passwd` by asking for it as evidence, so items that carry a `path` are refused here:
 * paths come from the preload (for files that a person dropped or chose), from the open dialog, from the command line, and from the system.
 */
export function refusePaths(call: CheckedCall): CheckedCall {
  return (name, request) =>
    namesAPath(request)
      ? Promise.resolve(refuse('bad-request', 'A page cannot name a file by its path: drop the file, or use the open dialog.'))
      : call(name, request);
}

export function isFileCall(name: unknown): name is FileCall {
  return (fileCalls as readonly unknown[]).includes(name);
}

/** Wraps the checked calls for the preload's channel: only the calls that take files, nothing else. */
export function onlyFileCalls(call: CheckedCall): CheckedCall {
  return (name, request) =>
    isFileCall(name) ? call(name, request) : Promise.resolve(refuse('bad-request', 'This channel only adds files.'));
}

function namesAPath(request: unknown): boolean {
  if (typeof request !== 'object' || request === null || !('items' in request) || !Array.isArray(request.items)) return false;
  return request.items.some((item: unknown) => typeof item === 'object' && item !== null && 'path' in item);
}
