import { describe, expect, it } from 'vitest';
import { scanMessage } from '../../../shared/message/header-scanner.ts';
import { readFailureReport, readPlainFailure } from '../../../shared/reports/failure-report.ts';
import { utf8 } from '../../helpers/message-text.ts';

const carrier = scanMessage(utf8('From: Reporter <noreply@receiver.example>\r\nMessage-ID: <f@receiver.example>\r\n\r\n'));
const original =
  'From: "CEO" <ceo@alpha.example>\r\nSubject: =?utf-8?Q?Zahlung_=C3=BC?=\r\nMessage-ID: <x@alpha.example>\r\nDate: Mon, 02 Nov 2026 00:58:00 +0000\r\n\r\n';

const read = (fields: string, attached: string | null = original) =>
  readFailureReport('f.eml', { carrier, feedback: utf8(fields), original: attached === null ? null : utf8(attached) });

describe('failure reports', () => {
  it('by RFC 9991 give everything, and a row like an aggregate report’s', () => {
    const report = read(
      [
        'Feedback-Type: auth-failure',
        'User-Agent: ours/1',
        'Version: 1',
        'Original-Mail-From: <ceo@Alpha.example>',
        'Original-Rcpt-To: <one@receiver.example>',
        'Arrival-Date: Mon, 02 Nov 2026 01:59:00 +0100',
        'Source-IP: 198.51.100.7',
        'Reported-Domain: alpha.example',
        'Auth-Failure: dmarc',
        'Identity-Alignment: spf',
        'Delivery-Result: reject',
        'SPF-DNS: txt : alpha.example : "v=spf1 -all"',
        'Incidents: 4',
        'Authentication-Results: mx.receiver.example; spf=fail smtp.mailfrom=ceo@alpha.example;',
        ' dkim=pass header.d=bravo.onmicrosoft.com header.s=selector1',
        '',
      ].join('\r\n'),
    );
    expect(report).toMatchObject({
      kind: 'failure',
      dialect: 'rfc9991',
      reporter: 'receiver.example',
      reportId: '<f@receiver.example>',
      begin: '2026-11-02T00:59:00Z',
      end: '2026-11-02T00:59:00Z',
      recordCount: 1,
      messageCount: 4,
      notes: [],
      failure: {
        format: 'arf',
        feedbackType: 'auth-failure',
        authFailure: ['dmarc'],
        identityAlignment: ['spf'],
        deliveryResult: 'reject',
        originalMailFrom: 'ceo@alpha.example',
        originalRcptTo: ['one@receiver.example'],
        spfDns: ['txt : alpha.example : "v=spf1 -all"'],
        incidents: 4,
        original: { from: 'ceo@alpha.example', subject: 'Zahlung ü', messageId: '<x@alpha.example>', date: '2026-11-02T00:58:00Z' },
      },
    });
    expect(report.records).toEqual([
      {
        sourceIp: '198.51.100.7',
        count: 4,
        disposition: 'reject',
        dkim: 'pass',
        spf: 'fail',
        reasons: [],
        headerFrom: 'alpha.example',
        envelopeFrom: 'alpha.example',
        envelopeTo: 'receiver.example',
        authResults: {
          dkim: [{ domain: 'bravo.onmicrosoft.com', selector: 'selector1', result: 'pass', humanResult: null }],
          spf: [{ domain: 'alpha.example', scope: 'mfrom', result: 'fail', humanResult: null }],
        },
      },
    ]);
  });

  it.each([
    ['Identity-Alignment: none', [], 'pass', 'pass'],
    ['Identity-Alignment: DKIM, SPF', ['dkim', 'spf'], 'fail', 'fail'],
    ['', null, null, null],
  ])('%j names %j', (field, alignment, dkim, spf) => {
    const report = read(`Feedback-Type: auth-failure\r\nSource-IP: 192.0.2.1\r\n${field}\r\n`);
    expect([report.failure?.identityAlignment, report.records[0]?.dkim, report.records[0]?.spf]).toEqual([alignment, dkim, spf]);
  });

  it('note what is missing, repeated or unreadable, and read the rest', () => {
    const report = read('Auth-Failure: dmarc\r\nSource-IP: here\r\nSource-IP: there\r\nArrival-Date: soon\r\nIncidents: many\r\n', null);
    expect(report.notes.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'original-missing ',
      'field-missing Feedback-Type',
      'field-missing Identity-Alignment',
      'time-invalid Arrival-Date',
      'count-invalid Incidents',
      'field-repeated source-ip',
      'address-invalid Source-IP',
    ]);
    expect(report.records[0]).toMatchObject({ sourceIp: null, count: 1, headerFrom: null });
  });

  it('tell the null reverse-path from none', () => {
    expect(read('Original-Mail-From: <>\r\n').records[0]?.envelopeFrom).toBe('');
    expect(read('Feedback-Type: abuse\r\n').records[0]?.envelopeFrom).toBeNull();
  });

  it('of abuse have no alignment to miss', () => {
    const report = read('Feedback-Type: abuse\r\nSource-IP: 192.0.2.1\r\n');
    expect([report.failure?.feedbackType, report.dialect, report.notes]).toEqual(['abuse', 'arf', []]);
  });
});

describe('plain-text notices', () => {
  const notice = (lines: string) => readPlainFailure('p.eml', carrier, lines);
  const text =
    '  Sender Domain: alpha.example\n  Sender IP Address: 198.51.100.7\n  Received date: Mon, 02 Nov 2026 00:59:00 +0000\n  SPF Alignment: no\n  DKIM Alignment: yes\n  DMARC Results: Reject, Quarantine\n';

  it('are read', () => {
    expect(notice(text)).toMatchObject({
      dialect: 'exim-plain-text',
      begin: '2026-11-02T00:59:00Z',
      failure: { format: 'plain-text', identityAlignment: ['spf'], deliveryResult: 'quarantine', original: null },
      records: [{ sourceIp: '198.51.100.7', headerFrom: 'alpha.example', spf: 'fail', dkim: 'pass' }],
      notes: [{ code: 'original-missing' }],
    });
  });

  it.each(['', 'Dear all, Sender Domain is nice.', text.replace('Sender IP Address', 'Address'), text.replace(/SPF.*|DKIM.*/g, '')])(
    '%j is none',
    (other) => {
      expect(notice(other)).toBeNull();
    },
  );
});
