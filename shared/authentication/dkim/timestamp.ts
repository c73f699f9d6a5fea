/** The times in signatures: seconds since the epoch on the wire, ISO 8601 for people. */

/** Seconds since the epoch, UTC, as `2023-09-29T20:47:13Z`; null for a time that no calendar holds. */
export function toIso(seconds: number | null): string | null {
  return seconds === null ? null : millisecondsToIso(seconds * 1_000);
}

/** The same for milliseconds since the epoch; what is less than a second is cut. */
export function millisecondsToIso(milliseconds: number | null): string | null {
  return milliseconds === null || Math.abs(milliseconds) > 8_640_000_000_000_000
    ? null
    : new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
