/** The addresses that exist for Electron's window: those of our own pages. */

export const appScheme = 'waybill';
export const appHost = 'app';
export const appUrl = `${appScheme}://${appHost}/index.html`;

/** Whether an address is one of our pages or files. Compared part by part: `waybill://app.evil.example/` and `waybill://app@evil/` are not. */
export function isAppUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${appScheme}:` && host === appHost && username === '' && password === '';
}

/** Whether an address names bytes that one of our pages holds in memory. */
export function isOwnBlob(address: string): boolean {
  return address.startsWith('blob:') && isAppUrl(address.slice('blob:'.length));
}

/** Whether Chromium may send a request at all. The developer tools are pages of Chromium itself; they exist only in a checkout. */
export function isAllowedRequest(address: string, isPackaged: boolean): boolean {
  if (isAppUrl(address) || isOwnBlob(address)) return true;
  return !isPackaged && URL.canParse(address) && new URL(address).protocol === 'devtools:';
}
