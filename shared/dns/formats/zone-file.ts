/** Zone files (RFC 1035 section 5, as BIND writes and reads them): a whole world at and below their origin. */
import { isCanonicalSubdomainOrEqual } from '../../names/domain-name.ts';
import { refuse, succeed } from '../../outcome.ts';
import { defineSnapshotFormat } from '../format.ts';
import { absoluteName, type Entry, readEntries, readRecordFields, recordValue } from '../presentation.ts';
import { readOwnerName, readRecord } from '../record-data.ts';
import { groupRecords } from '../rr-set.ts';

export default defineSnapshotFormat({
  id: 'zone-file',
  title: 'Zone file',
  recognize(head) {
    if (/^\$(?:ORIGIN|TTL|GENERATE|INCLUDE)\s/m.test(head)) return 3;
    if (/^;; XFR size: /m.test(head)) return 3;
    return /^(?:[^\s;]+\s+)?(?:\d\w*\s+)?(?:IN\s+)?(?:\d\w*\s+)?SOA\s+\S+\s+\S+\s/im.test(head) ? 2 : 0;
  },
  parse(text, name) {
    const records: { name: string; type: string; record: string }[] = [];
    const tops = new Set<string>();
    const declared = new Set<string>();
    let origin: string | null = null;
    let owner: string | null = null;
    let isZone = false;
    for (const entry of readEntries(text)) {
      const damage = (message: string) => refuse('snapshot-damaged', message, { evidence: name, at: `line ${entry.line}` });
      const [first] = entry.tokens;
      if (first === undefined) continue;
      isZone ||= entry.indented || !first.text.endsWith('.');
      if (!entry.indented && first.text.startsWith('$')) {
        const directive = first.text.toUpperCase();
        // What another file or a loop would add is not here, and a world with holes would deny what exists.
        if (directive === '$INCLUDE' || directive === '$GENERATE')
          return damage(`${directive} is not supported: give the zone as one plain file.`);
        if (directive === '$ORIGIN') {
          const next = readOwnerName(absoluteName(entry.tokens[1]?.text ?? '', origin ?? ''));
          if (next === null) return damage('$ORIGIN names no domain.');
          origin = next;
        }
        continue;
      }
      const named: string | null = entry.indented ? owner : ownerOf(entry, origin);
      if (named === null) return damage('The owner of the record cannot be told: add a line $ORIGIN with the name of the zone.');
      owner = named;
      const fields = readRecordFields(entry.tokens, entry.indented ? 0 : 1);
      if (fields === null) return damage('The line is no record.');
      if (fields.recordClass !== 'IN') continue;
      const record = readRecord(fields.type, recordValue(fields, origin ?? ''));
      if (record === null) return damage(`The ${fields.type} record cannot be read.`);
      records.push({ name: named, type: fields.type, record });
      // RFC 1035 section 5.2: the SOA record stands at the top of the zone.
      if (fields.type === 'SOA') tops.add(named);
      origin ??= fields.type === 'SOA' ? named : null;
      if (origin !== null) declared.add(origin);
    }
    if (records.length === 0) return refuse('snapshot-damaged', 'There is no record in it.', { evidence: name });
    // Zone transfers begin and end with the SOA record (RFC 5936 section 2.2).
    isZone ||=
      records.length > 1 && records[0]?.type === 'SOA' && records.at(-1)?.type === 'SOA' && records[0].name === records.at(-1)?.name;
    // A part of a zone, without SOA, is complete below the origin it names. An origin above a zone's top only abbreviates names.
    const zones = [...tops];
    const origins = [...zones, ...[...declared].filter((name) => !zones.some((top) => isWithin(top, name) || isWithin(name, top)))];
    const complete = isZone && origins.length > 0;
    // Records of full names, one a line, may as well be answers that somebody collected: those must not deny anything.
    const notes = complete ? [] : ['Nothing in it says that it is a whole zone. Add a line $ORIGIN with the name of the zone if it is.'];
    return succeed({
      name,
      format: 'zone-file',
      rrsets: groupRecords(dropRepeats(records)),
      complete,
      origins: complete ? origins : [],
      notes,
    });
  },
});

function isWithin(name: string, ancestor: string): boolean {
  return ancestor === '' || isCanonicalSubdomainOrEqual(name, ancestor);
}

function ownerOf(entry: Entry, origin: string | null): string | null {
  const [first] = entry.tokens;
  if (first === undefined || (origin === null && !first.text.endsWith('.'))) return null;
  return readOwnerName(absoluteName(first.text, origin));
}

/** RFC 2181 section 5: an RRset has no duplicates. Zone transfers end with a second SOA record. */
function dropRepeats<Owned extends { readonly name: string; readonly type: string; readonly record: string }>(
  records: readonly Owned[],
): Owned[] {
  const seen = new Set<string>();
  return records.filter(({ name, type, record }) => {
    const key = `${type} ${name} ${record}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
