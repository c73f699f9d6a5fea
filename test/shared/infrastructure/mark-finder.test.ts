/** Tenant marks and stamps at exact places, and the values that say nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { headerField, headerFields } from './header-fields.ts';
import { base64 } from './operator-table.ts';

const catalogue = createInfrastructure();
const tenant = '0f7b6a52-3c1d-4e8f-9a0b-1c2d3e4f5a6b';
const connectingIp = 'X-MS-Exchange-CrossTenant-OriginalAttributedTenantConnectingIp';
const text = (fields: ReturnType<typeof headerFields>, place: { start: number; end: number }) =>
  Buffer.concat(fields.map((field) => field.raw))
    .subarray(place.start, place.end)
    .toString('utf8');

describe('findTenants', () => {
  it('points at the bytes that name the tenant', () => {
    const fields = headerFields(
      ['Subject', 'Grüße'],
      ['X-OriginatorOrg', 'bravo.example'],
      [connectingIp, `TenantId=${tenant};Ip=[198.51.100.7];Helo=[mail.bravo.example]`],
      ['DKIM-Signature', 'v=1; a=rsa-sha256; d=bravo.onmicrosoft.com;\r\n s=selector1-bravo-onmicrosoft-com; b=AA=='],
      ['X-Job', ' 7278416_3224350 '],
    );
    const found = catalogue.findTenants(fields);
    expect(
      found.map((mark) => [mark.operator, mark.kind, mark.value, mark.overwritten, mark.place.header, text(fields, mark.place)]),
    ).toEqual([
      ['exchange-online', 'organization-domain', 'bravo.example', true, 1, 'bravo.example'],
      ['exchange-online', 'tenant-id', tenant, true, 2, `TenantId=${tenant};Ip=[198.51.100.7];Helo=[mail.bravo.example]`],
      [
        'exchange-online',
        'dkim-domain',
        'bravo.onmicrosoft.com',
        false,
        3,
        'v=1; a=rsa-sha256; d=bravo.onmicrosoft.com;\r\n s=selector1-bravo-onmicrosoft-com; b=AA==',
      ],
      ['salesforce-marketing-cloud', 'account', '7278416', true, 4, '7278416_3224350'],
    ]);
  });
  it('points at the whole value where the quotation is folded or stands twice', () => {
    const folded = headerFields([connectingIp, `TenantId=${tenant};\r\n Ip=[198.51.100.7];Helo=[mail.bravo.example]`]);
    expect(catalogue.findTenants(folded).map((mark) => [mark.value, mark.place])).toEqual([
      [tenant, { header: 0, ...folded[0]?.valueSpan }],
    ]);
  });
  it('undoes encoded words first (RFC 2047), which operators use to wrap long values', () => {
    const field = { ...headerField('X-MC-User', '=?utf-8?B?x?='), decoded: '0123456789abcdef012345678' };
    expect(catalogue.findTenants([field]).map((mark) => [mark.value, mark.place])).toEqual([
      ['0123456789abcdef012345678', { header: 0, ...field.valueSpan }],
    ]);
  });
  it('reads CrossTenant-Id only where no Microsoft 365 organisation received the message', () => {
    const id: [string, string] = ['X-MS-Exchange-CrossTenant-Id', tenant];
    expect(catalogue.findTenants(headerFields(id)).map((mark) => mark.value)).toEqual([tenant]);
    for (const receiver of [
      'X-EOPAttributedMessage',
      'X-EOPTenantAttributedMessage',
      'X-MS-Exchange-Organization-AuthAs',
      'X-MS-Exchange-Transport-CrossTenantHeadersPromoted',
    ]) {
      expect(catalogue.findTenants(headerFields(id, [receiver, '0'])), receiver).toEqual([]);
    }
  });
  it('reads the topmost Return-Path only', () => {
    const fields = headerFields(
      ['Return-Path', '<bounces+1111111-ab12-x@em.alpha.example>'],
      ['Return-Path', '<bounces+2222222-ab12-x@em.alpha.example>'],
    );
    expect(catalogue.findTenants(fields).map((mark) => mark.value)).toEqual(['1111111']);
    expect(
      catalogue.findTenants(
        headerFields(['Return-Path', '<x@alpha.example>'], ['Return-Path', '<bounces+2222222-ab12-x@em.alpha.example>']),
      ),
    ).toEqual([]);
  });
  it('reads a sealed record only beside the operator’s seal of the same instance', () => {
    const record: [string, string] = [
      'ARC-Authentication-Results',
      'i=1;\r\n\trspamd-77b897d76c-726xd;\r\n\tauth=pass smtp.auth=hostco smtp.mailfrom=ceo@alpha.example',
    ];
    const seal = (instance: number, domain: string): [string, string] => [
      'ARC-Seal',
      `i=${instance}; s=arc-2022; d=${domain}; t=1; a=rsa-sha256; cv=none; b=AA==`,
    ];
    expect(
      catalogue.findTenants(headerFields(seal(1, 'mailchannels.net'), record)).map((mark) => [mark.operator, mark.value, mark.overwritten]),
    ).toEqual([['mailchannels', 'hostco', false]]);
    expect(catalogue.findTenants(headerFields(seal(2, 'mailchannels.net'), record))).toEqual([]);
    expect(catalogue.findTenants(headerFields(seal(1, 'bravo.example'), record))).toEqual([]);
    expect(catalogue.findTenants(headerFields(seal(1, 'mailchannels.net.evil.example'), record))).toEqual([]);
  });
  it('keeps every copy of a header, so that others can see a contradiction', () => {
    expect(
      catalogue
        .findTenants(headerFields(['X-OriginatorOrg', 'alpha.example'], ['X-OriginatorOrg', 'bravo.example']))
        .map((mark) => mark.value),
    ).toEqual(['alpha.example', 'bravo.example']);
  });
});

const report = (client: string, rest = 'DIR:OUT;SFP:1102;') =>
  `CIP:${client};CTRY:;LANG:en;SCL:1;SRV:;IPV:NLI;SFV:NSPM;H:AB1.prod.example;PTR:;CAT:NONE;SFS:(13230040)(366016);${rest}`;

describe('findStamps', () => {
  it.each([
    ['X-MS-Exchange-SenderADCheck', '1', [['domain-accepted', '1']]],
    ['X-MS-Exchange-SenderADCheck', ' 2 ', [['domain-foreign', '2']]],
    ['X-MS-Exchange-SenderADCheck', '0', []],
    ['X-MS-Exchange-SenderADCheck', '12', []],
    ['X-MS-Exchange-SenderADCheck', '', []],
    [
      connectingIp,
      `TenantId=${tenant};Ip=[198.51.100.7];Helo=[mail.bravo.example]`,
      [
        ['tenant', tenant],
        ['connecting-ip', '198.51.100.7'],
      ],
    ],
    [
      connectingIp,
      `TenantId=${tenant.toUpperCase()}; Ip=[2001:DB8::7]; Helo=[]`,
      [
        ['tenant', tenant],
        ['connecting-ip', '2001:db8::7'],
      ],
    ],
    [connectingIp, `TenantId=${tenant};Ip=[198.51.100.phishing];Helo=[x]`, [['tenant', tenant]]],
    [connectingIp, 'TenantId=84df9e7f-e9f6-40af-b435-aaaaaaaaaaaa;Ip=[198.51.100.7];Helo=[x]', []],
    ['X-Forefront-Antispam-Report-Untrusted', report('255.255.255.255'), [['mailbox-submission', '255.255.255.255']]],
    [
      'X-Forefront-Antispam-Report-Untrusted',
      report('198.51.100.7'),
      [
        ['relayed', '198.51.100.7'],
        ['connecting-ip', '198.51.100.7'],
      ],
    ],
    [
      'X-Forefront-Antispam-Report-Untrusted',
      report('198.51.100.7', 'DIR:OUT;SFP:1022;'),
      [
        ['relayed', '198.51.100.7'],
        ['connecting-ip', '198.51.100.7'],
        ['relayed', 'SFP:1022'],
      ],
    ],
    ['X-Forefront-Antispam-Report-Untrusted', report('10.0.0.7'), [['relayed', '10.0.0.7']]],
    ['X-Forefront-Antispam-Report-Untrusted', report('', 'DIR:OUT;SFP:1102;'), []],
    ['X-Forefront-Antispam-Report', report('255.255.255.255'), [['mailbox-submission', '255.255.255.255']]],
    ['X-Forefront-Antispam-Report', report('198.51.100.7', 'DIR:INB;'), []],
    ['X-Forefront-Antispam-Report', 'garbage', []],
    ['X-MS-Exchange-AntiSpam-Relay', '1', [['relayed', '1']]],
    ['X-MS-Exchange-AntiSpam-Relay', '0', []],
    ['X-MS-Exchange-CrossTenant-AuthAs', 'Internal', [['mailbox-submission', 'Internal']]],
    ['X-MS-Exchange-CrossTenant-AuthAs', 'Anonymous', []],
    [
      'X-MailChannels-SenderId',
      '_forwarded-from|198.51.100.7',
      [
        ['relayed', '198.51.100.7'],
        ['connecting-ip', '198.51.100.7'],
      ],
    ],
    ['X-MailChannels-SenderId', 'hostco|x-authuser|bob@bravo.example', []],
  ])('reads %s: %s', (header, value, expected) => {
    expect(catalogue.findStamps([headerField(header, value)]).map((stamp) => [stamp.kind, stamp.value])).toEqual(expected);
  });
  it('points at the field of the report that says it', () => {
    const fields = headerFields(['X-Forefront-Antispam-Report-Untrusted', report('255.255.255.255')]);
    expect(catalogue.findStamps(fields).map((stamp) => text(fields, stamp.place))).toEqual(['CIP:255.255.255.255']);
  });
  it('does not take the receiving organisation’s AuthAs for the sender’s', () => {
    expect(catalogue.findStamps(headerFields(['X-EOPAttributedMessage', '0'], ['X-MS-Exchange-CrossTenant-AuthAs', 'Internal']))).toEqual(
      [],
    );
  });
});

describe('hostile headers', () => {
  const keys = [
    connectingIp,
    'DKIM-Signature',
    'Feedback-ID',
    'X-MSFBL',
    'X-PM-RCPT',
    'X-Mailgun-Sid',
    'Received',
    'From',
    'Return-Path',
    'ARC-Authentication-Results',
    'Authentication-Results',
    'X-Get-Message-Sender-Via',
    'X-Forefront-Antispam-Report',
  ];
  it('never make it throw, and every place lies inside its field', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), fc.string({ unit: 'binary', maxLength: 200 }))), (pairs) => {
        const fields = headerFields(...pairs.map(([name, value]): [string, string] => [name, value.replace(/[\r\n]/g, ' ')]));
        for (const { place } of [...catalogue.findTenants(fields), ...catalogue.findStamps(fields)]) {
          const span = fields[place.header]?.valueSpan;
          expect(span !== undefined && place.start >= span.start && place.end <= span.end && place.start <= place.end).toBe(true);
        }
      }),
    );
  });
  it.each(keys)('are read in linear time: %s', (key) => {
    const values = [
      ' '.repeat(200_000),
      'a'.repeat(200_000),
      'a.'.repeat(100_000),
      '|'.repeat(200_000),
      `TenantId=${tenant};Ip=[${'1'.repeat(200_000)}`,
      'd=;'.repeat(70_000),
      base64('['.repeat(100_000)),
      `from ${'a-'.repeat(100_000)}`,
      `by ${'a.'.repeat(100_000)}`,
    ];
    const started = performance.now();
    for (const value of values) {
      catalogue.findTenants([headerField(key, value)]);
      catalogue.findStamps([headerField(key, value)]);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
  it('are read in linear time when there are very many of them', () => {
    const fields = headerFields(
      ...Array.from({ length: 4_000 }, (_, n): [string, string] =>
        n % 2 === 0
          ? ['ARC-Seal', `i=${n % 50}; d=mailchannels.net; b=AA==`]
          : ['ARC-Authentication-Results', `i=${n % 50}; rspamd-1; auth=pass smtp.auth=hostco`],
      ),
    );
    const started = performance.now();
    catalogue.findTenants(fields);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
