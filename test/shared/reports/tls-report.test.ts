import { describe, expect, it } from 'vitest';
import { readTlsReport } from '../../../shared/reports/tls-report.ts';
import { utf8 } from '../../helpers/message-text.ts';

const read = (value: unknown) => readTlsReport(utf8(typeof value === 'string' ? value : JSON.stringify(value)), 't.json');
const minimal = {
  'organization-name': 'R',
  'report-id': '1',
  'date-range': { 'start-datetime': '2026-11-01T00:00:00Z', 'end-datetime': '2026-11-01T23:59:59+00:00' },
  policies: [],
};

describe('SMTP TLS reports', () => {
  it('give policies and failures', () => {
    const outcome = read({
      ...minimal,
      'contact-info': 'tls@r.example',
      policies: [
        {
          policy: {
            'policy-type': 'tlsa',
            'policy-string': ['3 1 1 ab'],
            'policy-domain': 'Alpha.Example',
            'mx-host': ['mx1.alpha.example', 'mx2.alpha.example'],
          },
          summary: { 'total-successful-session-count': 3, 'total-failure-session-count': 1 },
          'failure-details': [
            {
              'result-type': 'dane-required',
              'sending-mta-ip': '192.0.2.1',
              'receiving-mx-helo': 'mx1',
              'failed-session-count': 1,
              'failure-reason-code': 'X',
            },
          ],
        },
      ],
    });
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        kind: 'tls',
        dialect: 'rfc8460',
        reporter: 'R',
        begin: '2026-11-01T00:00:00Z',
        end: '2026-11-01T23:59:59Z',
        notes: [],
        tls: {
          policies: [
            {
              type: 'tlsa',
              domain: 'alpha.example',
              policy: ['3 1 1 ab'],
              mxHosts: ['mx1.alpha.example', 'mx2.alpha.example'],
              successfulSessions: 3,
              failedSessions: 1,
              failures: [
                {
                  resultType: 'dane-required',
                  sendingMtaIp: '192.0.2.1',
                  receivingIp: null,
                  failedSessionCount: 1,
                  failureReasonCode: 'X',
                },
              ],
            },
          ],
        },
      },
    });
  });

  it.each([
    ['a number for a text', { ...minimal, 'report-id': 5 }, ['value-unknown report-id']],
    ['no policies', { ...minimal, policies: null }, ['element-missing policies']],
    ['a policy that is none', { ...minimal, policies: ['x'] }, ['value-unknown policies[1]']],
    ['an odd time', { ...minimal, 'date-range': { 'start-datetime': 'today' } }, ['time-invalid date-range/start-datetime']],
    [
      'a negative count',
      { ...minimal, policies: [{ policy: {}, summary: { 'total-failure-session-count': -1 } }] },
      ['count-invalid policies[1]/summary/total-failure-session-count'],
    ],
    ['no summary', { ...minimal, policies: [{ policy: {} }] }, ['element-missing policies[1]/summary']],
  ])('note %s', (_title, value, notes) => {
    const outcome = read(value);
    expect(outcome.ok && outcome.value.notes.map(({ code, at }) => `${code} ${at}`)).toEqual(notes);
  });

  it.each(['', '{', '[]', 'null', '{"a":1}', '"text"', '[[1]]'])('%j is none', (text) => {
    expect(read(text)).toMatchObject({ ok: false, error: { code: 'not-readable' } });
  });
});
