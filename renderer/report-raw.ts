/** Turns the bytes of a report, fetched piece by piece, into lines that can be drawn and searched. Pure; each piece costs its own length. */

/** One drawn line. A long line of the report goes over several of them; only the first (`isStart`) shows its number. */
export interface RawLine {
  readonly number: number;
  readonly isStart: boolean;
  readonly text: string;
}

export interface RawLines {
  readonly lines: readonly RawLine[];
  /** What stands behind the last whole line: the next piece goes on there. */
  readonly rest: string;
  readonly restNumber: number;
  readonly restIsStart: boolean;
}

export const noLines: RawLines = { lines: [], rest: '', restNumber: 1, restIsStart: true };

const mostColumns = 180;
/** Reports without line breaks are cut behind a tag where one ends late enough in the line. */
const fewestColumns = 80;

function cutAt(text: string): number {
  const tag = text.lastIndexOf('>', mostColumns - 1) + 1;
  return tag >= fewestColumns ? tag : mostColumns;
}

/** The lines with one more piece behind them. */
export function addPiece(before: RawLines, piece: string): RawLines {
  const lines = [...before.lines];
  let number = before.restNumber;
  let isStart = before.restIsStart;
  const ends = (before.rest + piece).split('\n');
  let rest = '';
  for (const [index, line] of ends.entries()) {
    const isLast = index === ends.length - 1;
    let text = isLast ? line : line.replace(/\r$/, '');
    while (text.length > mostColumns) {
      const cut = cutAt(text);
      lines.push({ number, isStart, text: text.slice(0, cut) });
      text = text.slice(cut);
      isStart = false;
    }
    if (isLast) {
      rest = text;
      break;
    }
    lines.push({ number, isStart, text });
    number += 1;
    isStart = true;
  }
  return { lines, rest, restNumber: number, restIsStart: isStart };
}

/** All lines that can be drawn, with the unfinished one. */
export function drawnLines({ lines, rest, restNumber, restIsStart }: RawLines): readonly RawLine[] {
  return rest === '' ? lines : [...lines, { number: restNumber, isStart: restIsStart, text: rest.replace(/\r$/, '') }];
}

/** Positions in `lines` that hold the text; case does not count. */
export function findInLines(lines: readonly RawLine[], wanted: string): readonly number[] {
  const text = wanted.toLowerCase();
  if (text === '') return [];
  return lines.flatMap((line, index) => (line.text.toLowerCase().includes(text) ? [index] : []));
}
