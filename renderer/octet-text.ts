/** Octets as text in which nothing is invisible: white space, line ends and what is no ASCII each have a mark of their own. */

export interface OctetPiece {
  readonly text: string;
  /** A mark that stands for an octet, not the octet itself. */
  readonly isMark: boolean;
}

function markFor(run: string): string {
  const [first = ''] = run;
  switch (first) {
    case ' ':
      return '␣'.repeat(run.length);
    case '\t':
      return '→'.repeat(run.length);
    case '\r':
      return run === '\r\n' ? '↵\n' : '⟨CR⟩';
    case '\n':
      return '⟨LF⟩\n';
    default:
      return `⟨${hex(run)}⟩`;
  }
}

function hex(run: string): string {
  return [...run].map((octet) => octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')).join(' ');
}

/** Takes one character an octet; gives pieces to draw in order. A line feed follows the mark of each line end, so that lines stay lines. */
export function octetPieces(octets: string): readonly OctetPiece[] {
  // Runs of spaces, tabs and octets beyond ASCII; line ends and controls one by one; and what is visible as it stands.
  const runs = octets.match(/ +|\t+|\r\n|[^\u0020-\u007e\u0080-\u00ff]|[\u0080-\u00ff]+|[\u0021-\u007e]+/g) ?? [];
  return runs.map((run) => (run >= '!' && run < '\x7f' ? { text: run, isMark: false } : { text: markFor(run), isMark: true }));
}
