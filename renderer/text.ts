/** Makes text from hostile mail safe to look at and safe to paste: controls become visible, addresses and links become inert. */

/** Controls, and the characters that reorder, hide or join text (Unicode TR 36, "Trojan Source"); tab and line feed are left alone. */
const unseen = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

/** The same text with every invisible or reordering character spelt out, for example `⟨202E⟩`. */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => `⟨${codeOf(character).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

/** Like `visibleText`, with one column for each character, so that a monospaced line keeps its shape. */
export function visibleColumns(text: string): string {
  return text.replace(unseen, (character) => {
    const code = codeOf(character);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

/**
 * Takes the life out of URLs, mail addresses, domains and IP addresses, so that no program turns the copy into a link.
 * `https://a.example/x` becomes `hxxps://a[.]example/x`, `192.0.2.1` becomes `192.0.2[.]1`, `2001:db8::1` becomes `2001[:]db8[:][:]1`.
 */
export function defang(text: string): string {
  return text
    .replace(/\bhttp(s?):\/\//gi, 'hxxp$1://')
    .replace(/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, (address) => address.replace(/\.(?=\d+$)/, '[.]'))
    .replace(/(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi, (address) =>
      /[0-9a-f]{2}/i.test(address) && (address.includes('::') || address.split(':').length === 8)
        ? address.replaceAll(':', '[:]')
        : address,
    )
    .replace(/(?<=[\p{L}\p{N}_-])\.(?=[\p{L}][\p{L}\p{N}-]*)/gu, '[.]')
    .replace(/(?<=[\w.+=-])@(?=[\p{L}\p{N}])/gu, '[@]');
}

/** The text cut in the middle to at most `limit` characters, so that both ends of a host name stay readable. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 5) return `${text.slice(0, Math.max(0, limit - 1))}…`;
  const tail = Math.floor((limit - 1) / 2);
  return `${text.slice(0, limit - 1 - tail)}…${text.slice(text.length - tail)}`;
}

/** The text in at most `lines` lines of `limit` characters, broken between words or behind dots; what does not fit is cut in the middle of the last. */
export function wrapWords(text: string, limit: number, lines: number): readonly string[] {
  const wrapped: string[] = [''];
  for (const word of text.split(/(?<=[\s.])/)) {
    const last = wrapped.at(-1) ?? '';
    if (last.length > 0 && (last + word).trimEnd().length > limit && wrapped.length < lines) wrapped.push(word);
    else wrapped[wrapped.length - 1] = last + word;
  }
  return wrapped.map((line) => shorten(line.trim(), limit));
}

/** A byte count for people, in decimal units: `48.2 kB`, `1.2 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `2026-09-29T20:47:13Z` as `29 Sep 2026`, always UTC; the text itself where it is no such time. */
export function formatDay(time: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T/.exec(time);
  const month = months[Number(parts?.[2]) - 1];
  return parts === null || month === undefined ? time : `${Number(parts[3])} ${month} ${parts[1]}`;
}

/** Two days (`YYYY-MM-DD`, UTC) as `3 – 21 Nov 2026`, one where they are the same, with no more said twice than needed; empty where neither is known. */
export function formatDays(first: string | null, last: string | null): string {
  const [from, to] = [formatDay(`${first ?? last ?? ''}T`), formatDay(`${last ?? first ?? ''}T`)];
  if (first === null && last === null) return '';
  if (from === to) return to;
  const [day, month, year] = from.split(' ');
  const [, toMonth, toYear] = to.split(' ');
  if (year !== toYear) return `${from} – ${to}`;
  return month === toMonth ? `${day} – ${to}` : `${day} ${month} – ${to}`;
}

/** The clock part of an ISO 8601 UTC time: `20:47:13`. */
export function formatClock(time: string): string {
  return time.slice(11, 19);
}

/** A delay in words that keep their width: `+2 s`, `−12 s`, `+3 min 05 s`, `+2 h 10 min`. */
export function formatDelay(seconds: number): string {
  const sign = seconds < 0 ? '−' : '+';
  const whole = Math.abs(Math.round(seconds));
  if (whole < 60) return `${sign}${whole} s`;
  if (whole < 3600) return `${sign}${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  if (whole < 172_800) return `${sign}${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
  return `${sign}${Math.floor(whole / 86_400)} d`;
}
