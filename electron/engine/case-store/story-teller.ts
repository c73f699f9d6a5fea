/**
 * Tells rows by what they have in common: a *story* is all of a row but its address and its number of messages, together with the pool
 * that its address lies in. Millions of rows share some thousands of stories, so that whoever reads reports hands over each of them once.
 */
import { createHash } from 'node:crypto';
import type { Attribution, Infrastructure } from '../../../shared/facts/infrastructure.ts';
import type { ReportRecord } from '../../../shared/facts/report.ts';
import type { RowStory } from '../../../shared/reports/record.ts';

export interface Story {
  /** Equal for equal stories, in every process: SHA-256 in base64. */
  readonly key: string;
  /** One of its rows as JSON, without the number of messages: with an address, because the pool is part of the story. */
  readonly text: string;
}

export interface StoryTeller {
  /** The same object again for an equal row, as long as it is remembered. `story` is looked up by identity first. */
  of(record: ReportRecord, story: RowStory): Story;
}

/** More are not kept in memory; a story that was forgotten is told again. */
const mostKept = 200_000;

export function createStoryTeller(infrastructure: Infrastructure): StoryTeller {
  const byKey = new Map<string, Story>();
  const byIdentity = new WeakMap<RowStory, Map<Attribution | 'no address' | null, Story>>();

  function tell(record: ReportRecord, pool: string): Story {
    const key = keyOf(record, pool);
    const known = byKey.get(key);
    if (known !== undefined) return known;
    if (byKey.size >= mostKept) byKey.clear();
    const story = { key: createHash('sha256').update(key).digest('base64'), text: JSON.stringify({ ...record, count: null }) };
    byKey.set(key, story);
    return story;
  }

  return {
    of(record, identity) {
      const { sourceIp } = record;
      const place = sourceIp === null ? 'no address' : infrastructure.attribute({ ip: sourceIp, rdns: null, helo: null });
      // A row that stands for itself will not come back.
      if (identity === record) return tell(record, poolOf(place));
      let known = byIdentity.get(identity);
      if (known === undefined) {
        known = new Map();
        byIdentity.set(identity, known);
      }
      const found = known.get(place);
      if (found !== undefined) return found;
      const story = tell(record, poolOf(place));
      known.set(place, story);
      return story;
    },
  };
}

function poolOf(place: Attribution | 'no address' | null): string {
  if (place === null || place === 'no address') return place ?? '';
  return `${place.operator}\n${place.pool}`;
}

/** Cheaper than JSON, and as unambiguous: each text goes with its length. */
function keyOf(record: RowStory, pool: string): string {
  const { disposition, dkim, spf, headerFrom, envelopeFrom, envelopeTo, reasons, authResults } = record;
  let key = `${pool}\n${disposition} ${dkim} ${spf}${sized(headerFrom)}${sized(envelopeFrom)}${sized(envelopeTo)}`;
  for (const { type, comment } of reasons) key += `\nr${sized(type)}${sized(comment)}`;
  for (const { domain, selector, result, humanResult } of authResults.dkim)
    key += `\nd${sized(domain)}${sized(selector)} ${result}${sized(humanResult)}`;
  for (const { domain, scope, result, humanResult } of authResults.spf)
    key += `\ns${sized(domain)} ${scope} ${result}${sized(humanResult)}`;
  return key;
}

function sized(text: string | null): string {
  return text === null ? ' -' : ` ${text.length}:${text}`;
}
