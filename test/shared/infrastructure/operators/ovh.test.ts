/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('ovh', {
  egress: [
    { ip: '198.51.100.7', rdns: '3.mo575.mail-out.ovh.net', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { ip: '10.108.4.1', helo: 'director5.ghost.mail-out.ovh.net', pool: null, scope: 'internal', basis: 'helo' },
  ],
  strangers: [{ helo: '3.mo575.mail-out.ovh.net.evil.example' }, { rdns: 'vps-1a2b3c4d.vps.ovh.net' }],
  writers: [['director5.ghost.mail-out.ovh.net', 'internal']],
  includes: ['mx.ovh.com'],
  foreignNames: ['ovh.example'],
});
