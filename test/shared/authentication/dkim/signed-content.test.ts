import { describe, expect, it } from 'vitest';
import { openSignedContent } from '../../../../shared/authentication/dkim/signed-content.ts';
import type { HeaderField } from '../../../../shared/facts/message.ts';
import { scanMessage } from '../../../../shared/message/header-scanner.ts';

const message = scanMessage(
  new TextEncoder().encode('Signature: x\r\nTo: one\r\nFrom:  a\r\n\tb \r\nTo: two\r\nSignature: y\r\n\r\nbody\r\n'),
);

function fieldAt(index: number): HeaderField {
  const field = message.headers[index];
  if (field === undefined) throw new Error('no such field');
  return field;
}

describe('openSignedContent', () => {
  it('is made once a message', () => {
    expect(openSignedContent(message)).toBe(openSignedContent(message));
  });

  it.each([
    [['to'], [3], ['to'], []],
    [['to', 'from', 'to'], [3, 2, 1], [], []],
    [['to', 'to', 'to', 'cc'], [3, 1], [], ['to', 'cc']],
    [['to', 'to', 'to', 'to'], [3, 1], [], ['to']],
    // The signature itself does not count, neither as covered nor as a duplicate.
    [['signature'], [4], [], []],
    [['signature', 'signature'], [4], [], ['signature']],
    [[], [], [], []],
  ] as const)('h=%j takes the fields %j', async (names, indices, unsignedDuplicates, overSigned) => {
    const { select } = await openSignedContent(message);
    const selected = select(names, fieldAt(0));
    expect([selected.fields.map((field) => field.index), selected.unsignedDuplicates, selected.overSigned]).toEqual([
      indices,
      unsignedDuplicates,
      overSigned,
    ]);
  });

  it('keeps every name of h= in its order, with the field that it selects', async () => {
    const { select } = await openSignedContent(message);
    expect(select(['cc', 'to', 'from', 'to', 'to'], fieldAt(0)).sequence.map(({ name, field }) => [name, field?.index ?? null])).toEqual([
      ['cc', null],
      ['to', 3],
      ['from', 2],
      ['to', 1],
      ['to', null],
    ]);
  });

  it('leaves a signature at the bottom out as well', async () => {
    const { select } = await openSignedContent(message);
    expect(select(['signature'], fieldAt(4)).fields.map((field) => field.index)).toEqual([0]);
  });

  it('makes canonical fields', async () => {
    const content = await openSignedContent(message);
    expect(content.canonical(fieldAt(2), 'simple').toString()).toBe('From:  a\r\n\tb \r\n');
    expect(content.canonical(fieldAt(2), 'relaxed').toString()).toBe('from:a b\r\n');
    expect(content.canonical(fieldAt(2), 'relaxed')).toBe(content.canonical(fieldAt(2), 'relaxed'));
  });

  it.each(['\n', '\r'])('takes %j at line ends for CRLF', async (end) => {
    const content = await openSignedContent(message);
    const saved = scanMessage(new TextEncoder().encode(`From:  a${end}\tb ${end}To: x${end}${end}body${end}`));
    const other = await openSignedContent(saved);
    expect(other.canonical(saved.headers[0] ?? fieldAt(0), 'simple')).toEqual(content.canonical(fieldAt(2), 'simple'));
    expect(other.bodyHash({ canonicalization: 'simple', hash: 'sha256', length: null })).toEqual(
      content.bodyHash({ canonicalization: 'simple', hash: 'sha256', length: null }),
    );
  });
});
