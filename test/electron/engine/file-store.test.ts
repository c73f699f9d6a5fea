import { describe, expect, it } from 'vitest';
import { createFileStore } from '../../../electron/engine/file-store.ts';
import { largestOperatorFile, readOperatorFile } from '../../../electron/engine/operator-file.ts';
import { largestSuffixFile, readSuffixFile } from '../../../electron/engine/suffix-file.ts';
import { largestTenantFile, readTenantFile } from '../../../electron/engine/tenant-file.ts';
import { refuse, succeed } from '../../../shared/outcome.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the files of a session', () => {
  it('are read once, handed on with every change, and counted as one where they are the same', async () => {
    const handed: (readonly string[])[] = [];
    const parse = (content: Uint8Array, name: string) =>
      content.length === 0 ? refuse('empty', 'There is nothing in it.') : succeed(`${name}: ${content.length}`);
    const store = createFileStore(parse, (files) => handed.push(files));
    store.clear();
    expect(store.version()).toBe(0);
    expect(await store.add('a', bytes('xx'))).toEqual({ ok: true, value: true });
    expect(await store.add('copy of a', bytes('xx'))).toEqual({ ok: true, value: false });
    expect(await store.add('b', bytes(''))).toMatchObject({ ok: false, error: { code: 'empty' } });
    expect(await store.add('c', bytes('xxx'))).toEqual({ ok: true, value: true });
    expect(store.files()).toEqual(['a: 2', 'c: 3']);
    store.clear();
    expect([handed, store.version()]).toEqual([[['a: 2'], ['a: 2', 'c: 3'], []], 3]);
  });
});

describe('a kind of file of which only one can hold', () => {
  it('is the one that came last, also where it was there before', async () => {
    const handed: (readonly string[])[] = [];
    const parse = (content: Uint8Array, name: string) => succeed(`${name}: ${content.length}`);
    const store = createFileStore(parse, (files) => handed.push(files), { keep: 'newest' });
    await store.add('a', bytes('x'));
    await store.add('b', bytes('xx'));
    expect(await store.add('b', bytes('xx'))).toEqual({ ok: true, value: false });
    await store.add('a again', bytes('x'));
    expect([handed, store.files(), store.version()]).toEqual([[['a: 1'], ['b: 2'], ['a again: 1']], ['a again: 1'], 3]);
  });
});

describe('a public suffix list', () => {
  it('gives its rules, or a refusal', () => {
    expect(readSuffixFile(bytes('// VERSION: 2026-08-19_x\ncom\n*.ck\n'), 'my.dat')).toEqual(
      succeed({ name: 'my.dat', date: '2026-08-19', plain: ['com'], wildcards: ['ck'], exceptions: [] }),
    );
    expect(readSuffixFile(bytes('<html>'), 'my.dat')).toMatchObject({ ok: false, error: { code: 'not-readable', evidence: 'my.dat' } });
    expect(readSuffixFile(new Uint8Array(largestSuffixFile + 1), 'my.dat')).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });
});

describe('a tenant directory file', () => {
  it('gives its statements, or a refusal that names the line', () => {
    const line = '{"domain":"A.example.","operator":"exchange-online","kind":"account","value":"X"}';
    const read = readTenantFile(bytes(`\ufeff${line}\r\n\n${line}\n`), 't.ndjson');
    expect(read.ok && read.value.statements.map(({ domain, value, because }) => ({ domain, value, because }))).toEqual([
      { domain: 'a.example', value: 'x', because: 't.ndjson, line 1' },
      { domain: 'a.example', value: 'x', because: 't.ndjson, line 3' },
    ]);
    expect(readTenantFile(bytes(`${line}\nnonsense`), 't.ndjson')).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('line 2'), evidence: 't.ndjson' },
    });
    expect(readTenantFile(new Uint8Array(largestTenantFile + 1), 't')).toMatchObject({ ok: false, error: { code: 'too-large' } });
  });
});

describe('an operator file', () => {
  it.each([
    ['what is no JSON', bytes('x'), 'not-readable'],
    ['what is no entry', bytes('{"id":"x"}'), 'not-readable'],
    ['nothing', bytes(''), 'empty'],
    ['more than 4 MiB', new Uint8Array(largestOperatorFile + 1).fill(0x20), 'too-large'],
  ])('is refused where it is %s', (_, content, code) => {
    expect(readOperatorFile(content, 'o.json')).toMatchObject({ ok: false, error: { code, evidence: 'o.json' } });
  });
});
