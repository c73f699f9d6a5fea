/**
 * Why pyspf 2.0.14 and Mail::SPF 2.9.0 say something else than we do: every known deviation by the section of RFC 7208 that it is about.
 *
 * Each is a switch of the model in `spf-model.ts`. A disagreement is explained where the model, with the fewest switches of that peer that
 * suffice, says exactly what the peer said. Anything else is unexplained, and fails the test: then either somebody has a bug, or a deviation
 * is missing here.
 */

export interface Deviation {
  readonly id: string;
  readonly peer: 'pyspf' | 'Mail::SPF';
  /** Of RFC 7208. */
  readonly section: string;
  /** Who follows the text; `open` where the text leaves it open. */
  readonly right: 'waybill' | 'peer' | 'open';
  /** What the peer does, and why that is or is not what the section says. */
  readonly says: string;
}

const list = [
  {
    id: 'pyspf-void-queries',
    peer: 'pyspf',
    section: '4.6.4',
    right: 'open',
    says: 'Counts every query without an answer (of TXT, of each exchange, of each name of the client, of %{p}) as a void lookup. The section speaks of the number of terms; we count a term once, by the query for its own target.',
  },
  {
    id: 'pyspf-expands-first',
    peer: 'pyspf',
    section: '4.6.2',
    right: 'waybill',
    says: 'Expands all domain-specs of a record, asks for the explanation, and counts redirect, before the first term is tried. Terms are evaluated from left to right, and redirect only where none matched.',
  },
  {
    id: 'pyspf-trivial-recursion',
    peer: 'pyspf',
    section: '5.2',
    right: 'waybill',
    says: 'An include of the domain itself is a syntax error, even where an earlier term matches. The limit of section 4.6.4 ends such loops; the grammar allows them.',
  },
  {
    id: 'pyspf-modifier-repeats',
    peer: 'pyspf',
    section: '6',
    right: 'waybill',
    says: 'Any modifier that stands twice is an error. Only redirect and exp must not; unknown modifiers are ignored.',
  },
  {
    id: 'pyspf-modifier-case',
    peer: 'pyspf',
    section: '4.6.1',
    right: 'waybill',
    says: 'Knows modifiers in lower case only, and ignores `Redirect=` and `EXP=`. Names are not case-sensitive (RFC 5234 section 2.3).',
  },
  {
    id: 'pyspf-exp-letters-anywhere',
    peer: 'pyspf',
    section: '7.2',
    right: 'open',
    says: 'The macro letters c, r and t in an unknown modifier are an error. They are for exp only, says 7.2; an unknown modifier takes any macro-string and is ignored, say 6 and 12.',
  },
  {
    id: 'pyspf-macro-syntax',
    peer: 'pyspf',
    section: '7.1',
    right: 'waybill',
    says: 'Takes an unclosed `%{`, a count of zero and unknown transformers, which the grammar does not allow.',
  },
  {
    id: 'pyspf-macros',
    peer: 'pyspf',
    section: '7.3',
    right: 'waybill',
    says: 'Parts that were split at another delimiter than the dot keep that delimiter (`%{h-}`, `%{d1-}`), except in l and s. Parts are always put together with dots.',
  },
  {
    id: 'pyspf-expands-domain',
    peer: 'pyspf',
    section: '4.8',
    right: 'waybill',
    says: 'Expands the domain that stands for a missing domain-spec once more, so that a name with a percent sign in it (from `%{S}`) is a syntax error. Without a domain-spec the target is the domain itself.',
  },
  {
    id: 'pyspf-one-label-cut',
    peer: 'pyspf',
    section: '7.3',
    right: 'waybill',
    says: 'Cuts one label off an expansion that is too long, not as many as it takes to fit 253 characters, and ends with an exception of dnspython where it still does not.',
  },
  {
    id: 'pyspf-all-exchanges',
    peer: 'pyspf',
    section: '5.4',
    right: 'waybill',
    says: 'Asks for the addresses of all exchanges before it compares the first, so a failure behind a match decides. They are tried one by one, in the order of preference, until one matches.',
  },
  {
    id: 'pyspf-ptr-errors',
    peer: 'pyspf',
    section: '5.5',
    right: 'waybill',
    says: 'A failure while asking for the names of the client, or for the addresses of one of them, is a temperror. The section says that the mechanism does not match, and that the name is skipped.',
  },
  {
    id: 'pyspf-pointer-once',
    peer: 'pyspf',
    section: '7.3',
    right: 'waybill',
    says: 'Works out %{p} once and keeps it for the records of other domains, though a name of the domain that is being checked comes first.',
  },
  {
    id: 'pyspf-explanations',
    peer: 'pyspf',
    section: '6.2',
    right: 'waybill',
    says: 'Expands explanations with the same liberties as domain-specs, and knows the name of the checking host for %{r}.',
  },
  {
    id: 'mail-spf-void-queries',
    peer: 'Mail::SPF',
    section: '4.6.4',
    right: 'open',
    says: 'Counts the queries for exchanges, for the names of the client and for their addresses as void lookups of their own. The section speaks of the number of terms.',
  },
  {
    id: 'mail-spf-alias-answers',
    peer: 'Mail::SPF',
    section: '4.6.4',
    right: 'waybill',
    says: 'An alias that leads to nothing is not a void lookup for it, because the answer section is not empty.',
  },
  {
    id: 'mail-spf-modifiers-always',
    peer: 'Mail::SPF',
    section: '6.1',
    right: 'waybill',
    says: 'Counts redirect against the limit even where a mechanism matched, and asks for the explanation whatever the result.',
  },
  {
    id: 'mail-spf-ip6-mapped',
    peer: 'Mail::SPF',
    section: '5.6',
    right: 'waybill',
    says: 'An ip6 network that holds the mapped form of an IPv4 address matches it, so `ip6:::/0` matches every client. Section 5 has IPv4-mapped addresses treated as IPv4.',
  },
  {
    id: 'mail-spf-reverse-case',
    peer: 'Mail::SPF',
    section: '7.1',
    right: 'waybill',
    says: 'Takes the transformer `r` in lower case only. Literals of ABNF are not case-sensitive (RFC 5234 section 2.3).',
  },
  {
    id: 'mail-spf-lazy-macros',
    peer: 'Mail::SPF',
    section: '4.6',
    right: 'waybill',
    says: 'Notices unknown macro letters and a count of zero when it expands them: in a term that is not reached they are no error. A syntax error anywhere in the record is one.',
  },
  {
    id: 'mail-spf-macros',
    peer: 'Mail::SPF',
    section: '7.3',
    right: 'waybill',
    says: 'Lower-cases the whole domain-spec, so upper-case letters never escape, and domains and addresses; splits only where a count or r is given; drops empty parts at the end.',
  },
  {
    id: 'mail-spf-label-cut',
    peer: 'Mail::SPF',
    section: '4.8',
    right: 'waybill',
    says: 'Cuts labels of more than 63 characters and asks for what is left. No such query can be made, so the term does not match.',
  },
  {
    id: 'mail-spf-first-exchanges',
    peer: 'Mail::SPF',
    section: '4.6.4',
    right: 'waybill',
    says: 'Tries the first ten exchanges of the answer and passes over the rest, as RFC 4408 had it. More than ten are a permerror now.',
  },
  {
    id: 'mail-spf-null-exchange',
    peer: 'Mail::SPF',
    section: '5.4',
    right: 'waybill',
    says: 'Asks for the addresses of the root for a null MX (RFC 7505).',
  },
  {
    id: 'mail-spf-ptr-errors',
    peer: 'Mail::SPF',
    section: '5.5',
    right: 'waybill',
    says: 'A failure while asking for the names of the client is a temperror. The section says that the mechanism does not match.',
  },
  {
    id: 'mail-spf-odd-names',
    peer: 'Mail::SPF',
    section: '4.3, 4.8',
    right: 'waybill',
    says: 'Net::DNS ends the program on names with empty or too long labels. Such a domain gives none, such a target no match.',
  },
  {
    id: 'mail-spf-explanations',
    peer: 'Mail::SPF',
    section: '6.2',
    right: 'waybill',
    says: 'Expands explanations with the same liberties as domain-specs, and knows the name of the checking host for %{r}.',
  },
] as const satisfies readonly Deviation[];

export const deviations: readonly Deviation[] = list;
export type DeviationId = (typeof list)[number]['id'];

export function deviationsOf(peer: Deviation['peer']): readonly DeviationId[] {
  return list.filter((each) => each.peer === peer).map(({ id }) => id);
}

/**
 * The fewest deviations that explain what a peer said: `says(deviations)` tells whether the model says the same with them.
 * Null where even all of them together do not.
 */
export function explain(peer: Deviation['peer'], says: (deviations: ReadonlySet<DeviationId>) => boolean): readonly DeviationId[] | null {
  const all = deviationsOf(peer);
  for (const id of all) if (says(new Set([id]))) return [id];
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) if (says(new Set([one, other]))) return [one, other];
  }
  let kept = new Set(all);
  if (!says(kept)) return null;
  for (const id of all) {
    const fewer = new Set(kept);
    fewer.delete(id);
    if (says(fewer)) kept = fewer;
  }
  return [...kept];
}
