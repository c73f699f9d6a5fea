import { describe, expect, it } from 'vitest';
import { coveredFields, coveredPlaces, signatureOfSet } from '../../renderer/coverage.ts';
import { handoffsOf, placesOf } from '../../renderer/selection.ts';
import { composeSource } from './fixtures/source.ts';
import { spoofDetail } from './fixtures/spoof.ts';

const source = composeSource([
  ['upper', 'Received', 'from c.example by d.example; 2'],
  ['signature', 'DKIM-Signature', 'v=1; c=relaxed/relaxed; bh=abc=;\r\n b = AAAA\r\n BBBB; d=alpha.example'],
  ['lower', 'Received', 'from a.example\r\n\tby b.example; 1'],
  ['from', 'FROM', '  Ada   <ada@alpha.example> '],
]);
const signature = {
  header: source.header('signature'),
  signedHeaders: ['from', 'received', 'Received', 'received', 'from', 'dkim-signature'],
  canonicalization: 'relaxed/relaxed',
};
const listed = (canonicalization: string | null) =>
  coveredFields(source.fields, { ...signature, canonicalization }).map(({ field, text }) => [field?.index ?? null, text]);

describe('what a signature covers', () => {
  it('is in the order of h=, the lowest field of a name first, the signature with an empty b= last', () => {
    expect(listed('relaxed/relaxed')).toEqual([
      [3, 'from:Ada <ada@alpha.example>'],
      [2, 'received:from a.example by b.example; 1'],
      [0, 'received:from c.example by d.example; 2'],
      [null, ''],
      [null, ''],
      [null, ''],
      [1, 'dkim-signature:v=1; c=relaxed/relaxed; bh=abc=; b =; d=alpha.example'],
    ]);
  });

  it.each(['simple/relaxed', null])('is as it was written where c= is %s', (canonicalization) => {
    expect(listed(canonicalization).slice(0, 2)).toEqual([
      [3, 'FROM:   Ada   <ada@alpha.example> '],
      [2, 'Received: from a.example\r\n\tby b.example; 1'],
    ]);
  });

  it('lights whole fields in hash order', () => {
    const detail = { ...spoofDetail, source: source.fields };
    // The body stands behind the last field.
    expect(coveredPlaces(detail, signature).map(({ header }) => header)).toEqual([3, 2, 0, 1, 4]);
    expect(coveredPlaces(detail, signature).at(-1)).toEqual({ header: 4, ...detail.bodySpan });
    expect(coveredPlaces(detail, signature)[0]).toEqual({
      header: 3,
      start: source.fields[3]?.span.start,
      end: source.fields[3]?.valueSpan.end,
    });
  });

  it('can be selected, and makes no check its subject', () => {
    const places = placesOf(spoofDetail, { kind: 'dkim-coverage', dkim: 0 });
    expect(places.map(({ header }) => spoofDetail.source[header]?.name)).toEqual([
      'From',
      'Date',
      'Subject',
      'Message-ID',
      'Content-Type',
      'MIME-Version',
      'X-MS-Exchange-SenderADCheck',
      'DKIM-Signature',
      undefined,
    ]);
    expect(handoffsOf(spoofDetail, { kind: 'dkim-coverage', dkim: 0 })).toEqual(new Set());
  });

  it('is known of the message signature of an ARC set, and of nothing that is not there', () => {
    const set = spoofDetail.arc.sets[0];
    expect(signatureOfSet(spoofDetail, 0)).toEqual({
      header: set?.signatureHeader,
      signedHeaders: set?.signedHeaders,
      canonicalization: set?.canonicalization,
      unsignedSpan: null,
    });
    expect([signatureOfSet(spoofDetail, 9), placesOf(spoofDetail, { kind: 'arc-coverage', set: 9 })]).toEqual([null, []]);
    expect(placesOf(spoofDetail, { kind: 'dkim-coverage', dkim: 9 })).toEqual([]);
  });
});
