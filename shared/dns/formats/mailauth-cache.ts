/** The JSON that mailauth reads with `--dns-cache`: name, then type, then answers as Node's resolver gives them. */
import { refuse, succeed } from '../../outcome.ts';
import { defineSnapshotFormat } from '../format.ts';
import { readOwnerName, readRecord } from '../record-data.ts';
import { type RrSet, rrSet } from '../rr-set.ts';

export default defineSnapshotFormat({
  id: 'mailauth-cache',
  title: 'DNS cache of mailauth (JSON)',
  recognize(head) {
    return /^\s*\{/.test(head) && /"(?:TXT|A|AAAA|MX|PTR|CNAME)"\s*:\s*\[/.test(head) && !/"rrname"\s*:|"?zonedata"?\s*:/.test(head)
      ? 2
      : 0;
  },
  parse(text, name) {
    const cache = parseObject(text);
    if (cache === null) return refuse('snapshot-damaged', 'It is no JSON object of names.', { evidence: name });
    const rrsets: RrSet[] = [];
    const notes: string[] = [];
    for (const [written, answers] of Object.entries(cache)) {
      const owner = readOwnerName(written);
      for (const [type, values] of owner !== null && isObject(answers) ? Object.entries(answers) : []) {
        const records = Array.isArray(values) ? values.map((value) => readRecord(type.toUpperCase(), value)) : [null];
        if (owner === null || records.some((record) => record === null)) notes.push(`${written} ${type} could not be read.`);
        else
          rrsets.push(
            rrSet(
              owner,
              type.toUpperCase(),
              records.filter((record) => record !== null),
            ),
          );
      }
    }
    // mailauth takes what is not in its cache for nonexistent; the file does not say so, and we do not guess.
    return succeed({ name, format: 'mailauth-cache', rrsets, complete: false, origins: [], notes });
  },
});

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
