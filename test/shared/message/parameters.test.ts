import { describe, expect, it } from 'vitest';
import { parseParameters } from '../../../shared/message/parameters.ts';

const read = (text: string) => {
  const { value, parameters } = parseParameters(text);
  return [value, Object.fromEntries(parameters)];
};

describe('parseParameters', () => {
  it.each([
    ['plain parameters', 'Text/Plain; Charset=UTF-8; format=flowed', ['text/plain', { charset: 'UTF-8', format: 'flowed' }]],
    ['quoted ones with separators inside', 'multipart/mixed; boundary="a;b=c"', ['multipart/mixed', { boundary: 'a;b=c' }]],
    ['quoted pairs', 'a/b; name="x\\"y\\\\z"', ['a/b', { name: 'x"y\\z' }]],
    ['a Windows path', 'a/b; name="C:\\temp\\x.pdf"', ['a/b', { name: 'C:\\temp\\x.pdf' }]],
    ['comments', 'text/plain (the type); charset=us-ascii (plain)', ['text/plain', { charset: 'us-ascii' }]],
    ['spaces in an unquoted value', 'a/b; name=my file (1).pdf', ['a/b', { name: 'my file (1).pdf' }]],
    ['a quote that is never closed', 'a/b; name="x.pdf; charset=utf-8', ['a/b', { name: 'x.pdf', charset: 'utf-8' }]],
    ['encoded words', 'a/b; name="=?utf-8?Q?=C3=A4.pdf?="', ['a/b', { name: 'ä.pdf' }]],
    ['an extended value (RFC 2231)', "a; filename*=utf-8'de'%C3%A4%20b.pdf", ['a', { filename: 'ä b.pdf' }]],
    ['an extended value that wins over the plain one', "a; filename=x.pdf; filename*=UTF-8''y.pdf", ['a', { filename: 'y.pdf' }]],
    ['continued values in any order', 'a; filename*1=".pdf"; filename*0="report"', ['a', { filename: 'report.pdf' }]],
    ['continued and extended values', "a; filename*0*=iso-8859-1''%E4; filename*1=b; filename*2*=%F6", ['a', { filename: 'äbö' }]],
    ['a character split across sections', "a; filename*0*=utf-8''%C3; filename*1*=%A4", ['a', { filename: 'ä' }]],
    ['continued values with a gap', 'a; filename*0=a; filename*2=c', ['a', { filename: 'a' }]],
    ['continued values without a start', 'a; filename*1=b', ['a', {}]],
    ['the first of two', 'a; x=1; x=2', ['a', { x: '1' }]],
    ['names of Object', 'a; constructor=1; __proto__=2', ['a', JSON.parse('{"constructor":"1","__proto__":"2"}')]],
    ['empty pieces', '; ; =x; y; z=', ['', { z: '' }]],
    ['nothing', '', ['', {}]],
  ])('reads %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});
