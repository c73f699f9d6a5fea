/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('klaviyo', {
  egress: [
    { ip: '198.51.100.7', helo: 'mta-70-12-54.shared.klaviyomail.com', pool: 'normal', scope: 'shared', basis: 'helo' },
    { rdns: 'kl-1-2-3.kmta.shared.klaviyomail.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ helo: 'mta.shared.klaviyomail.com.evil.example' }, { ip: '149.72.1.1', helo: 'o1.shared.klaviyomail.com' }],
  includes: ['send.klaviyo.com', '_spf.klaviyo.com'],
  sharedDomains: ['shared.klaviyomail.com'],
  foreignNames: ['klaviyo.example'],
  marks: [['X-Kmail-Account', 'Xb12s9', 'account', 'Xb12s9']],
  pasted: [
    ['X-Kmail-Account', 'Xb12s9x'],
    ['X-Kmail-Account', 'Xb 2s9'],
  ],
});
