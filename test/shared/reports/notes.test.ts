import { describe, expect, it } from 'vitest';
import { createElement } from '../../../shared/reports/element.ts';
import { createNoteBook, type Note, noteCodes, quote } from '../../../shared/reports/notes.ts';

describe('the notebook', () => {
  it('keeps notes in their order and tells each at once', () => {
    const heard: Note[] = [];
    const notes = createNoteBook((note) => heard.push(note));
    notes.add('count-zero', 'One.', 'record[1]');
    notes.add('address-invalid', 'Two.', createElement('record', null, 3));
    expect(heard).toEqual([
      { code: 'count-zero', message: 'One.', at: 'record[1]' },
      { code: 'address-invalid', message: 'Two.', at: 'record[3]' },
    ]);
    expect(notes.finish()).toEqual(heard);
  });

  it('keeps ten of a kind and counts the rest', () => {
    const notes = createNoteBook();
    for (let row = 1; row <= 500; row += 1) notes.add('count-zero', `Row ${row}.`, `record[${row}]`);
    const kept = notes.finish();
    expect(kept).toHaveLength(11);
    expect(kept.at(-1)).toEqual({
      code: 'more-of-the-same',
      message: '490 more of the kind count-zero; the last is here.',
      at: 'record[500]',
    });
  });

  it('keeps one where it is the way of the reporter', () => {
    const notes = createNoteBook();
    for (let row = 1; row <= 5; row += 1) notes.add('envelope-from-missing', 'Missing.', `record[${row}]`);
    expect(notes.finish().map(({ code }) => code)).toEqual(['envelope-from-missing', 'more-of-the-same']);
  });

  it('does not say the same of the same place twice', () => {
    const notes = createNoteBook();
    notes.add('version-missing', 'Missing.', '');
    notes.add('version-missing', 'Missing.', '');
    expect(notes.finish()).toHaveLength(1);
  });
});

it('the list of codes is closed, in kebab-case, and each stands once', () => {
  expect(noteCodes.filter((code) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(code))).toEqual([]);
  expect(new Set(noteCodes).size).toBe(noteCodes.length);
});

it('a quotation is short and harmless on a terminal', () => {
  expect(quote('a\u001b[31mb\u202ec')).toBe('“a\ufffd[31mb\ufffdc”');
  expect(quote('x'.repeat(500))).toBe(`“${'x'.repeat(120)}…”`);
});
