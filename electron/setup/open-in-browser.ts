/** Opens an address of our own in the system's browser. */
import { spawn } from 'node:child_process';

/** The program that opens an address on a platform, with its arguments. Never a shell: the address is one argument. */
export function browserCommand(platform: NodeJS.Platform, url: string): readonly [string, readonly string[]] {
  if (platform === 'darwin') return ['open', [url]];
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}

/** Starts it and does not wait. Where there is no such program, nothing happens: the address was printed as well. */
export function openInBrowser(url: string): void {
  const [command, words] = browserCommand(process.platform, url);
  const child = spawn(command, words, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
