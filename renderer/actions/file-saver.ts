/** Hands a text to the reader as a file: a download of bytes that the window holds itself, so that nothing is fetched. */

/** Long enough for the browser to have taken the bytes; the address is of no use to anybody else. */
const keptMilliseconds = 60_000;

/** Offers `text` under a file name. Electron asks where to put it; a browser puts it among the downloads. */
export function saveText(name: string, mimeType: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: mimeType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), keptMilliseconds);
}
