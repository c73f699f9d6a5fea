/** Turns files of a drop or a file input into items of the contract: a path where the system knows one, the bytes where a script made the file. */
import type { Request } from '../../shared/contract.ts';

type InputItem = Request<'evidence.add'>['items'][number];

/** `pathOf` gives '' for a file that has no path on disk (`webUtils.getPathForFile`). Order is kept. */
export function fileItems(files: readonly File[], pathOf: (file: File) => string): Promise<InputItem[]> {
  return Promise.all(
    files.map(async (file) => {
      const path = pathOf(file);
      return path === '' ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : { path };
    }),
  );
}
