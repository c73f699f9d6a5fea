/** Turns a drop into a flat list of files, folders walked, each with its path inside the drop. */

const relativePaths = new WeakMap<File, string>();
const mostFiles = 100_000;

/** The path of a file inside the folder that was dropped or chosen, else its name. */
export function nameOf(file: File): string {
  return relativePaths.get(file) ?? (file.webkitRelativePath || file.name);
}

function readEntries(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  return new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
}

function readFile(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

async function walk(entry: FileSystemEntry, into: File[]): Promise<void> {
  if (into.length >= mostFiles) return;
  if (isFile(entry)) {
    const file = await readFile(entry);
    if (file === null) return;
    relativePaths.set(file, entry.fullPath.replace(/^\//, ''));
    into.push(file);
  } else if (isDirectory(entry)) {
    const reader = entry.createReader();
    // A reader gives a hundred entries at a time; an empty batch is the end.
    for (let batch = await readEntries(reader); batch.length > 0; batch = await readEntries(reader)) {
      for (const each of batch.toSorted((one, other) => (one.name < other.name ? -1 : 1))) await walk(each, into);
    }
  }
}

/** All files of a drop. The entries are taken at once, because the browser empties the transfer when the event ends. */
export async function walkDrop(transfer: DataTransfer): Promise<readonly File[]> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry === null ? [] : [entry];
  });
  if (entries.length === 0) return [...transfer.files];
  const files: File[] = [];
  for (const entry of entries) await walk(entry, files);
  return files;
}
