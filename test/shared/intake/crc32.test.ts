import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../shared/intake/crc32.ts';
import { utf8 } from '../../helpers/message-text.ts';

describe('crc32', () => {
  it.each([
    ['', 0],
    ['a', 0xe8b7be43],
    ['123456789', 0xcbf43926],
  ])('of %j is what every other implementation says', (text, checksum) => {
    expect(crc32(utf8(text))).toBe(checksum);
  });
});
