/** The DNS Tree Walk (RFC 9989 section 4.10): which names are asked, where it stops, and which organizational domain it finds. */
import { labelsOf } from '../../names/domain-name.ts';
import type { DmarcRecord, PolicyLookup } from './record.ts';

/** A name with more labels is cut to the last seven after the first question, so that no walk asks more than eight. */
const longestWalk = 8;

export interface WalkStep {
  readonly name: string;
  readonly lookup: PolicyLookup;
}

/** What a walk found. `steps` are the names in the order asked. */
export interface Walk {
  readonly start: string;
  readonly steps: readonly WalkStep[];
}

/** The names that a walk from `start` may ask for `_dmarc.<name>`, in order: itself, then upwards to the single label. */
export function walkNames(start: string): string[] {
  const labels = labelsOf(start);
  const names = [start];
  for (let count = Math.min(labels.length, longestWalk) - 1; count >= 1; count--) {
    names.push(labels.slice(-count).join('.'));
  }
  return names;
}

/** Walks up from `start`. An answer that is not captured does not stop it: what stands above is asked all the same. */
export function walkTree(start: string, lookUp: (name: string) => PolicyLookup): Walk {
  const steps: WalkStep[] = [];
  for (const name of walkNames(start)) {
    const lookup = lookUp(name);
    steps.push({ name, lookup });
    if (lookup.kind === 'record' && lookup.record.psd !== 'u') {
      // Section 4.10 steps 2 and 6: psd=y and psd=n end the walk.
      break;
    }
  }
  return { start, steps };
}

/** Names of the walk whose answers the snapshot lacks. */
export function openNames(walk: Walk): string[] {
  return walk.steps.filter((step) => step.lookup.kind === 'not-captured').map((step) => step.name);
}

/** The organizational domain by a walk without open or failed steps (RFC 9989 section 4.10.2). */
export function organizationalDomainOf(walk: Walk): string {
  const found = recordsOf(walk);
  for (const { name, record } of found) {
    if (record.psd === 'n') {
      return name;
    }
    if (record.psd === 'y' && name !== walk.start) {
      const below = labelsOf(walk.start).slice(-(labelsOf(name).length + 1));
      return below.join('.');
    }
  }
  return found.at(-1)?.name ?? walk.start;
}

export interface FoundRecord {
  readonly name: string;
  readonly record: DmarcRecord;
}

/** The records of a walk, from the longest name to the shortest. */
export function recordsOf(walk: Walk): FoundRecord[] {
  return walk.steps.flatMap(({ name, lookup }) => (lookup.kind === 'record' ? [{ name, record: lookup.record }] : []));
}

/**
 * The record that sets the policy (RFC 9989 section 4.10.1): the From domain's own, else that of its organizational domain, else that
 * of the public suffix domain above. Null where no record applies. For a walk without open or failed steps, unless its start has a record.
 */
export function policyRecordOf(walk: Walk): FoundRecord | null {
  const found = recordsOf(walk);
  const [first] = found;
  if (first === undefined || first.name === walk.start) {
    return first ?? null;
  }
  const organizational = organizationalDomainOf(walk);
  return found.find(({ name }) => name === organizational) ?? found.find(({ record }) => record.psd === 'y') ?? null;
}
