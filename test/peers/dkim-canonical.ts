/** Canonical forms as RFC 6376 section 3.4 words them, sentence by sentence and with no thought of speed: a second opinion on our own. Text is one character a byte. */

export type Form = 'simple' | 'relaxed';

/** A whole field with CRLF at its end. Section 3.4.1 and 3.4.2. */
export function canonicalField(field: string, form: Form): string {
  if (form === 'simple') return field;
  const colon = field.indexOf(':');
  // Names in lower case; folds unfolded; runs of white space to one space; none at the end and around the colon.
  const name = field
    .slice(0, colon)
    .toLowerCase()
    .replace(/[ \t]+$/, '');
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '');
  return `${name}:${value}\r\n`;
}

/** Section 3.4.3 and 3.4.4. Lines end in CRLF; the last may lack it. */
export function canonicalBody(body: string, form: Form): string {
  let lines = body.split('\r\n');
  if (form === 'relaxed') lines = lines.map((line) => line.replace(/[ \t]+$/, '').replace(/[ \t]+/g, ' '));
  // “Ignore all empty lines at the end of the message body.”
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
  if (lines.length === 0) return form === 'simple' ? '\r\n' : '';
  return `${lines.join('\r\n')}\r\n`;
}

/** The fields that `h=` selects, from the bottom up (section 5.4.2); what is not there gives nothing. */
export function selectFields(fields: readonly string[], names: readonly string[]): string[] {
  const left = [...fields];
  return names.flatMap((name) => {
    const index = left.findLastIndex((field) => nameOf(field) === name.toLowerCase());
    return index < 0 ? [] : left.splice(index, 1);
  });
}

export function nameOf(field: string): string {
  return field.slice(0, field.indexOf(':')).trimEnd().toLowerCase();
}
