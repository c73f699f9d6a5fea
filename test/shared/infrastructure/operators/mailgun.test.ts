/** What is this operator's in a message and in DNS, and what only looks like it. */
import { base64, describeOperator } from '../operator-table.ts';

describeOperator('mailgun', {
  egress: [
    { ip: '69.72.32.10', helo: 'm32-10.mailgun.net', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '143.55.227.147', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '141.193.32.4', helo: 'm32-4.eu.mailgun.net', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'c1.c12.use1.send.mailgun.net', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { helo: 'pc32-1.mailgun.net', pool: 'normal', scope: 'shared', basis: 'helo' },
  ],
  strangers: [{ helo: 'm32-10.mailgun.net.evil.example' }, { ip: '143.55.240.1' }, { helo: 'mailgun.net' }],
  includes: ['mailgun.org', 'eu.mailgun.org', '_spf.mailgun.org'],
  sharedDomains: ['mailgun.org'],
  foreignNames: ['mailgun.example'],
  marks: [
    ['X-Mailgun-Sid', base64('["ab123","someone@recv.example","16b7e1"]'), 'account', '16b7e1'],
    ['Return-Path', '<bounce+ee3952.16b7e1-someone=recv.example@mg.alpha.example>', 'account', '16b7e1'],
    [
      'DKIM-Signature',
      'v=1; d=sandbox0123456789abcdef0123456789abcdef.mailgun.org; s=mx; b=AA==',
      'dkim-domain',
      'sandbox0123456789abcdef0123456789abcdef.mailgun.org',
    ],
  ],
  pasted: [
    ['X-Mailgun-Sid', base64('["ab123","someone@recv.example"]')],
    ['X-Mailgun-Sid', '%%%'],
    ['X-Mailgun-Sid', base64('not json')],
    ['Return-Path', 'bounce+ee3952.zkcu-x@mg.alpha.example'],
  ],
});
