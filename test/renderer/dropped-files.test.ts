import { describe, expect, it } from 'vitest';
import { nameOf, walkDrop } from '../../renderer/dropped-files.ts';

/** What a browser gives for a dropped file or folder. Folders give their entries in batches, as Chromium does. */
type Tree = { readonly [name: string]: Tree | string };

function entry(path: string, content: Tree | string): unknown {
  const name = path.split('/').at(-1) ?? '';
  if (typeof content === 'string') {
    return {
      isFile: true,
      isDirectory: false,
      name,
      fullPath: path,
      file: (resolve: (file: File) => void) => resolve(new File([content], name)),
    };
  }
  const batches = [...Object.entries(content).map(([child, value]) => [entry(`${path}/${child}`, value)]), []];
  return {
    isFile: false,
    isDirectory: true,
    name,
    fullPath: path,
    createReader: () => ({ readEntries: (resolve: (batch: unknown[]) => void) => resolve(batches.shift() ?? []) }),
  };
}

function transferOf(tree: Tree): DataTransfer {
  const items = Object.entries(tree).map(([name, content]) => ({ kind: 'file', webkitGetAsEntry: () => entry(`/${name}`, content) }));
  return { items, files: [] } as unknown as DataTransfer;
}

describe('walkDrop', () => {
  it('walks folders to their last batch, and keeps the path of each file', async () => {
    const files = await walkDrop(transferOf({ 'a.eml': 'A', case: { 'b.eml': 'B', deep: { 'c.eml': 'C' }, none: {} } }));
    expect(files.map(nameOf)).toEqual(['a.eml', 'case/b.eml', 'case/deep/c.eml']);
  });

  it('takes the plain files where the browser has no entries', async () => {
    const file = new File(['x'], 'x.eml');
    const files = await walkDrop({ items: [{ kind: 'string', webkitGetAsEntry: () => null }], files: [file] } as unknown as DataTransfer);
    expect(files).toEqual([file]);
    expect(nameOf(file)).toBe('x.eml');
  });

  it('goes past a file that cannot be read', async () => {
    const broken = {
      isFile: true,
      isDirectory: false,
      name: 'x',
      fullPath: '/x',
      file: (_resolve: unknown, reject: (error: Error) => void) => reject(new Error('gone')),
    };
    const transfer = { items: [{ kind: 'file', webkitGetAsEntry: () => broken }], files: [] } as unknown as DataTransfer;
    expect(await walkDrop(transfer)).toEqual([]);
  });
});
