/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('brevo', {
  egress: [
    { ip: '77.32.148.40', helo: 'hn.d.sender-sib.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '185.41.28.5', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'ae.d.mailin.fr', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ helo: 'ae.d.mailin.fr.evil.example' }, { ip: '77.33.0.1' }],
  includes: ['spf.sendinblue.com', 'spf.brevo.com'],
  sharedDomains: ['sendinblue.com', 'hn.d.sender-sib.com'],
  foreignNames: ['brevo.example'],
  marks: [['Feedback-ID', '185.41.28.5:3824208_-1:3824208:Sendinblue', 'account', '3824208']],
  pasted: [
    ['Feedback-ID', '185.41.28.5:3824208_-1:9999999:Sendinblue'],
    ['Feedback-ID', '3824208:Sendinblue'],
  ],
});
