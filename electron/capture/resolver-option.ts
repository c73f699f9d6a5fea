/** `--resolver HOST[:PORT]`. */

export interface ResolverOption {
  readonly host: string;
  readonly port: number;
}

/** An IPv4 address or a name, with or without a port; an IPv6 address bare, or in brackets where a port follows. Null for anything else. */
export function parseResolverOption(text: string): ResolverOption | null {
  const bracketed = /^\[([0-9A-Fa-f:.%a-z]+)\](?::(\d{1,5}))?$/.exec(text);
  if (bracketed !== null) return optionOf(bracketed[1] ?? '', bracketed[2]);
  if (/^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[a-z0-9]+)?$/.test(text)) return optionOf(text, undefined);
  const plain = /^([A-Za-z0-9._-]+)(?::(\d{1,5}))?$/.exec(text);
  return plain === null ? null : optionOf(plain[1] ?? '', plain[2]);
}

function optionOf(host: string, port: string | undefined): ResolverOption | null {
  const number = port === undefined ? 53 : Number(port);
  return number >= 1 && number <= 65_535 ? { host, port: number } : null;
}
