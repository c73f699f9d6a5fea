/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('proton', {
  egress: [
    { ip: '185.70.40.131', rdns: 'mail-40131.protonmail.ch', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '109.224.244.9', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'mail-40131.protonmail.ch', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ helo: 'mail-40131.protonmail.ch.evil.example' }, { ip: '185.70.42.1' }],
  writers: [['mailin012.protonmail.ch', 'shared']],
  includes: ['_spf.protonmail.ch'],
  foreignNames: ['protonmail.example'],
  marks: [['Feedback-ID', '12345678:user:proton', 'account', '12345678']],
  pasted: [['Feedback-ID', 'bravo:user:proton']],
});
