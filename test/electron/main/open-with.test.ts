import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments, readHandedOver } from '../../../electron/main/open-with.ts';

describe('readArguments', () => {
  it('takes words as paths from the folder that the person is in', () => {
    expect(readArguments(['/usr/bin/waybill', 'a.eml', '/b/c.eml'], '/home/x', false)).toEqual({
      paths: [resolve('/home/x', 'a.eml'), resolve('/b/c.eml')],
      sample: false,
    });
  });

  it("passes over the app's folder in a checkout, Chromium's switches, and empty words", () => {
    const argv = ['electron', '.', '--no-sandbox', '--user-data-dir=/t', '--sample', '', 'a.eml'];
    expect(readArguments(argv, '/x', true)).toEqual({ paths: [resolve('/x/a.eml')], sample: true });
  });

  it('finds nothing where nothing is named', () => {
    expect(readArguments(['waybill'], '/x', false)).toEqual({ paths: [], sample: false });
  });
});

describe('readHandedOver', () => {
  it('takes absolute paths', () => {
    expect(readHandedOver({ paths: ['/a.eml'] })).toEqual(['/a.eml']);
  });

  it.each([null, undefined, 'x', 7, {}, { paths: 'x' }, { paths: [1, null, 'relative.eml', {}] }])('takes nothing from %o', (data) => {
    expect(readHandedOver(data)).toEqual([]);
  });
});
