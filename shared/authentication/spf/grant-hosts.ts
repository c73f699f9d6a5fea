/** The addresses that `a`, `mx`, `ptr` and `exists` match (RFC 7208 sections 5.3 to 5.5 and 5.7), for all addresses at once. */
import { type AddressRange, rangeOf } from '../../names/address-set.ts';
import { toQueryName } from '../../names/domain-name.ts';
import { networkOf, parseIp } from '../../names/ip-network.ts';
import { assertNever } from '../../outcome.ts';
import { ask, match, type SpfGrantTerm, setOutcome, type Walk, type WalkedTerm, wholeWorld } from './grant-term.ts';
import type { MacroString } from './macro.ts';
import type { AddressTerm } from './record.ts';
import { limits } from './session.ts';

/** What ends the evaluation of these versions for whoever is in none of the ranges. */
export interface Failure {
  readonly why: string;
  readonly result: 'permerror' | 'temperror';
  readonly versions: readonly (4 | 6)[];
}

export interface Found {
  readonly ranges: readonly AddressRange[];
  readonly failures: readonly Failure[];
}

const nothing: Found = { ranges: [], failures: [] };

export function openEnded(entry: SpfGrantTerm, domain: MacroString | null): Found {
  const where = domain === null ? (entry.path.at(-1) ?? '') : domain.text;
  setOutcome(entry, 'open-ended', `every address whose reverse name is at or below ${where} and resolves back to it`);
  return nothing;
}

/** What the term matches, and what ends the evaluation for the rest. */
export function findAddresses(
  walk: Walk,
  term: Exclude<WalkedTerm, { kind: 'ptr' }> & { kind: 'a' | 'mx' | 'exists' },
  entry: SpfGrantTerm,
): Found {
  if (entry.target === null) {
    setOutcome(entry, 'open-ended', 'the name that it asks for depends on the sender');
    return nothing;
  }
  return term.kind === 'exists' ? findExistence(walk, entry, entry.target) : findHosts(walk, term, entry, entry.target);
}

/** Section 5.7. A name without macros exists for everybody or for nobody. */
function findExistence(walk: Walk, entry: SpfGrantTerm, name: string): Found {
  const answer = ask(walk, name, 'A', entry);
  switch (answer.kind) {
    case 'not-captured':
      setOutcome(entry, 'unknown', `whether ${name} exists is not in the snapshot`);
      return nothing;
    case 'failed':
      setOutcome(entry, 'error', `DNS failed for ${name} (${answer.rcode})`);
      return { ranges: [], failures: [{ why: entry.note, result: 'temperror', versions: [4, 6] }] };
    case 'absent':
      return voided(walk, entry, `${name} does not exist`, [4, 6]);
    case 'records':
      match(entry, wholeWorld, `${name} exists, so everybody matches`);
      return { ranges: wholeWorld, failures: [] };
    default:
      return assertNever(answer);
  }
}

/** Sections 5.3 and 5.4: the addresses of the name, or of its mail exchangers, each widened to the prefix. */
function findHosts(walk: Walk, term: AddressTerm, entry: SpfGrantTerm, name: string): Found {
  let hosts: readonly string[] = [name];
  if (term.kind === 'mx') {
    const answer = ask(walk, name, 'MX', entry);
    if (answer.kind === 'not-captured') {
      setOutcome(entry, 'unknown', `the mail exchangers of ${name} are not in the snapshot`);
      return nothing;
    }
    if (answer.kind === 'failed') {
      setOutcome(entry, 'error', `DNS failed for ${name} (${answer.rcode})`);
      return { ranges: [], failures: [{ why: entry.note, result: 'temperror', versions: [4, 6] }] };
    }
    if (answer.kind === 'absent') return voided(walk, entry, `${name} has no mail exchanger`, [4, 6]);
    if (answer.records.length > limits.exchanges) {
      setOutcome(entry, 'error', `${name} has ${answer.records.length} mail exchangers; 10 are allowed`);
      return { ranges: [], failures: [{ why: entry.note, result: 'permerror', versions: [4, 6] }] };
    }
    hosts = readExchanges(answer.records);
  }
  const ranges: AddressRange[] = [];
  const failures: Failure[] = [];
  const empty: (4 | 6)[] = [];
  for (const [type, version, prefix] of [
    ['A', 4, term.prefix4],
    ['AAAA', 6, term.prefix6],
  ] as const) {
    let isEmpty = true;
    for (const host of hosts) {
      const answer = ask(walk, host, type, entry);
      if (answer.kind !== 'absent') isEmpty = false;
      if (answer.kind === 'failed') {
        // Section 5.4: in order, and a failure ends it. Who was found before passes.
        failures.push({ why: `DNS failed for ${host} (${answer.rcode})`, result: 'temperror', versions: [version] });
        break;
      }
      if (answer.kind !== 'records') continue;
      for (const record of answer.records) {
        const address = parseIp(record);
        if (address?.version === version) ranges.push(rangeOf(networkOf(address, prefix)));
      }
    }
    if (isEmpty) empty.push(version);
  }
  const many = ranges.length === 1 ? 'one address' : `${ranges.length} addresses`;
  match(entry, ranges, `${many} of ${term.kind === 'mx' ? `the mail exchangers of ${name}` : name}`);
  const [failure] = failures;
  if (ranges.length === 0 && failure !== undefined) setOutcome(entry, 'error', failure.why);
  else if (ranges.length === 0 && entry.missing.length > 0)
    setOutcome(entry, 'unknown', `the addresses of ${name} are not in the snapshot`);
  else if (entry.missing.length > 0) entry.note += '; more may be missing in the snapshot';
  // Section 4.6.4 counts the term whose own query is in vain; an exchanger without addresses does not count.
  const vain = term.kind === 'a' ? countVain(walk, empty) : [];
  return { ranges, failures: [...failures, ...vain] };
}

/** Host names in order of preference; a null MX (RFC 7505) has none. */
function readExchanges(records: readonly string[]): string[] {
  return records
    .map((record) => ({
      preference: Number(record.slice(0, record.indexOf(' '))),
      name: toQueryName(record.slice(record.indexOf(' ') + 1)),
    }))
    .sort((one, other) => one.preference - other.preference)
    .flatMap(({ name }) => name ?? []);
}

function voided(walk: Walk, entry: SpfGrantTerm, note: string, versions: readonly (4 | 6)[]): Found {
  setOutcome(entry, 'void', note);
  return { ranges: [], failures: countVain(walk, versions) };
}

/** Section 4.6.4: at most 2 terms may ask in vain. Each version of the client asks for its own type of address. */
function countVain(walk: Walk, versions: readonly (4 | 6)[]): readonly Failure[] {
  const over = versions.filter((version) => {
    const key = version === 4 ? 'v4' : 'v6';
    walk.voidLookups[key] += 1;
    return walk.voidLookups[key] > limits.voidLookups;
  });
  return over.length === 0 ? [] : [{ why: 'more than 2 terms query DNS in vain', result: 'permerror', versions: over }];
}
