/** Reads tag lists: the `name=value; …` syntax of DKIM, ARC and DMARC (RFC 6376 section 3.2). */
import type { HeaderField } from '../../facts/message.ts';

/** More tags than any registry has, and a bound for hostile lists. */
const mostTags = 200;

/**
 * Takes the text of a tag list, folded or not. Gives its tags in order, names as written (they are case-sensitive) and values without
 * white space, which is folding in every tag but `n` (notes), where runs become one space. Of a name that occurs twice, which makes a
 * list invalid, the first value is kept; what is no tag is passed over. Never throws.
 */
export function parseTagList(text: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const specification of text.split(';', mostTags)) {
    const equals = specification.indexOf('=');
    if (equals < 0) continue;
    const name = specification.slice(0, equals).trim();
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || tags.has(name)) continue;
    const value = specification.slice(equals + 1);
    tags.set(name, name === 'n' ? value.replace(/[ \t\r\n]+/g, ' ').trim() : value.replace(/[ \t\r\n]+/g, ''));
  }
  return tags;
}

/** The tags of a DKIM-Signature, ARC-Seal or ARC-Message-Signature field. */
export function tagListOf(field: HeaderField): ReadonlyMap<string, string> {
  return parseTagList(field.value);
}
