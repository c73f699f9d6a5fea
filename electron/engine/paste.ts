/** Turns pasted message source into the bytes of a message, undoing what mail programs and web pages plainly did to it on the way. */

/** A line that can begin a header: a field, or what stands before the first one. */
const fieldLine = /^[!-9;-~]{1,100}:/;

/**
 * Gives UTF-8. Undone only where the first lines leave no doubt: empty lines before the header, indentation of every line,
 * quoting with `> ` of every line, and HTML escapes (`&lt;a@b.example&gt;`) in a source without a single angle bracket.
 */
export function bytesOfPasted(text: string): Uint8Array {
  let lines = text.replace(/^\ufeff/, '').split('\n');
  const begin = lines.findIndex((line) => line.trim() !== '');
  lines = lines.slice(Math.max(0, begin));
  for (let level = 0; level < 8; level += 1) {
    const unquoted = stripPrefix(lines, '>');
    if (unquoted === null) break;
    lines = unquoted;
  }
  lines = stripIndentation(lines);
  const joined = lines.join('\n');
  return new TextEncoder().encode(isEscaped(joined) ? unescapeHtml(joined) : joined);
}

/** Without the quoting, or null where not every line is quoted or no header would come of it. */
function stripPrefix(lines: readonly string[], mark: string): string[] | null {
  const everyLine = lines.every((line) => line.startsWith(mark) || line.trim() === '');
  if (!everyLine || !lines.some((line) => line.startsWith(mark))) return null;
  const stripped = lines.map((line) => (line.startsWith(`${mark} `) ? line.slice(2) : line.startsWith(mark) ? line.slice(1) : line));
  return stripped;
}

/** A first line that begins with white space can be no field: the whole was indented, by as much as its first line. */
function stripIndentation(lines: string[]): string[] {
  const [first = ''] = lines;
  const indent = /^[ \t]+/.exec(first)?.[0] ?? '';
  if (indent === '' || !fieldLine.test(first.slice(indent.length))) return lines;
  if (!lines.every((line) => line.startsWith(indent) || line.trim() === '')) return lines;
  return lines.map((line) => line.slice(indent.length));
}

function isEscaped(text: string): boolean {
  return fieldLine.test(text) && /&lt;[^&\s]{1,320}&gt;/.test(text) && !/[<>]/.test(text);
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ', '#39': "'", '#34': '"' };

function unescapeHtml(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos|nbsp|#39|#34);/g, (whole, name: string) => entities[name] ?? whole);
}
