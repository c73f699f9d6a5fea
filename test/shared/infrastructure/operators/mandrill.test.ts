/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('mandrill', {
  egress: [
    { ip: '198.2.133.95', helo: 'mail133-95.atl131.mandrillapp.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.2.133.95', rdns: 'mail14.mcsignup.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { helo: 'mail133-95.atl131.mandrillapp.com', pool: 'normal', scope: 'shared', basis: 'helo' },
  ],
  strangers: [
    { ip: '198.2.133.95', helo: 'mail12.sea41.rsgsv.net' },
    { ip: '198.2.133.95' },
    { helo: 'mail133-95.atl131.mandrillapp.com.evil.example' },
  ],
  includes: ['spf.mandrillapp.com'],
  sharedDomains: ['mandrillapp.com'],
  foreignNames: ['mandrillapp.example'],
  marks: [
    ['X-Mandrill-User', 'md_30054689', 'account', '30054689'],
    ['Feedback-ID', '30054689:30054689.20231114:md', 'account', '30054689'],
    ['Return-Path', 'bounce-md_30054689.655.v1-abc@mandrillapp.com', 'account', '30054689'],
  ],
  pasted: [
    ['X-Mandrill-User', '30054689'],
    ['Feedback-ID', '30054689:30010842.20251215:md'],
    ['Return-Path', 'bounces-md_30054689.x@mandrillapp.com'],
  ],
});
