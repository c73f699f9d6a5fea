import { describe, expect, it } from 'vitest';
import { findForwardingMarks } from '../../../shared/message/forwarding-marks.ts';
import { scanMessage } from '../../../shared/message/header-scanner.ts';
import { utf8 } from '../../helpers/message-text.ts';

function marksOf(mailFrom: string | null, ...fields: readonly string[]): readonly string[] {
  const message = scanMessage(utf8(`${['Return-Path: <x>', ...fields].join('\r\n')}\r\n\r\n`));
  return findForwardingMarks(message, message.headers[0] ?? null, mailFrom).map(({ kind, place }) => `${kind} ${place.header}`);
}

describe('findForwardingMarks', () => {
  it.each([
    ['SRS0=HHH=TT=a.example=ceo@forwarder.example', 'srs'],
    ['srs1+hash=other.example==HHH=TT=a.example=ceo@forwarder.example', 'srs'],
    ['bounces+SRS=abc=de@tenant.example', 'srs'],
    ['someone+caf_=dest=recv.example@gmail.test', 'forward'],
    ['prvs=0123456789=ceo@a.example', 'batv'],
  ])('recognises %s', (mailFrom, kind) => {
    expect(marksOf(mailFrom)).toEqual([`${kind} 0`]);
  });

  it.each([
    'ceo@a.example',
    'srs0@a.example',
    'mysrs0=x@a.example',
    'ceo@srs0=.example',
    'ceo@a+srs=.example',
    'x.prvs=1=ceo@a.example',
    'postmaster',
    '',
  ])('sees nothing in %s', (mailFrom) => {
    expect(marksOf(mailFrom)).toEqual([]);
  });

  it.each([
    ['List-Id: <l.list.example>', 'list'],
    ['List-Post: <mailto:l@list.example>', 'list'],
    ['Mailing-list: contact l-help@list.example', 'list'],
    ['X-Google-Group-Id: 1', 'list'],
    ['X-Forwarded-To: x@recv.example', 'forward'],
    ['x-forwarded-for: a@a.example b@b.example', 'forward'],
    ['Resent-From: x@forwarder.example', 'resent'],
    ['X-MS-Exchange-ForwardingLoop: x@a.example;guid', 'forward'],
    ['X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent', 'forward'],
  ])('recognises %s', (field, kind) => {
    expect(marksOf(null, field)).toEqual([`${kind} 1`]);
  });

  it.each(['X-List-Id: x', 'List-Unsubscribe: <mailto:x@a.example>', 'Subject: List-Id: x'])('sees nothing in %s', (field) => {
    expect(marksOf(null, field)).toEqual([]);
  });

  it('gives the envelope first, then the fields top to bottom', () => {
    expect(marksOf('SRS0=a=b=c=d@f.example', 'Resent-From: x@f.example', 'List-Id: <x>', 'Resent-From: y@f.example')).toEqual([
      'srs 0',
      'resent 1',
      'list 2',
      'resent 3',
    ]);
  });

  it('cannot point at an envelope that no field records, and says nothing of it', () => {
    expect(findForwardingMarks(scanMessage(utf8('Subject: x\r\n\r\n')), null, 'SRS0=a=b=c=d@f.example')).toEqual([]);
  });

  it('stays fast on a hostile envelope', () => {
    const started = performance.now();
    expect(marksOf(`${'srs+'.repeat(200_000)}@a.example`)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
