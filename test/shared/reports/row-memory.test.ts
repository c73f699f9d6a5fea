import { describe, expect, it } from 'vitest';
import type { RowStory } from '../../../shared/reports/record.ts';
import { createRowMemory } from '../../../shared/reports/row-memory.ts';

const story = (headerFrom: string): RowStory => ({
  disposition: null,
  dkim: null,
  spf: null,
  reasons: [],
  headerFrom,
  envelopeFrom: null,
  envelopeTo: null,
  authResults: { dkim: [], spf: [] },
});

describe('the memory of rows', () => {
  it('gives back what was kept under the same text and dialect, as the same object', () => {
    const memory = createRowMemory();
    const kept = story('a.example');
    memory.keep('rfc9990', 'tail', kept);
    expect(memory.find('rfc9990', 'tail')).toBe(kept);
    expect([memory.find('rfc7489', 'tail'), memory.find('rfc9990', 'tail ')]).toEqual([null, null]);
  });

  it('stops where nothing comes back, and goes on where something does', () => {
    const memory = createRowMemory();
    for (let row = 0; memory.isWorthwhile(); row += 1) memory.keep('rfc7489', `tail ${row}`, story('a.example'));
    memory.find('rfc7489', 'tail 0');
    expect(memory.isWorthwhile()).toBe(true);
  });

  it('forgets everything before it grows without end', () => {
    const memory = createRowMemory();
    const long = 'x'.repeat(1024 * 1024);
    for (let row = 0; row < 8; row += 1) memory.keep('rfc7489', `${row}${long}`, story('a.example'));
    expect(memory.find('rfc7489', `0${long}`)).not.toBeNull();
    memory.keep('rfc7489', 'one more', story('a.example'));
    expect(memory.find('rfc7489', `0${long}`)).toBeNull();
    expect(memory.find('rfc7489', 'one more')).not.toBeNull();
  });
});
