/** Decides where the window opens: in Electron, or in the system's browser through the loopback host. */

export interface HostFacts {
  /** Electron's executable, where it was installed. */
  readonly electron: string | null;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  readonly words: readonly string[];
}

export interface HostChoice {
  readonly host: 'electron' | 'loopback';
  /** One sentence for the person who started Waybill. */
  readonly why: string;
  /** Whether there is a screen on which a browser could open. */
  readonly hasScreen: boolean;
}

/** `--loopback` asks for the browser; otherwise Electron wherever it can run with its sandbox. */
export function chooseHost({ electron, platform, environment, isRoot, words }: HostFacts): HostChoice {
  const hasScreen = platform !== 'linux' || Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY);
  const loopback = (why: string): HostChoice => ({ host: 'loopback', why, hasScreen });
  if (words.includes('--loopback')) return loopback('Opening in the browser, as asked by --loopback.');
  if (electron === null) return loopback('Opening in the browser, because Electron could not be installed on this machine.');
  if (!hasScreen)
    return loopback('Serving for a browser, because this machine has no screen (neither DISPLAY nor WAYLAND_DISPLAY is set).');
  if (platform === 'linux' && isRoot) return loopback("Opening in the browser, because Electron's sandbox does not work for root.");
  return { host: 'electron', why: 'Opening in Electron.', hasScreen };
}
