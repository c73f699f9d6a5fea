import { expect, it } from 'vitest';
import { appendChild, createElement, pathOf, schemaPathOf } from '../../../shared/reports/element.ts';

it('a path numbers rows, and other elements only where there are several', () => {
  const record = createElement('record', null, 3);
  const results = createElement('auth_results', record);
  appendChild(record, results);
  const [first, second] = [createElement('dkim', results), createElement('dkim', results)];
  const spf = createElement('spf', results);
  for (const child of [first, second, spf]) appendChild(results, child);
  expect([pathOf(second), pathOf(spf), schemaPathOf(second)]).toEqual([
    'record[3]/auth_results/dkim[2]',
    'record[3]/auth_results/spf',
    'record/auth_results/dkim',
  ]);
  expect(pathOf(createElement('policy_published', null, 1))).toBe('policy_published');
});

it('elements without children do not share what is appended to one of them', () => {
  const [one, other] = [createElement('a', null), createElement('b', null)];
  appendChild(one, createElement('c', one));
  expect([one.children.length, other.children.length]).toEqual([1, 0]);
});
