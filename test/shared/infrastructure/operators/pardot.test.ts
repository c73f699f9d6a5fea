/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('pardot', {
  egress: [{ ip: '198.51.100.7', rdns: 'mta1.et.pd25.com', pool: 'normal', scope: 'shared', basis: 'rdns' }],
  strangers: [{ helo: 'mta1.et.pd25.com.evil.example' }, { helo: 'et.pd25.com' }],
  includes: ['et._spf.pardot.com'],
  sharedDomains: ['pd25.com'],
  foreignNames: ['pd25.example'],
  marks: [['Return-Path', 'undelivered+12345+678901@pd25.com', 'account', '12345']],
  pasted: [
    ['Return-Path', 'undelivered+12345+678901@pd25.com.evil.example'],
    ['Return-Path', 'undelivered+abc+1@pd25.com'],
  ],
});
