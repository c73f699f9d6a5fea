import { describe, expect, it } from 'vitest';
import { isLeaf, knownNames, mayHold, nearestName, parentsOf } from '../../../shared/reports/schema-tree.ts';

describe('the tree of an aggregate report', () => {
  it('knows who may hold whom', () => {
    expect(parentsOf('domain')).toEqual(['policy_published', 'dkim', 'spf']);
    expect(mayHold('feedback', 'record')).toBe(true);
    expect(mayHold('row', 'record')).toBe(false);
    expect(parentsOf('nobody')).toEqual([]);
  });

  it.each([
    ['count', 'row', true],
    ['dkim', 'policy_evaluated', true],
    ['dkim', 'auth_results', false],
    ['record', 'feedback', false],
    ['extension', 'feedback', false],
    ['nobody', 'row', false],
  ])('%s below %s holds text only: %s', (name, parent, expected) => {
    expect(isLeaf(name, parent)).toBe(expected);
  });

  it.each([
    ['reprot_metadata', 'feedback', 'report_metadata'],
    ['header_form', 'identifiers', 'header_from'],
    ['identifer', 'record', 'identifiers'],
    ['identifiers_', 'record', 'identifiers'],
    ['recorb', 'feedback', 'record'],
    ['ro', 'record', null],
    ['something_else', 'record', null],
    ['envelope_too', 'identifiers', 'envelope_to'],
  ])('%s below %s is meant as %s', (name, parent, expected) => {
    expect(nearestName(name, parent)).toBe(expected);
  });

  it('no known name is taken for another', () => {
    for (const name of knownNames) expect([name, nearestName(`${name}`, null) ?? name]).toEqual([name, name]);
  });
});
