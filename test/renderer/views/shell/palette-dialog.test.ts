import { describe, expect, it } from 'vitest';
import { matchCommands } from '../../../../renderer/views/shell/palette-dialog.tsx';
import { commandWords } from '../../../../renderer/words.ts';

const found = (wanted: string): string[] => matchCommands(wanted).map(([name]) => name);

describe('matchCommands', () => {
  it('offers everything but itself while nothing is typed', () => {
    expect(found('')).toEqual(Object.keys(commandWords).filter((name) => name !== 'palette'));
  });

  it('puts words that hold what was typed before words that only hold its letters', () => {
    expect(found('theme')[0]).toBe('toggle-theme');
    expect(found('theme')).toContain('sample');
  });

  it.each([
    ['SAMPLE', 'sample'],
    ['op fo', 'open-folder'],
    ['dns', 'open-snapshot'],
  ])('finds by %s', (wanted, name) => {
    expect(found(wanted)).toContain(name);
  });

  it('finds nothing for nonsense', () => {
    expect(found('qzx')).toEqual([]);
  });
});
