import { describe, expect, it } from 'vitest';
import { createElement } from '../../../shared/reports/element.ts';
import { createNoteBook } from '../../../shared/reports/notes.ts';
import { countOf, createValueReader, isoOf, textOf, timeOf, wordOf } from '../../../shared/reports/values.ts';

function reading<T>(
  text: string,
  read: (element: ReturnType<typeof createElement>, notes: ReturnType<typeof createNoteBook>) => T,
): [T, string[]] {
  const notes = createNoteBook();
  const element = createElement('field', null);
  element.text = text;
  const value = read(element, notes);
  return [value, notes.finish().map(({ code }) => code)];
}

describe('values of a report', () => {
  it.each([
    ['a', 'a', []],
    ['\n  a b\t', 'a b', ['value-trimmed']],
    ['', null, ['element-empty']],
    ['  ', null, ['element-empty']],
  ])('the text %j is %j', (text, value, notes) => {
    expect(reading(text, textOf)).toEqual([value, notes]);
  });

  it('no element is no value, and no note', () => {
    expect(textOf(null, createNoteBook())).toBeNull();
  });

  it.each([
    ['pass', 'pass', []],
    ['maybe', null, ['value-unknown']],
    ['', null, ['element-empty']],
  ])('the word %j is %j', (text, value, notes) => {
    expect(reading(text, (element, book) => wordOf(element, ['pass', 'fail'], book))).toEqual([value, notes]);
  });

  it.each([
    ['1', 1, []],
    ['007', 7, []],
    ['0', 0, ['count-zero']],
    ['3.000', 3, ['count-decimal']],
    ['3,0', null, ['count-invalid']],
    ['3.5', null, ['count-invalid']],
    ['-1', null, ['count-invalid']],
    ['1e3', null, ['count-invalid']],
    ['1,000', null, ['count-invalid']],
    ['9999999999999999', null, ['count-invalid']],
    ['NaN', null, ['count-invalid']],
  ])('the count %j is %j', (text, value, notes) => {
    expect(reading(text, countOf)).toEqual([value, notes]);
  });

  it.each([
    ['192.0.2.1', '192.0.2.1', []],
    ['2001:DB8:0:0::1', '2001:db8::1', []],
    ['::ffff:192.0.2.1', '192.0.2.1', ['address-mapped']],
    ['[192.0.2.1]', '192.0.2.1', ['value-alias']],
    ['192.0.2.999', null, ['address-invalid']],
    ['192.0.2.1/24', null, ['address-invalid']],
    ['mail.a.example', null, ['address-invalid']],
  ])('the address %j is %j', (text, value, notes) => {
    expect(reading(text, (element, book) => createValueReader(book).addressOf(element))).toEqual([value, notes]);
  });

  it.each([
    ['a.example', 'a.example', []],
    ['A.Example.', 'a.example', []],
    ['bücher.example', 'xn--bcher-kva.example', []],
    ['user@a.example', 'user@a.example', ['domain-invalid']],
    ['a.example, b.example', 'a.example, b.example', ['domain-invalid']],
  ])('the domain %j is %j', (text, value, notes) => {
    expect(reading(text, (element, book) => createValueReader(book).domainOf(element))).toEqual([value, notes]);
  });

  it.each([
    ['1793491200', '2026-11-01T00:00:00Z', []],
    ['1793491200.99', '2026-11-01T00:00:00Z', ['time-fractional']],
    ['0', '1970-01-01T00:00:00Z', ['time-zero']],
    ['-86400', '1969-12-31T00:00:00Z', ['time-negative']],
    ['2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z', ['value-alias']],
    ['2026-11-01 01:00:00 +01:00', '2026-11-01T00:00:00Z', ['value-alias']],
    ['2026-11-01', '2026-11-01T00:00:00Z', ['value-alias']],
    ['253402300799', '9999-12-31T23:59:59Z', []],
    ['253402300800', null, ['time-invalid']],
    ['-99999999999999', null, ['time-invalid']],
    ['2026-13-45', null, ['time-invalid']],
    ['soon', null, ['time-invalid']],
  ])('the time %j is %j', (text, value, notes) => {
    expect(reading(text, timeOf)).toEqual([value, notes]);
  });

  it('a time is printed to the second', () => {
    expect(isoOf(1)).toBe('1970-01-01T00:00:01Z');
  });
});
