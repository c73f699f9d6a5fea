/** Fits text into the columns of a terminal: measuring, wrapping, cutting, tables. */

/** Scripts whose characters take two columns (Unicode East Asian Width W and F, and emoji), coarse but enough for subjects. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const combining = /\p{Mark}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: our own SGR sequences begin with ESC.
const sgr = /\u001b\[[0-9;]*m/g;

/** Columns that a line takes; colour sequences take none. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text.replace(sgr, '')) columns += wide.test(character) ? 2 : combining.test(character) ? 0 : 1;
  return columns;
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

/** The beginning of uncoloured text that fits into a number of columns. */
function beginning(text: string, columns: number): string {
  let end = 0;
  let used = 0;
  for (const character of text) {
    used += width(character);
    if (used > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Cuts uncoloured text to a number of columns, with `…` where something is missing. */
export function cut(text: string, columns: number): string {
  return width(text) <= columns ? text : `${beginning(text, columns - 1)}…`;
}

/** Breaks uncoloured text at spaces into lines of at most `columns`; a longer word is broken where it must be. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (width(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (width(line) > columns) {
      const head = beginning(line, columns);
      if (head === '') break;
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

export interface Cell {
  readonly text: string;
  /** Colours the cell after it was cut and padded. */
  readonly paint?: (text: string) => string;
}

/** Lines of a table whose columns are as wide as they must be; where the sum is more than `columns`, the widest give way. */
export function table(rows: readonly (readonly Cell[])[], columns: number, gap = 2): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, width(cell.text));
  const total = () => widths.reduce((sum, each) => sum + each, 0) + gap * Math.max(0, widths.length - 1);
  while (total() > columns) {
    const widest = widths.indexOf(Math.max(...widths));
    const current = widths[widest] ?? 0;
    if (current <= 8) break;
    widths[widest] = Math.max(8, current - (total() - columns), secondWidest(widths, widest));
    if (widths[widest] === current) widths[widest] = current - 1;
  }
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const columnsHere = widths[index] ?? 0;
        const fitted = padEnd(cut(cell.text, columnsHere), index === row.length - 1 ? 0 : columnsHere);
        return cell.paint === undefined ? fitted : cell.paint(fitted);
      })
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

function secondWidest(widths: readonly number[], widest: number): number {
  return Math.max(0, ...widths.filter((_, index) => index !== widest));
}
