/** Which fields a seal signs, in hash order: the one answer for those who verify it and for those who look at it. */
import type { HeaderField } from '../../facts/message.ts';
import type { ArcLink } from './chain.ts';

/**
 * RFC 8617 section 5.1.1: all ARC fields up to the seal's own, set by set; a seal with cv=fail signs its own set alone, as if it were the only
 * one (section 5.1.2). `before` are the sets below `link`. Null where one of those fields is not there. The seal itself comes last.
 */
export function sealScope(link: ArcLink, before: readonly ArcLink[]): readonly HeaderField[] | null {
  const parts = link.seal?.chainValidation === 'fail' ? [link] : [...before, link];
  const fields: HeaderField[] = [];
  for (const { results, signature, seal } of parts) {
    if (results === null || signature === null || seal === null) return null;
    fields.push(results, signature.field, seal.field);
  }
  return fields;
}
