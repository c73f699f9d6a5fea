/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('mailersend', {
  egress: [{ ip: '198.51.100.7', rdns: 'mail12.mailersend.net', pool: 'normal', scope: 'shared', basis: 'rdns' }],
  strangers: [{ helo: 'mail12.mailersend.net.evil.example' }, { helo: 'mailersend.net' }],
  includes: ['_spf.mailersend.net'],
  sharedDomains: ['mailersend.net'],
  foreignNames: ['mailersend.example'],
  marks: [['Feedback-ID', 'jpzkmgq1:MailerSend', 'account', 'jpzkmgq1']],
  pasted: [['Feedback-ID', 'jpzkmgq1:MailerSend:bravo']],
});
