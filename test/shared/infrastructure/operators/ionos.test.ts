/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('ionos', {
  egress: [
    { ip: '198.51.100.7', rdns: 'mout.kundenserver.de', pool: 'hosting', scope: 'shared', basis: 'rdns' },
    { helo: 'mout.perfora.net', pool: 'hosting', scope: 'shared', basis: 'helo' },
    { ip: '198.51.100.7', rdns: 'mout.gmx.net', pool: 'consumer', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ helo: 'mout.kundenserver.de.evil.example' }, { helo: 'xmout.gmx.net' }],
  writers: [['mreue012.server.lan.kundenserver.de', 'internal']],
  includes: ['_spf.kundenserver.de', '_spf.perfora.net'],
  foreignNames: ['perfora.example'],
  pasted: [['X-UI-Sender-Class', '814a7b36-bfc1-4dae-8640-3722d8ec6cd6']],
});
