/** Published policies over time: one lane a domain, its spans in order, and what changed from one to the next. Pure. */
import type { PolicySpan } from '../shared/report-calls.ts';

export interface PolicyChange {
  readonly span: PolicySpan;
  /** `p=none → p=quarantine`, one a tag; empty for the first span. */
  readonly changes: readonly string[];
}

export interface PolicyLane {
  readonly domain: string | null;
  readonly spans: readonly PolicyChange[];
}

const tags = ['p', 'sp', 'np', 'adkim', 'aspf', 'pct', 'testing'] as const;
/** As the record writes them; `t` is RFC 9989's testing tag. */
const written: Readonly<Record<(typeof tags)[number], string>> = {
  p: 'p',
  sp: 'sp',
  np: 'np',
  adkim: 'adkim',
  aspf: 'aspf',
  pct: 'pct',
  testing: 't',
};

/** The policy as a record would write it: `p=reject sp=none pct=25`. */
export function policyText(span: PolicySpan): string {
  const parts = tags.flatMap((tag) => {
    const value = span[tag];
    // What everybody has by default tells nothing.
    const isDefault = value === null || (tag === 'pct' && value === 100) || ((tag === 'adkim' || tag === 'aspf') && value === 'r');
    return isDefault ? [] : [`${written[tag]}=${value}`];
  });
  return parts.length === 0 ? 'no policy' : parts.join(' ');
}

function changesBetween(one: PolicySpan, other: PolicySpan): readonly string[] {
  return tags.flatMap((tag) =>
    one[tag] === other[tag] ? [] : [`${written[tag]}: ${one[tag] ?? 'none said'} → ${other[tag] ?? 'none said'}`],
  );
}

/** The lanes, in the order in which the domains come. */
export function policyLanes(spans: readonly PolicySpan[]): readonly PolicyLane[] {
  const byDomain = new Map<string | null, PolicySpan[]>();
  for (const span of spans) byDomain.set(span.domain, [...(byDomain.get(span.domain) ?? []), span]);
  return [...byDomain].map(([domain, own]) => ({
    domain,
    spans: own.map((span, index) => {
      const before = own[index - 1];
      return { span, changes: before === undefined ? [] : changesBetween(before, span) };
    }),
  }));
}

/** How strict a policy is, for its look; null where it is none that is known. */
export function strictnessOf(p: string | null): 'none' | 'quarantine' | 'reject' | null {
  const known = p?.toLowerCase();
  return known === 'none' || known === 'quarantine' || known === 'reject' ? known : null;
}

/** The days that all lanes span. */
export function daysOfLanes(spans: readonly PolicySpan[]): { readonly first: string; readonly last: string } | null {
  const first = spans.flatMap((span) => span.first ?? []).toSorted()[0];
  const last = spans
    .flatMap((span) => span.last ?? [])
    .toSorted()
    .at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

/** Where a span stands between the first day and the last, in per cent. */
export function placeOf(
  span: PolicySpan,
  days: { readonly first: string; readonly last: string },
): { readonly start: number; readonly length: number } {
  const whole = Date.parse(days.last) - Date.parse(days.first) + 86_400_000;
  const start = Date.parse(span.first ?? days.first) - Date.parse(days.first);
  const end = Date.parse(span.last ?? span.first ?? days.last) - Date.parse(days.first) + 86_400_000;
  return { start: (start / whole) * 100, length: Math.max(0.6, ((end - start) / whole) * 100) };
}
