/** Node's end of what `worlds.ts` encodes: plain values and bytes only. */

export function encodeValue(value: unknown): unknown {
  if (value === undefined) return { $: 'undefined' };
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Uint8Array) return { $: 'bytes', text: Buffer.from(value).toString('latin1') };
  if (Array.isArray(value)) return value.map(encodeValue);
  return { $: 'object', entries: Object.entries(value).map(([key, item]) => [key, encodeValue(item)]) };
}

export function decodeValue(wire: unknown): unknown {
  if (Array.isArray(wire)) return wire.map(decodeValue);
  if (wire === null || typeof wire !== 'object') return wire;
  const { $: kind, text = '', entries = [] } = wire as { $: string; text?: string; entries?: [string, unknown][] };
  if (kind === 'bytes') return new Uint8Array(Buffer.from(text, 'latin1'));
  if (kind === 'object') return Object.fromEntries(entries.map(([key, item]) => [key, decodeValue(item)]));
  if (kind === 'undefined') return undefined;
  throw new Error(`A ${kind} cannot be sent to main: Electron cannot clone it either.`);
}
