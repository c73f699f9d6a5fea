/** Fetches what was hashed for a signature when somebody opens it, and again when the answers of the snapshot may have changed. */
import { type LoadedCanonical, update, useWaybill } from '../store.ts';
import { theClient } from './current-client.ts';

/** Under which the octets of a signature field are kept. */
export function canonicalKey(id: string, header: number): string {
  return `${header} ${id}`;
}

function keep(key: string, loaded: LoadedCanonical | null): void {
  update((state) => {
    const canonical = new Map(state.canonical);
    if (loaded === null) canonical.delete(key);
    else canonical.set(key, loaded);
    return { canonical };
  });
}

async function fetchInto(id: string, header: number): Promise<void> {
  const key = canonicalKey(id, header);
  const outcome = await theClient().calls['canonical.get']({ id, header });
  // Closed meanwhile: nobody waits for it.
  if (!useWaybill.getState().canonical.has(key)) return;
  keep(key, outcome.ok ? { state: 'ready', form: outcome.value } : { state: 'failed', error: outcome.error });
}

/** Opens the octets of a signature; also the way to try again where that failed. */
export async function openCanonical(id: string, header: number): Promise<void> {
  keep(canonicalKey(id, header), { state: 'loading' });
  await fetchInto(id, header);
}

export function closeCanonical(id: string, header: number): void {
  keep(canonicalKey(id, header), null);
}

/** Fetches again what is open of this message: its analysis is a new one. Everything of other messages is closed. */
export async function refreshCanonical(id: string): Promise<void> {
  const open = [...useWaybill.getState().canonical.keys()];
  if (open.length === 0) return;
  const headers = open.flatMap((key) => (key.endsWith(` ${id}`) ? [Number.parseInt(key, 10)] : []));
  update((state) => ({ canonical: new Map([...state.canonical].filter(([key]) => key.endsWith(` ${id}`))) }));
  await Promise.all(headers.map((header) => fetchInto(id, header)));
}
