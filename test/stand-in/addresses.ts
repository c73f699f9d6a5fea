/** Chromium alone knows no `waybill:` scheme: the window's pages get an https origin that resolves nowhere, and main sees the address that it asked for. */

const inMain = 'waybill://app';
const inChromium = 'https://app.waybill.invalid';

export function toChromium(address: string): string {
  return address === inMain || address.startsWith(`${inMain}/`) ? inChromium + address.slice(inMain.length) : address;
}

export function toMain(address: string): string {
  return address === inChromium || address.startsWith(`${inChromium}/`) ? inMain + address.slice(inChromium.length) : address;
}

export const chromiumOrigin = inChromium;
