/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('icloud', {
  egress: [
    { ip: '198.51.100.7', rdns: 'qs51p00im-qukt01071501.me.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { helo: 'mr85p00im-ztdg06011201.me.com', pool: 'normal', scope: 'shared', basis: 'helo' },
  ],
  strangers: [{ helo: 'qs51p00im-qukt01071501.me.com.evil.example' }, { helo: 'mail.me.com' }, { helo: 'evil-me.com' }],
  includes: ['icloud.com'],
  foreignNames: ['icloud.example'],
});
