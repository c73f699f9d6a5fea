/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('sendgrid', {
  egress: [
    { ip: '167.89.1.1', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '149.72.234.167', helo: 'o1.ptr1234.alpha.example', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '159.183.1.1', rdns: 'wrqvzxxt.outbound-mail.sendgrid.net', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 's.wrqvtvvn.outbound-mail.sendgrid.net', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { helo: 'wrqvzxxt.outbound-mail.sendgrid.net', pool: 'normal', scope: 'shared', basis: 'helo' },
  ],
  strangers: [
    { helo: 'outbound-mail.sendgrid.net.evil.example' },
    { ip: '167.89.128.1' },
    { ip: '198.51.100.7', helo: 'o1.ptr1234.alpha.example' },
  ],
  writers: [
    ['geopod-ismtpd-22', 'internal'],
    ['filterdrecv-678fdf55dc-5445k', 'internal'],
  ],
  includes: ['sendgrid.net', 'u1234567.wl.sendgrid.net'],
  sharedDomains: ['sendgrid.net', 'u1234567.wl.sendgrid.net'],
  foreignNames: ['sendgrid.example', 'wl.sendgrid.net.evil.example'],
  marks: [
    ['Return-Path', '<bounces+1111111-ab12-someone=recv.example@em12.alpha.example>', 'account', '1111111'],
    ['Return-Path', 'bounces+1111111-0f3e-x@u1111111.wl.sendgrid.net', 'account', '1111111'],
    ['X-Feedback-ID', '1111111:SG', 'account', '1111111'],
  ],
  pasted: [
    ['Return-Path', 'bounces+15828-zkcu-someone=recv.example@em.bravo.example'],
    ['Return-Path', 'x-bounces+1111111-ab12-y@alpha.example'],
    ['X-Feedback-ID', '1111111:SGX'],
  ],
});
