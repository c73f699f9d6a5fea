import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDmarcRecord, readPolicyAnswer } from '../../../../shared/authentication/dmarc/record.ts';

const plain = {
  p: 'absent',
  sp: 'absent',
  np: 'absent',
  adkim: 'relaxed',
  aspf: 'relaxed',
  psd: 'u',
  testing: false,
  percent: 100,
  hasReportAddress: false,
  malformed: null,
};

describe('parseDmarcRecord', () => {
  it.each([
    ['v=DMARC1', {}],
    ['v=DMARC1; p=reject; sp=Quarantine; np=NONE', { p: 'reject', sp: 'quarantine', np: 'none' }],
    ['v=DMARC1;p=none;adkim=s;aspf=S;psd=Y;t=y', { p: 'none', adkim: 'strict', aspf: 'strict', psd: 'y', testing: true }],
    ['v=DMARC1; p=block; sp=; np=x', { p: 'invalid', sp: 'invalid', np: 'invalid' }],
    ['v=DMARC1; p=none; adkim=x; psd=maybe; t=n; pct=50', { p: 'none', percent: 50 }],
    ['v=DMARC1; p=none; pct=0', { p: 'none', percent: 0 }],
    ['v=DMARC1; p=none; pct=101', { p: 'none' }],
    ['v=DMARC1; p=none; rua=mailto:a@a.example!10m, https://a.example/', { p: 'none', hasReportAddress: true }],
    ['v=DMARC1; p=none; rua=a@a.example', { p: 'none' }],
    ['v=DMARC1; p=none; rua=', { p: 'none' }],
    ['v=DMARC1; p=none; p=reject', { p: 'none' }],
    ['v=DMARC1; p=none; bogus; x=1', { p: 'none', malformed: 'bogus' }],
    ['v=DMARC1; p=none; ; ', { p: 'none' }],
    ['v=DMARC1; P = reject ; unknown=tag', { p: 'reject' }],
  ])('%s', (text, expected) => {
    expect(parseDmarcRecord(text)).toEqual({ ...plain, text, ...expected });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseDmarcRecord(text).text === text));
  });
});

describe('readPolicyAnswer', () => {
  const records = (...texts: string[]) => readPolicyAnswer({ kind: 'records', records: texts, source: null });

  it.each([
    ['v=DMARC1', 'record'],
    ['v=DMARC1; p=none', 'record'],
    ['v = DMARC1 ; p=none', 'record'],
    ['V=DMARC1; p=none', 'record'],
    // The value is case-sensitive, the tag comes first, and nothing may follow it but a semicolon.
    ['v=dmarc1; p=none', 'none'],
    ['v=DMARC10; p=none', 'none'],
    ['p=none; v=DMARC1', 'none'],
    ['v=spf1 -all', 'none'],
    ['', 'none'],
  ])('%j is a %s', (text, kind) => {
    expect(records(text).kind).toBe(kind);
  });

  it('passes over other texts and discards several records', () => {
    expect(records('other', 'v=DMARC1; p=reject').kind).toBe('record');
    expect(records('v=DMARC1; p=none', 'v=DMARC1; p=none')).toEqual({ kind: 'several', count: 2 });
  });

  it('keeps apart what is absent, failed and not captured', () => {
    expect(readPolicyAnswer({ kind: 'absent', reason: 'nxdomain', source: null })).toEqual({ kind: 'none' });
    expect(readPolicyAnswer({ kind: 'failed', rcode: 'SERVFAIL', source: null })).toEqual({ kind: 'failed', rcode: 'SERVFAIL' });
    expect(readPolicyAnswer({ kind: 'not-captured' })).toEqual({ kind: 'not-captured' });
  });
});
