/** The browser's file dialog, for hosts without a main process. */

/** Files that the reader chose, none where the dialog was cancelled. Must follow a key or click, or the browser refuses. */
export function pickFiles(folder: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.webkitdirectory = folder;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
