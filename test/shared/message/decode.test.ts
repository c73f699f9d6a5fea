import { describe, expect, it } from 'vitest';
import { bytesToText, decodeCharset, unfold } from '../../../shared/message/decode.ts';
import { bytesOf, utf8 } from '../../helpers/message-text.ts';

describe('bytesToText', () => {
  it.each([
    ['ASCII', bytesOf('plain'), 'plain'],
    ['valid UTF-8', utf8('Grüße €'), 'Grüße €'],
    ['anything else as one character a byte', bytesOf('Gr\xfc\x80'), 'Gr\u00fc\u0080'],
    ['UTF-8 with one bad byte', Uint8Array.from([...utf8('ü'), 0xff]), 'Ã¼ÿ'],
    ['nothing', new Uint8Array(0), ''],
  ])('reads %s', (_, bytes, text) => {
    expect(bytesToText(bytes)).toBe(text);
  });
});

describe('unfold', () => {
  it.each([
    ['one\r\n two', 'one two'],
    ['one\n\ttwo', 'one\ttwo'],
    ['one\r two', 'one two'],
    ['one\rtwo', 'one\rtwo'],
    ['one', 'one'],
  ])('turns %j into %j', (folded, text) => {
    expect(unfold(folded)).toBe(text);
  });
});

describe('decodeCharset', () => {
  it.each([
    ['utf-8', utf8('é'), 'é'],
    ['ISO-8859-15', bytesOf('\xa4'), '€'],
    ['windows-1251', bytesOf('\xcf'), 'П'],
    ['iso-2022-jp', bytesOf('\x1b$B$"\x1b(B'), 'あ'],
    ['cp932', bytesOf('\x82\xa0'), 'あ'],
    ['gb2312', bytesOf('\xc4\xe3'), '你'],
    ['NONE', bytesOf('TEST'), 'TEST'],
    ['unknown-8bit', bytesOf('\xe9'), 'é'],
    ['constructor', bytesOf('x'), 'x'],
    ['', utf8('é'), 'é'],
  ])('reads %s', (charset, bytes, text) => {
    expect(decodeCharset(bytes, charset)).toBe(text);
  });
});
