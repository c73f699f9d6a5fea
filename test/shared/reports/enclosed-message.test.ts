import { describe, expect, it } from 'vitest';
import { readEnclosedMessage } from '../../../shared/reports/enclosed-message.ts';

const enclosed = 'From: ceo@alpha.example\r\nTo: b@beta.example\r\nSubject: Wire\r\n\r\nNow.\r\n';
const report = (last: string): Uint8Array =>
  Buffer.from(
    [
      'From: dmarc@beta.example',
      'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'A report.',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: auth-failure',
      '--b',
      last,
      '--b--',
      '',
    ].join('\r\n'),
  );

describe('readEnclosedMessage', () => {
  it('gives the attached message byte for byte', async () => {
    const bytes = await readEnclosedMessage(report(`Content-Type: message/rfc822\r\n\r\n${enclosed}`));
    expect(Buffer.from(bytes ?? []).toString()).toBe(enclosed);
  });

  it.each([
    ['the header only', report('Content-Type: text/rfc822-headers\r\n\r\nFrom: ceo@alpha.example')],
    ['an empty one', report('Content-Type: message/rfc822\r\n\r\n')],
    ['no MIME at all', Buffer.from('Subject: x\r\n\r\ny')],
    ['no bytes', new Uint8Array(0)],
  ])('gives nothing for %s', async (_what, bytes) => {
    expect(await readEnclosedMessage(bytes)).toBeNull();
  });
});
