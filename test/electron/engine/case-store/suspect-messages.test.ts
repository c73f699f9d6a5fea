import { expect, it } from 'vitest';
import { openCase } from '../../../../electron/engine/case-store/open-case.ts';
import { streamSuspectMessages } from '../../../../electron/engine/case-store/suspect-messages.ts';

const row = (name: string, part: object = {}) => ({
  path: `${name}.eml`,
  sha256: Buffer.from(name.padEnd(32, '.')).toString('hex'),
  bytes: 10,
  state: 'done',
  subject: name,
  from: 'alice@alpha.example',
  date: '2026-03-11T08:14:05Z',
  kind: 'cross-tenant-spoof',
  confidence: 'probable',
  sentence: 'It is not from alpha.example.',
  error: null,
  ...part,
});
const traits = (part: object = {}) => ({
  fromDomains: ['alpha.example'],
  organizations: ['alpha.example'],
  mailFromDomain: 'alpha.example',
  addresses: ['40.107.117.56'],
  operator: 'exchange-online',
  recipientDomains: [],
  signatures: [],
  signers: [],
  tenants: ['bravo.onmicrosoft.com'],
  at: '2026-03-11T08:14:13Z',
  ...part,
});

it('gives the messages that accuse somebody, each once, with a time', async () => {
  const opened = await openCase(':memory:');
  if (!opened.ok) throw new Error(opened.error.message);
  const database = opened.value;
  const lines = [
    JSON.stringify({ ordinal: 1, row: row('spoof'), traits: traits() }),
    JSON.stringify({ ordinal: 2, row: row('innocent', { kind: 'authentic' }), traits: traits() }),
    JSON.stringify({ ordinal: 3, row: row('spoof', { path: 'copy.eml' }), traits: traits() }),
    JSON.stringify({ ordinal: 4, row: row('laundered', { kind: 'laundered-pass' }), traits: traits({ at: null, operator: null }) }),
    JSON.stringify({ ordinal: 5, row: row('timeless', { date: null }), traits: traits({ at: null }) }),
    JSON.stringify({ ordinal: 6, row: row('failed', { kind: null, sentence: null }), traits: null }),
    '{"row":',
    'null',
  ];
  for (const [index, line] of lines.entries()) await database.run('INSERT INTO message VALUES (?, ?, ?, ?)', [index, 'x', null, line]);
  const found = [];
  for await (const message of streamSuspectMessages(database, (operator) => operator.toUpperCase())) found.push(message);
  database.close();
  expect(found.map(({ subject, kind, at, operatorName }) => [subject, kind, at, operatorName])).toEqual([
    ['spoof', 'cross-tenant-spoof', '2026-03-11T08:14:13Z', 'EXCHANGE-ONLINE'],
    ['laundered', 'laundered-pass', '2026-03-11T08:14:05Z', null],
  ]);
});
