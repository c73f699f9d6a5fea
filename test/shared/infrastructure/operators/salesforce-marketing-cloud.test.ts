/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('salesforce-marketing-cloud', {
  egress: [
    { ip: '13.111.29.38', helo: 'mta4.alpha.example', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'mta.s7.exacttarget.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ ip: '13.112.0.1' }, { helo: 'mta.s7.exacttarget.com.evil.example' }, { ip: '198.51.100.7', helo: 'mta4.alpha.example' }],
  includes: ['cust-spf.exacttarget.com'],
  sharedDomains: ['s7.y.mc.salesforce.com'],
  foreignNames: ['exacttarget.example'],
  marks: [
    ['x-job', '7278416_3224350', 'account', '7278416'],
    ['Return-Path', '<bounce-12_HTML-345678-3224350-7278416-901@bounce.alpha.example>', 'account', '7278416'],
  ],
  pasted: [
    ['x-job', '7278416'],
    ['Return-Path', 'bounces-12_HTML-345678-3224350-7278416-901@bravo.example'],
    ['X-SFMC-Stack', '11'],
  ],
});
