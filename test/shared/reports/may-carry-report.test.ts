import { describe, expect, it } from 'vitest';
import { mayCarryReport } from '../../../shared/reports/may-carry-report.ts';

const header = 'From: a@alpha.example\r\nAuthentication-Results: mx.beta.example; dmarc=pass header.from=alpha.example\r\n';

describe('mayCarryReport', () => {
  it.each([
    ['a zip by its type', 'Content-Type: application/zip; name=x\r\n\r\nUEsDBA=='],
    ['an attachment of no type by its name', 'Content-Type: text/plain;\r\n\tname="alpha.example!1!2.xml"\r\n\r\nhello'],
    ['a body that is gzip in base64', 'Content-Transfer-Encoding: base64\r\n\r\nH4sIAAAAAAAA\r\n'],
    [
      'a failure report',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\nContent-Type: message/feedback-report\r\n',
    ],
    ['a notice in plain text', 'Content-Type: text/plain\r\n\r\n  Sender Domain: alpha.example\r\n  Sender IP Address: 192.0.2.1\r\n'],
    ['XML in its body', 'Content-Type: text/plain\r\n\r\n<feedback>\r\n'],
  ])('is true for %s', (_what, rest) => {
    expect(mayCarryReport(Buffer.from(header + rest))).toBe(true);
  });

  it.each([
    ['plain text', 'Content-Type: text/plain\r\n\r\nHello, see the report.'],
    [
      'text and HTML',
      'Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>feedback</p>\r\n--b--\r\n',
    ],
    ['a picture', 'Content-Type: image/png; name="a.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n'],
    ['a link to a file', 'Content-Type: text/plain\r\n\r\nSee https://alpha.example/a.zip?x=1 please'],
    ['nothing', ''],
  ])('is false for %s', (_what, rest) => {
    expect(mayCarryReport(Buffer.from(header + rest))).toBe(false);
  });
});
