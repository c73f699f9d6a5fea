import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { licenceText, packageFolders } from '../../../electron/setup/licences.ts';

describe('packageFolders', () => {
  it('finds the package of each module once, however the bundler names it', () => {
    const ids = [
      '/x/node_modules/zod/v4/index.js',
      '/x/node_modules/zod/v4/core.js?commonjs-module',
      '\0/x/node_modules/@scope/name/a.js',
      'C:\\x\\node_modules\\he\\he.js',
      '/x/node_modules/outer/node_modules/inner/i.js',
      '/x/shared/analyze.ts',
      '\0rolldown/runtime.js',
    ];
    expect(packageFolders(ids)).toEqual([
      '/x/node_modules/@scope/name',
      '/x/node_modules/outer/node_modules/inner',
      '/x/node_modules/zod',
      'C:/x/node_modules/he',
    ]);
  });
});

describe('licenceText', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybill-licences-'));
    for (const [name, file] of [
      ['b', 'LICENSE-MIT.txt'],
      ['a', 'readme.md'],
    ] as const) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ name, version: '1.0.0', license: 'MIT' }));
      writeFileSync(join(folder, name, file), 'The words.\n');
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('names each package once, by name, with the words of its licence', () => {
    expect(licenceText([join(folder, 'b'), join(folder, 'a'), join(folder, 'b')])).toBe(
      'a 1.0.0 (MIT)\n=============\n\nThe package carries no licence text of its own.\n\nb 1.0.0 (MIT)\n=============\n\nThe words.\n',
    );
  });
});
