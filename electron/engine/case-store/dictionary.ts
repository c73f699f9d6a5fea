/** Texts as small numbers: what repeats in millions of rows stands once. Code 0 is null. */

export interface Dictionary {
  readonly texts: readonly (string | null)[];
  /** The code of a text, given the first time that it is met. */
  add(text: string | null): number;
  /** Undefined for a text that was never met. */
  find(text: string | null): number | undefined;
}

export function createDictionary(): Dictionary {
  const texts: (string | null)[] = [null];
  const codes = new Map<string | null, number>([[null, 0]]);
  return {
    texts,
    add(text) {
      const known = codes.get(text);
      if (known !== undefined) return known;
      codes.set(text, texts.length);
      texts.push(text);
      return texts.length - 1;
    },
    find: (text) => codes.get(text),
  };
}

/** One flag a code: 1 where the list names the text. Texts that the dictionary does not know name nothing. */
export function flagsOf(dictionary: Dictionary, wanted: readonly (string | null)[]): Uint8Array {
  const flags = new Uint8Array(dictionary.texts.length);
  for (const text of wanted) {
    const code = dictionary.find(text);
    if (code !== undefined) flags[code] = 1;
  }
  return flags;
}
