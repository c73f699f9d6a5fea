import { expect, it } from 'vitest';
import { ask, readSnapshot, refusalOf } from '../../../helpers/snapshot.ts';

const file = readSnapshot(`{
  "selector._domainkey.A.example": { "TXT": [["v=DKIM1; ", "p=abc"]] },
  "a.example": { "MX": [{ "exchange": "Mail.A.example", "priority": 10 }], "A": ["192.0.2.1"], "AAAA": [] },
  "broken.example": { "A": "192.0.2.1", "MX": [{}] }
}`);

it.each([
  ['selector._domainkey.a.example TXT', ['v=DKIM1; p=abc']],
  ['a.example MX', ['10 mail.a.example']],
  ['a.example A', ['192.0.2.1']],
  ['a.example AAAA', 'nodata'],
  ['a.example TXT', 'not-captured'],
  ['b.example TXT', 'not-captured'],
])('a cache of mailauth answers %s', (question, expected) => {
  expect(ask(file, question)).toEqual(expected);
});

it('notes what it cannot read', () => {
  expect([file.format, file.complete, file.notes]).toEqual([
    'mailauth-cache',
    false,
    ['broken.example A could not be read.', 'broken.example MX could not be read.'],
  ]);
});

it('is refused where it is cut', () => {
  expect(refusalOf('{"a.example": {"TXT": [["v=spf1')?.code).toBe('snapshot-damaged');
});
