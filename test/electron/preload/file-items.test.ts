import { describe, expect, it } from 'vitest';
import { fileItems } from '../../../electron/preload/file-items.ts';

describe('fileItems', () => {
  it('gives a path where the system knows one, and the bytes where a script made the file, in the order given', async () => {
    const chosen = new File(['abc'], 'chosen.eml');
    const made = new File(['de'], 'made.eml');
    const items = await fileItems([chosen, made, chosen], (file) => (file === chosen ? '/home/x/chosen.eml' : ''));
    expect(items).toEqual([
      { path: '/home/x/chosen.eml' },
      { name: 'made.eml', bytes: new Uint8Array([0x64, 0x65]) },
      { path: '/home/x/chosen.eml' },
    ]);
  });
});
