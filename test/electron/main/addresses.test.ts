import { describe, expect, it } from 'vitest';
import { appUrl, isAllowedRequest, isAppUrl, isOwnBlob } from '../../../electron/main/addresses.ts';

describe('isAppUrl', () => {
  it.each([appUrl, 'waybill://app/', 'waybill://app/assets/a.js?x#y'])('%s is ours', (address) => {
    expect(isAppUrl(address)).toBe(true);
  });

  it.each([
    '',
    'waybill',
    'waybill://app.evil.example/',
    'waybill://evil/?waybill://app/',
    'waybill://app@evil.example/',
    'waybill://user@app/',
    'waybill://app:81/',
    'waybillx://app/',
    'https://app/',
    'file:///app/index.html',
    'about:blank',
    'data:text/html,waybill://app/',
  ])('%s is not', (address) => {
    expect(isAppUrl(address)).toBe(false);
  });
});

describe('isAllowedRequest', () => {
  it('lets our own pages through, and the developer tools in a checkout only', () => {
    expect(isAllowedRequest(appUrl, true)).toBe(true);
    expect(isAllowedRequest('devtools://devtools/bundled/inspector.html', false)).toBe(true);
    expect(isAllowedRequest('devtools://devtools/bundled/inspector.html', true)).toBe(false);
  });

  it.each([
    'https://example.com/',
    'http://127.0.0.1:9/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'ftp://x/',
    'chrome://version/',
    'nonsense',
  ])('cancels %s', (address) => {
    expect(isAllowedRequest(address, false)).toBe(false);
  });
});

describe('isOwnBlob', () => {
  it.each([
    ['blob:waybill://app/0b1c2d3e-0000-4000-8000-000000000000', true],
    ['blob:https://elsewhere.example/0b1c2d3e-0000-4000-8000-000000000000', false],
    ['blob:waybill://app.evil.example/0b1c2d3e', false],
    ['blob:null/0b1c2d3e', false],
    ['blob:', false],
    [appUrl, false],
  ])('%s: %s', (address, expected) => {
    expect(isOwnBlob(address)).toBe(expected);
  });
});
