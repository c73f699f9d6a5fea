import { expect, it } from 'vitest';
import { unknownOperators } from '../../../shared/infrastructure/unknown-operators.ts';
import { knownTenant } from '../verdict/facts.ts';

it('operators that no catalogue has are named, each once', () => {
  const statements = ['relay', 'typo', 'relay', 'another-typo', 'typo'].map((operator) => knownTenant('x', { operator }));
  expect(unknownOperators(statements, new Set(['relay']))).toEqual(['another-typo', 'typo']);
  expect(unknownOperators([], new Set())).toEqual([]);
});
