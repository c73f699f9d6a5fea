/** The text that a domain gives with a `fail` (RFC 7208 section 6.2). It never changes a result. */
import type { DnsLookup } from '../../facts/dns.ts';
import { expandMacros, type MacroString, parseMacroString } from './macro.ts';
import { ask, type Session } from './session.ts';
import { findTargetName, macroValues } from './target-name.ts';

/** Longer texts are cut: they are a stranger's words in our report. */
const longestExplanation = 1_000;

export interface ExplanationFinding {
  /** The expanded text, or null where there is none that may be used. */
  readonly text: string | null;
  readonly outcome: 'match' | 'ignored' | 'unknown';
  readonly note: string;
  readonly expanded: string | null;
  readonly lookups: readonly DnsLookup[];
}

/** Asks for the explanation. Lookups count against no limit (section 4.6.4), and what is missing is not listed as open. */
export function findExplanation(session: Session, spec: MacroString, domain: string): ExplanationFinding {
  const lookups: DnsLookup[] = [];
  const open = [...session.missing];
  const finding = readExplanation(session, spec, domain, lookups);
  // A missing %{p} must not make a decided result look open.
  session.missing.splice(0, session.missing.length, ...open);
  return finding;
}

function readExplanation(session: Session, spec: MacroString, domain: string, lookups: DnsLookup[]): ExplanationFinding {
  const target = findTargetName(session, lookups, spec, domain);
  if (target.kind === 'unknown') return without('unknown', 'the validated name of the client is not in the snapshot', null, lookups);
  if (target.kind === 'impossible') return without('ignored', target.note, target.expanded, lookups);
  const { name, expanded } = target;
  const answer = ask(session, lookups, name, 'TXT');
  if (answer.kind === 'not-captured') return without('unknown', `the explanation at ${name} is not in the snapshot`, expanded, lookups);
  // Section 6.2: after any DNS error, and with none or several records, there is no explanation.
  if (answer.kind !== 'records') return without('ignored', `there is no explanation at ${name}`, expanded, lookups);
  const [text, ...more] = answer.records;
  if (text === undefined || more.length > 0)
    return without('ignored', `${name} has ${answer.records.length} TXT records instead of one`, expanded, lookups);
  const parsed = parseMacroString(text, 'any', true);
  if (typeof parsed === 'string') return without('ignored', `the explanation at ${name} cannot be used: ${parsed}`, expanded, lookups);
  const values = macroValues(session, lookups, parsed, domain);
  if (values === null) return without('unknown', 'the validated name of the client is not in the snapshot', expanded, lookups);
  const explanation = expandMacros(parsed, values, 'left', longestExplanation);
  return {
    text: explanation === '' ? null : explanation,
    outcome: 'match',
    note: `explains the fail with the text at ${name}`,
    expanded,
    lookups,
  };
}

function without(outcome: 'ignored' | 'unknown', note: string, expanded: string | null, lookups: readonly DnsLookup[]): ExplanationFinding {
  return { text: null, outcome, note, expanded, lookups };
}
