import { describe, expect, it } from 'vitest';
import type { JudgedRecord } from '../../../shared/facts/report.ts';
import { messagesOfRow, type RowOfReport, tieOf } from '../../../shared/reports/campaign.ts';
import type { MessageTraits } from '../../../shared/reports/message-traits.ts';

/** A spoof of alpha.example that a tenant named evil handed to a shared pool. */
const spoof: MessageTraits = {
  fromDomains: ['alpha.example'],
  organizations: ['alpha.example'],
  mailFromDomain: 'alpha.example',
  addresses: ['40.107.1.2'],
  operator: 'microsoft',
  recipientDomains: ['recv.example'],
  signatures: ['evil.onmicrosoft.com'],
  signers: ['evil.onmicrosoft.com'],
  tenants: ['evil.onmicrosoft.com'],
  at: '2026-11-12T10:00:00Z',
};

interface Sample extends Partial<Omit<JudgedRecord, 'authResults'>> {
  readonly begin?: string | null;
  readonly end?: string | null;
  /** `domain result`, one each. */
  readonly signed?: readonly string[];
  readonly spfDomain?: string | null;
}

/** The row that counts the spoof, unless told otherwise. */
function row({ begin, end, signed = ['evil.onmicrosoft.com pass'], spfDomain = 'alpha.example', ...record }: Sample = {}): RowOfReport {
  return {
    reporter: 'google.com',
    begin: begin === undefined ? '2026-11-12T00:00:00Z' : begin,
    end: end === undefined ? '2026-11-12T23:59:59Z' : end,
    record: {
      sourceIp: '40.107.1.2',
      count: 12,
      disposition: 'none',
      dkim: 'fail',
      spf: 'pass',
      reasons: [],
      headerFrom: 'alpha.example',
      envelopeFrom: 'alpha.example',
      envelopeTo: null,
      authResults: {
        dkim: signed.map((text) => {
          const [domain = '', result] = text.split(' ');
          return { domain, selector: 's', result: result as 'pass', humanResult: null };
        }),
        spf: spfDomain === null ? [] : [{ domain: spfDomain, scope: 'mfrom', result: 'pass', humanResult: null }],
      },
      class: 'cross-tenant-suspect',
      operator: 'microsoft',
      foreignTenant: 'evil.onmicrosoft.com',
      because: null,
      ...record,
    },
  };
}

const tie = (sample: Sample, traits: Partial<MessageTraits> = {}) => tieOf({ ...spoof, ...traits }, row(sample))?.tie ?? null;
/** Neither tenant nor pool ties this row: what remains is the message itself or its address. */
const plain: Sample = { foreignTenant: null, operator: null };

describe('a row is this very message', () => {
  it('where address, From domain and time agree and nothing contradicts', () => {
    expect(tieOf(spoof, row())).toEqual({
      tie: 'this-message',
      says: 'It may be among the 12 messages that google.com counts on 2026-11-12: same address, same From domain, same time, and nothing contradicts.',
    });
  });

  it.each<[string, Sample, Partial<MessageTraits>]>([
    ['an hour before the report', {}, { at: '2026-11-11T23:00:00Z' }],
    ['an hour after it', {}, { at: '2026-11-13T00:59:59Z' }],
    ['for a class that needs no attention', { class: 'aligned-dkim', signed: ['evil.onmicrosoft.com pass', 'alpha.example fail'] }, {}],
    ['where the row names no MAIL FROM domain', { envelopeFrom: null }, {}],
    [
      'where the message has the null reverse-path and the receiver writes the HELO name',
      { envelopeFrom: 'mta.example' },
      { mailFromDomain: '' },
    ],
    ['where nothing records MAIL FROM', { envelopeFrom: 'other.example' }, { mailFromDomain: null }],
    ['where the receiver names the recipient', { envelopeTo: 'recv.example' }, {}],
    ['where nothing names a recipient', { envelopeTo: 'else.example' }, { recipientDomains: [] }],
    ['where a signature that passed for us failed for them', { signed: ['evil.onmicrosoft.com fail'] }, {}],
    ['where the reporter gives no details', { signed: [], spfDomain: null }, {}],
    ['where the message has no signature and the row none either', { signed: [] }, { signers: [], signatures: [] }],
    ['where a signature could not be checked here', {}, { signers: [] }],
    ['in a report that ends before it begins', { end: '2026-11-01T00:00:00Z', begin: '2026-11-12T10:30:00Z' }, {}],
    ['in a report without an end', { end: null, begin: '2026-11-12T10:30:00Z' }, {}],
  ])('%s', (_title, sample, traits) => {
    expect(tie({ ...plain, ...sample }, traits)).toBe('this-message');
  });

  it.each<[string, Sample, Partial<MessageTraits>]>([
    ['more than an hour before the report', {}, { at: '2026-11-11T22:59:59Z' }],
    ['more than an hour after it', {}, { at: '2026-11-13T01:00:00Z' }],
    ['from another address', { sourceIp: '40.107.1.3' }, {}],
    ['without an address', { sourceIp: null }, { addresses: [] }],
    ['of another From domain of the organization', { headerFrom: 'news.alpha.example' }, {}],
    ['with another MAIL FROM domain', { envelopeFrom: 'other.example' }, {}],
    ['with the null reverse-path', { envelopeFrom: '' }, {}],
    ['to another recipient', { envelopeTo: 'else.example' }, {}],
    ['with a signature that the message does not carry', { signed: ['evil.onmicrosoft.com pass', 'alpha.example pass'] }, {}],
    ['without any of its signatures', { signed: [] }, {}],
    ['with its signatures replaced by others that failed', { signed: ['alpha.example fail'] }, {}],
    ['where the message has no usable time', {}, { at: null }],
    ['in a report without a time', { begin: null, end: null }, {}],
  ])('but not %s', (_title, sample, traits) => {
    expect(tie({ ...plain, class: 'aligned-dkim', ...sample }, traits)).toBeNull();
  });
});

describe('a row is of the same tenant', () => {
  it.each<[string, Sample, Partial<MessageTraits>, string | null]>([
    ['whatever the From domain and address', { headerFrom: 'bravo.example', sourceIp: '192.0.2.1', operator: null }, {}, 'same-tenant'],
    ['also where it names no From domain', { headerFrom: null, class: 'unauthorised' }, {}, 'same-tenant'],
    ['in whatever case the report writes it', { headerFrom: 'bravo.example', foreignTenant: 'EVIL.onmicrosoft.com' }, {}, 'same-tenant'],
    ['30 days before', { begin: '2026-10-13T00:00:00Z', end: '2026-10-13T10:00:00Z' }, {}, 'same-tenant'],
    ['but not longer ago', { begin: '2026-10-13T00:00:00Z', end: '2026-10-13T09:59:59Z' }, {}, null],
    ['30 days after', { begin: '2026-12-12T10:00:00Z', end: null }, {}, 'same-tenant'],
    ['but not later', { begin: '2026-12-12T10:00:01Z', end: null }, {}, null],
    ['at any time where the message has none', { begin: null, end: null }, { at: null }, 'same-tenant'],
    ['but not another tenant', { headerFrom: 'bravo.example', foreignTenant: 'other.onmicrosoft.com' }, {}, null],
  ])('%s', (_title, sample, traits, expected) => {
    expect(tie(sample, traits)).toBe(expected);
  });
});

describe('a row is of the same source or pool', () => {
  const other = { begin: '2026-11-20T00:00:00Z', end: '2026-11-20T23:59:59Z', foreignTenant: null };
  it.each<[string, Sample, Partial<MessageTraits>, string | null]>([
    ['the same address for the same organization', { headerFrom: 'news.alpha.example', class: 'unauthorised' }, {}, 'same-source'],
    ['14 days before', { begin: '2026-10-29T00:00:00Z', end: '2026-10-29T10:00:00Z' }, {}, 'same-source'],
    ['not longer ago', { begin: '2026-10-29T00:00:00Z', end: '2026-10-29T09:59:59Z' }, {}, null],
    ['not in a class that needs no attention', { class: 'aligned-dkim' }, {}, null],
    ['not for another organization', { headerFrom: 'bravo.example' }, {}, null],
    ['not without a time of the message', {}, { at: null }, null],
    ['another address of the pool, only possible', { sourceIp: '40.107.9.9' }, {}, 'same-pool'],
    ['passed by the pool alone, only possible', { sourceIp: '40.107.9.9', class: 'aligned-spf-shared-pool-only' }, {}, 'same-pool'],
    ['not refused from the pool', { sourceIp: '40.107.9.9', class: 'unauthorised' }, {}, null],
    ['not from another pool', { sourceIp: '40.107.9.9', operator: 'google' }, {}, null],
    ['not where neither has an operator', { sourceIp: '40.107.9.9', operator: null }, { operator: null }, null],
  ])('%s', (_title, sample, traits, expected) => {
    expect(tie({ ...other, ...sample }, traits)).toBe(expected);
  });
});

describe('from a row', () => {
  it('the messages of the case are found, the closest first, in their order', () => {
    const messages = [
      { evidence: 'evidence-1', traits: { ...spoof, at: '2026-11-20T10:00:00Z' } },
      { evidence: 'evidence-2', traits: { ...spoof, tenants: [], fromDomains: ['bravo.example'], organizations: ['bravo.example'] } },
      { evidence: 'evidence-3', traits: spoof },
      { evidence: 'evidence-4', traits: { ...spoof, recipientDomains: ['else.example'] } },
      { evidence: 'evidence-5', traits: { ...spoof, at: '2026-11-21T10:00:00Z' } },
    ];
    expect(messagesOfRow(row({ envelopeTo: 'recv.example', count: 1 }), messages)).toEqual([
      {
        evidence: 'evidence-3',
        tie: 'this-message',
        says: 'It may be the one message that google.com counts on 2026-11-12: same address, same From domain, same time, and nothing contradicts.',
      },
      ...['evidence-1', 'evidence-4', 'evidence-5'].map((evidence) => ({
        evidence,
        tie: 'same-tenant',
        says: 'The same tenant, evil.onmicrosoft.com, signed the one message on 2026-11-12.',
      })),
    ]);
    expect(messagesOfRow(row(), [])).toEqual([]);
  });
});
