/** Lines of CSV (RFC 4180) that are safe to open in a spreadsheet. */

export type Cell = string | number | null;

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe: reporters, and through them attackers, choose these texts.
 * White space before the sign does not help them, nor do its wide forms. Control characters become spaces.
 */
function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to replace.
  const text = value.replace(/[\0-\x1f\x7f-\x9f]/g, ' ');
  const safe = /^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
