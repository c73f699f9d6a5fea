import { describe, expect, it } from 'vitest';
import { scanMessage } from '../../../shared/message/header-scanner.ts';
import { readRecords, recordedClients } from '../../../shared/message/records.ts';
import { textOf, utf8 } from '../../helpers/message-text.ts';

const fields = [
  'Received: from x by mx.recv.example; Fri, 20 Nov 2026 08:00:00 +0000',
  'Received-SPF: pass (mx.recv.example: domain of ceo@a.example designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1',
  'Authentication-Results: mx.recv.example; spf=pass (sender IP is 2001:DB8::7) smtp.mailfrom=a.example; dkim=none',
  'ARC-Authentication-Results: i=2; mx.relay.example; spf=fail (sender IP is 203.0.113.66) smtp.mailfrom=a.example',
  'X-MS-Exchange-Authentication-Results: spf=softfail (sender IP is 203.0.113.67) smtp.mailfrom=a.example',
  'Authentication-Results-Original: dkim=none (message not signed) header.d=none',
  'Authentication-Results: mx.recv.example; dkim=pass header.d=a.example',
  'X-Authentication-Results: mx.recv.example; spf=pass (sender IP is 192.0.2.9) smtp.mailfrom=a.example',
  'Subject: spf=pass (sender IP is 192.0.2.8)',
];
const text = `${fields.join('\r\n')}\r\n\r\nbody`;
const records = readRecords(scanMessage(utf8(text)));

describe('readRecords', () => {
  it('finds every kind of results field, top to bottom, and nothing else', () => {
    expect(records.results.map(({ field, kind, parsed }) => [field.index, kind, parsed.results.map((result) => result.method)])).toEqual([
      [2, 'authentication-results', ['spf', 'dkim']],
      [3, 'arc-authentication-results', ['spf']],
      [4, 'operator-results', ['spf']],
      [5, 'operator-results', ['dkim']],
      [6, 'authentication-results', ['dkim']],
    ]);
    expect(records.receivedSpf.map(({ field, parsed }) => [field.index, parsed.result])).toEqual([[1, 'pass']]);
  });

  it('reads names in any case, and keeps fields that it cannot read, without results', () => {
    const { results } = readRecords(scanMessage(utf8('AUTHENTICATION-RESULTS: ;;;(\r\nReceived-Spf:\r\n\r\n')));
    expect(results.map(({ parsed }) => parsed.results)).toEqual([[]]);
  });

  it('finds nothing in nothing', () => {
    expect(readRecords(scanMessage(new Uint8Array()))).toEqual({ results: [], receivedSpf: [] });
  });
});

describe('recordedClients', () => {
  it('names the clients of receivers’ checks in the order of the fields, whichever field says it', () => {
    expect(recordedClients(records).map(({ ip, field }) => [ip, field])).toEqual([
      ['192.0.2.1', 'received-spf'],
      ['2001:db8::7', 'authentication-results'],
      ['203.0.113.66', 'arc-authentication-results'],
    ]);
  });

  it('points at the field that says it', () => {
    for (const { place } of recordedClients(records)) {
      const value = textOf(utf8(text).subarray(place.start, place.end));
      expect(`${fields[place.header]}`.endsWith(`: ${value}`)).toBe(true);
    }
  });

  it('leaves out what an operator kept of its own ingress check: another connection', () => {
    const only = readRecords(scanMessage(utf8(`${fields[4]}\r\n\r\n`)));
    expect(recordedClients(only)).toEqual([]);
  });
});
