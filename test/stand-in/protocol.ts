/** Electron's `protocol`: schemes that main registered, and the functions that answer for them. */

type Answer = (request: Request) => Response | Promise<Response>;

const privileged = new Set<string>();
const answers = new Map<string, Answer>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string; privileges?: { standard?: boolean; secure?: boolean } }[]): void {
    for (const { scheme, privileges } of schemes) if (privileges?.standard === true && privileges.secure === true) privileged.add(scheme);
  },
  handle(scheme: string, answer: Answer): void {
    // Without this, 'self' of the Content-Security-Policy would match nothing in Electron.
    if (!privileged.has(scheme)) throw new Error(`${scheme}: must be registered as standard and secure before the app is ready.`);
    answers.set(scheme, answer);
  },
};

/** The answer to a request of a scheme of ours, or null where the scheme has none. */
export async function answerScheme(url: string, method: string): Promise<Response | null> {
  const answer = answers.get(new URL(url).protocol.slice(0, -1));
  return answer === undefined ? null : answer(new Request(url, { method }));
}
