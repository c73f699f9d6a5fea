/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('yahoo', {
  egress: [{ ip: '198.51.100.7', rdns: 'sonic304-22.consmr.mail.ne1.yahoo.com', pool: 'normal', scope: 'shared', basis: 'rdns' }],
  strangers: [{ helo: 'sonic304-22.consmr.mail.ne1.yahoo.com.evil.example' }, { helo: 'www.yahoo.com' }],
  writers: [['mta2022.biz.mail.sg2.yahoo.com', 'shared']],
  includes: ['_spf.mail.yahoo.com'],
  foreignNames: ['yahoo.example'],
  marks: [['X-Sonic-MF', '<bob@bravo.example>', 'account', 'bob@bravo.example']],
  pasted: [['X-Sonic-MF', 'bob at bravo']],
});
