import { describe, expect, it } from 'vitest';
import { millisecondsToIso, toIso } from '../../../../shared/authentication/dkim/timestamp.ts';

describe('toIso', () => {
  it.each([
    [null, null],
    [0, '1970-01-01T00:00:00Z'],
    [1_767_323_045, '2026-01-02T03:04:05Z'],
    // Twelve digits are allowed (RFC 6376 section 3.5), and milliseconds by mistake happen.
    [999_999_999_999, '+033658-09-27T01:46:39Z'],
    [8_640_000_000_001, null],
  ])('%s is %s', (seconds, expected) => {
    expect(toIso(seconds)).toBe(expected);
  });
});

describe('millisecondsToIso', () => {
  it.each([
    [null, null],
    [1_767_323_045_999, '2026-01-02T03:04:05Z'],
    [-1, '1969-12-31T23:59:59Z'],
    [8_640_000_000_000_001, null],
  ])('%s is %s', (milliseconds, expected) => {
    expect(millisecondsToIso(milliseconds)).toBe(expected);
  });
});
