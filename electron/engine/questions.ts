/** Open DNS questions as lines that can be handed to `dig -f` on a connected machine without giving the sender of a message a say in what dig does. */

/**
 * A name as it may begin a line of `dig -f`: no white space, quotes or escapes, and no first character that dig reads as an
 * option (`-`, `+`) or as the server to ask (`@`). Names come from messages, so an attacker can write them.
 */
const safeLine = /^[a-z0-9_*][a-z0-9_*.+=/~:@-]{0,254} [A-Z]{1,10}$/i;

/** Every question once, sorted; apart, those whose name nobody should type into a tool. */
export function digLines(questions: Iterable<string>): { readonly lines: readonly string[]; readonly unsafe: readonly string[] } {
  const sorted = [...new Set(questions)].sort();
  return { lines: sorted.filter((question) => safeLine.test(question)), unsafe: sorted.filter((question) => !safeLine.test(question)) };
}
