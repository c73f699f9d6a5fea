import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readReports } from '../../../shared/reports/open.ts';
import { utf8 } from '../../helpers/message-text.ts';
import { reportXml, rowXml } from './samples.ts';
import { signedData } from './smime-objects.ts';

const packed = Buffer.from(gzipSync(reportXml(rowXml({})))).toString('base64');
const head = 'From: dmarc@receiver.example\r\nSubject: Report\r\nMIME-Version: 1.0\r\n';

async function opened(text: string) {
  const list: { what: string; notes: string[] }[] = [];
  for await (const item of readReports('m.eml', utf8(text))) {
    if (item.kind === 'report')
      list.push({ what: `${item.report.kind} ${item.report.evidence.path}`, notes: item.report.notes.map(({ code }) => code) });
    else list.push({ what: item.kind === 'note' ? item.note.code : item.refusal.code, notes: [] });
  }
  return list;
}

const attachment = (type: string, name = 'r.xml.gz') =>
  `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${packed}\r\n`;
const multipart = (type: string, ...parts: string[]) =>
  `${head}Content-Type: ${type}; boundary="b"\r\n\r\n${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;

describe('reports in e-mails', () => {
  it.each(['application/gzip', 'application/x-gzip', 'application/octet-stream'])('are found as %s', async (type) => {
    expect(await opened(multipart('multipart/mixed', 'Content-Type: text/plain\r\n\r\nHello.', attachment(type)))).toEqual([
      { what: 'aggregate m.eml!r.xml.gz!r.xml', notes: [] },
    ]);
  });

  it.each(['text/html', 'image/png', 'application/zip', 'message/rfc822'])('are found as %s, with a note', async (type) => {
    const [found] = await opened(multipart('multipart/mixed', attachment(type)));
    expect(found).toEqual({ what: 'aggregate m.eml!r.xml.gz!r.xml', notes: ['content-type-contradicts-bytes'] });
  });

  it('are found in signed mails', async () => {
    const signed = multipart(
      'multipart/signed; protocol="application/pkcs7-signature"',
      attachment('application/gzip'),
      'Content-Type: application/pkcs7-signature\r\n\r\nMIAG',
    );
    expect((await opened(signed)).map(({ what }) => what)).toEqual(['aggregate m.eml!r.xml.gz!r.xml']);
  });

  it.each(['application/pkcs7-mime; smime-type=signed-data; name=smime.p7m', 'application/octet-stream; name="smime.p7m"'])(
    'are found in an opaque S/MIME object sent as %s',
    async (type) => {
      const entity = multipart('multipart/mixed', attachment('application/gzip')).slice(head.length);
      const object = Buffer.from(signedData(utf8(entity))).toString('base64');
      expect(await opened(`${head}Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${object}\r\n`)).toEqual([
        { what: 'aggregate m.eml!smime.p7m!r.xml.gz!r.xml', notes: [] },
      ]);
    },
  );

  it('are not to be had from an encrypted or damaged S/MIME object', async () => {
    expect(await opened(`${head}Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAG\r\n`)).toEqual([
      { what: 'smime-sealed', notes: [] },
    ]);
  });

  it('are not followed through any number of S/MIME objects', async () => {
    let entity = 'Content-Type: text/plain\r\n\r\nDone.\r\n';
    for (let level = 0; level < 30; level += 1) {
      entity = `Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(signedData(utf8(entity))).toString('base64')}\r\n`;
    }
    expect((await opened(`${head}${entity}`)).map(({ what }) => what)).toEqual(['archive-too-deep']);
  });

  it('are not looked for in the message that a failure report is about', async () => {
    const failure = multipart(
      'multipart/report; report-type=feedback-report',
      'Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nSource-IP: 192.0.2.1\r\n',
      `Content-Type: message/rfc822\r\n\r\n${multipart('multipart/mixed', attachment('application/gzip')).replaceAll('--b', '--c').replace('"b"', '"c"')}`,
    );
    expect((await opened(failure)).map(({ what }) => what)).toEqual(['failure m.eml']);
  });

  it('without a report are passed over', async () => {
    expect(await opened(`${head}\r\nNo report today.\r\n`)).toEqual([{ what: 'no-report', notes: [] }]);
  });
});
