/** Tag lists (RFC 6376 section 3.2): the syntax of signature fields, key records and seals. */

export interface TagList {
  /** Values by tag name, names as written (they are case-sensitive), white space around the value removed. */
  readonly tags: ReadonlyMap<string, string>;
  /** Names in order. */
  readonly names: readonly string[];
  /** The first thing that makes the whole list invalid, for people, or null. */
  readonly fault: string | null;
}

const tagName = /^[A-Za-z][A-Za-z0-9_]*$/;

/**
 * Reads `name=value; name=value` with folding white space anywhere between. Never throws; linear.
 * A damaged list is read as far as it goes and says in `fault` what is wrong; of a repeated tag the first value is kept.
 */
export function parseTagList(text: string): TagList {
  const tags = new Map<string, string>();
  const names: string[] = [];
  let fault: string | null = null;
  const parts = text.split(';');
  for (const [index, part] of parts.entries()) {
    const specification = trimFoldingSpace(part);
    if (specification === '') {
      // One semicolon may stand at the end; an empty tag anywhere else is not in the grammar.
      if (index < parts.length - 1 || parts.length === 1) {
        fault ??= 'an empty tag';
      }
      continue;
    }
    const equals = specification.indexOf('=');
    const name = trimFoldingSpace(equals < 0 ? specification : specification.slice(0, equals));
    if (equals < 0 || !tagName.test(name)) {
      fault ??= `“${shorten(specification)}” is not a tag`;
      continue;
    }
    if (tags.has(name)) {
      fault ??= `the tag ${name}= stands twice`;
      continue;
    }
    names.push(name);
    tags.set(name, trimFoldingSpace(specification.slice(equals + 1)));
  }
  return { tags, names, fault };
}

/** A value without any white space: base64 and lists may be folded anywhere (RFC 6376 section 2.10). */
export function withoutFoldingSpace(value: string): string {
  return value.replace(/[ \t\r\n]+/g, '');
}

/** The entries of a colon-separated value, lower case, empty ones left out. */
export function splitColonList(value: string): string[] {
  return withoutFoldingSpace(value)
    .toLowerCase()
    .split(':')
    .filter((entry) => entry !== '');
}

function trimFoldingSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isFoldingSpace(text.charCodeAt(start))) {
    start += 1;
  }
  while (end > start && isFoldingSpace(text.charCodeAt(end - 1))) {
    end -= 1;
  }
  return text.slice(start, end);
}

function isFoldingSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
