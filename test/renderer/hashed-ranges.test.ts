import { describe, expect, it } from 'vitest';
import { signatureOfCheck, signatureOfSeal, signatureOfSet } from '../../renderer/coverage.ts';
import { hashedRanges } from '../../renderer/hashed-ranges.ts';
import { placesOf } from '../../renderer/selection.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import { spoofDetail } from './fixtures/spoof.ts';
import { weaklySignedDetail } from './fixtures/weakly-signed.ts';

function named(detail: Detail, signature: ReturnType<typeof signatureOfCheck>): readonly (readonly [string, string, string])[] {
  if (signature === null) return [];
  return hashedRanges(detail, signature).map(({ kind, label, header }) => [kind, label, detail.source[header]?.name ?? 'body']);
}

describe('the bytes that went into the hash of a signature', () => {
  it('are its fields with their places in the hash, the signature without b=, and the body', () => {
    const signature = signatureOfCheck(spoofDetail, 0);
    expect(named(spoofDetail, signature)).toEqual([
      ['field', '8', 'DKIM-Signature'],
      ['emptied', '', 'DKIM-Signature'],
      ['field', '2', 'Date'],
      ['field', '1', 'From'],
      ['field', '3', 'Subject'],
      ['field', '4', 'Message-ID'],
      ['field', '6', 'MIME-Version'],
      ['field', '5', 'Content-Type'],
      ['field', '7', 'X-MS-Exchange-SenderADCheck'],
      ['body', 'B', 'body'],
    ]);
    const field = spoofDetail.source[signature?.header ?? -1];
    const emptied = hashedRanges(spoofDetail, signature ?? { header: null, signedHeaders: [], canonicalization: null })[1];
    const value = field?.text.slice((emptied?.start ?? 0) - field.span.start, (emptied?.end ?? 0) - field.span.start) ?? '';
    expect(value.replace(/\s/g, '')).toMatch(/^[A-Za-z0-9+/=…]+$/);
  });

  it('end where l= ends', () => {
    const signature = signatureOfCheck(weaklySignedDetail, 0);
    const { start, end } = weaklySignedDetail.bodySpan;
    const header = weaklySignedDetail.source.length;
    expect(signature === null ? [] : hashedRanges(weaklySignedDetail, signature).slice(-2)).toEqual([
      { kind: 'body', label: 'B', header, start, end: start + 30 },
      { kind: 'unsigned', label: 'l=', header, start: start + 30, end },
    ]);
  });

  it('are the ARC fields alone for a seal', () => {
    expect(named(spoofDetail, signatureOfSeal(spoofDetail, 0)).map(([kind, label, name]) => `${kind} ${label} ${name}`)).toEqual([
      'field 3 ARC-Seal',
      'emptied  ARC-Seal',
      'field 2 ARC-Message-Signature',
      'field 1 ARC-Authentication-Results',
    ]);
    expect(placesOf(spoofDetail, { kind: 'arc-seal', set: 0 }).map(({ header }) => spoofDetail.source[header]?.name)).toEqual([
      'ARC-Authentication-Results',
      'ARC-Message-Signature',
      'ARC-Seal',
    ]);
    expect([signatureOfSeal(spoofDetail, 9), placesOf(spoofDetail, { kind: 'arc-seal', set: 9 })]).toEqual([null, []]);
  });

  it('are none where a seal covers a field that is not there', () => {
    const sets = spoofDetail.arc.sets.map((set) => ({ ...set, resultsHeader: null }));
    expect(signatureOfSeal({ ...spoofDetail, arc: { ...spoofDetail.arc, sets } }, 0)).toBeNull();
    expect(signatureOfSet({ ...spoofDetail, arc: { ...spoofDetail.arc, sets } }, 0)).not.toBeNull();
  });
});
