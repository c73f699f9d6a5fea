/** The `zonedata` of the SPF test suites (YAML or JSON): a whole world, with its conventions for failures and for the SPF type. */
import { parseAllDocuments } from 'yaml';
import { type Outcome, refuse, succeed } from '../../outcome.ts';
import { defineSnapshotFormat } from '../format.ts';
import { readOwnerName, readRecord } from '../record-data.ts';
import { groupRecords, type RrSet, rrSet, type SnapshotFile } from '../rr-set.ts';

const largestText = 4 * 1024 * 1024;

type Fields = Readonly<Record<string, unknown>>;

export default defineSnapshotFormat({
  id: 'suite-zonedata',
  title: 'Zone data of an SPF test suite (YAML)',
  recognize(head) {
    return /^\s*["']?zonedata["']?\s*:/m.test(head) || /[{,]\s*"zonedata"\s*:/.test(head) ? 3 : 0;
  },
  parse(text, name) {
    const worlds = readDocuments(text, name);
    if (!worlds.ok) return worlds;
    if (worlds.value.length === 0) return refuse('snapshot-damaged', 'There is no zonedata in it.', { evidence: name });
    // The scenarios of a suite contradict each other; together they are no world that ever was.
    const world = new Map<string, { readonly written: string; readonly entries: unknown }>();
    for (const [owner, entries] of worlds.value.flatMap((zonedata) => Object.entries(zonedata))) {
      const key = owner.toLowerCase();
      const written = JSON.stringify(entries) ?? '';
      const before = world.get(key);
      if (before !== undefined && before.written !== written) {
        const message = 'It holds several worlds that contradict each other. Give one scenario at a time.';
        return refuse('snapshot-damaged', message, { evidence: name, at: owner });
      }
      world.set(key, { written, entries });
    }
    return importOwners(
      [...world].map(([owner, { entries }]) => [owner, entries]),
      name,
    );
  },
});

/**
 * Reads parsed zonedata: owner name to a list of `{ TYPE: value }`, the bare word `TIMEOUT`, or `{ TYPE: TIMEOUT }`.
 * - `SPF: …` stands for a TXT record as well, unless the owner has a TXT entry of its own; `TXT: NONE` is such an entry, without a record.
 * - `TIMEOUT` makes every type fail that the owner has no record of.
 */
export function importZonedata(zonedata: unknown, name: string): Outcome<SnapshotFile> {
  if (!isFields(zonedata)) return refuse('snapshot-damaged', 'The zonedata is no map of names.', { evidence: name });
  return importOwners(Object.entries(zonedata), name);
}

function importOwners(owners: readonly (readonly [string, unknown])[], name: string): Outcome<SnapshotFile> {
  const rrsets: RrSet[] = [];
  for (const [written, entries] of owners) {
    const owner = readOwnerName(written);
    if (owner === null) continue; // No query can be made for such a name, so it cannot be missed.
    const sets = readOwner(owner, Array.isArray(entries) ? entries : [entries]);
    if (sets === null) return refuse('snapshot-damaged', 'An entry is no record.', { evidence: name, at: written });
    for (const set of sets) rrsets.push(set);
  }
  return succeed({ name, format: 'suite-zonedata', rrsets, complete: true, origins: [], notes: [] });
}

function readOwner(owner: string, entries: readonly unknown[]): RrSet[] | null {
  const records: { name: string; type: string; record: string }[] = [];
  const generated: string[] = [];
  const failures: RrSet[] = [];
  let hasOwnText = false;
  for (const entry of entries) {
    if (entry === 'TIMEOUT') {
      failures.push(rrSet(owner, 'ANY', [], { rcode: 'TIMEOUT' }));
      continue;
    }
    if (entry === null || entry === undefined) continue;
    if (!isFields(entry)) return null;
    for (const [key, value] of Object.entries(entry)) {
      const type = key.toUpperCase();
      if (type === 'TXT') hasOwnText = true;
      if (value === 'NONE') continue;
      if (value === 'TIMEOUT') {
        failures.push(rrSet(owner, type, [], { rcode: 'TIMEOUT' }));
        continue;
      }
      const record = readRecord(type, value);
      if (record === null) return null;
      if (type === 'SPF') generated.push(record);
      records.push({ name: owner, type, record });
    }
  }
  for (const record of hasOwnText ? [] : generated) records.push({ name: owner, type: 'TXT', record });
  return [...groupRecords(records), ...failures];
}

function readDocuments(text: string, name: string): Outcome<Fields[]> {
  if (text.length > largestText) return refuse('too-large', 'Zone data of this format may have 4 MiB.', { evidence: name });
  try {
    const worlds: Fields[] = [];
    for (const document of parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' })) {
      const [error] = document.errors;
      if (error !== undefined) return refuse('snapshot-damaged', error.message, { evidence: name });
      const value: unknown = document.toJS({ maxAliasCount: 100 });
      if (isFields(value) && isFields(value.zonedata)) worlds.push(value.zonedata);
    }
    return succeed(worlds);
  } catch (error) {
    // The library throws ReferenceError for an alias bomb and RangeError for text nested deeper than the stack.
    if (error instanceof ReferenceError || error instanceof RangeError)
      return refuse('snapshot-damaged', 'The YAML is nested or aliased too deeply.', { evidence: name });
    throw error;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
