/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('newfold', {
  egress: [
    { ip: '198.51.100.7', rdns: 'omta34.uswest2.a.cloudfilter.net', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { ip: '10.0.29.36', helo: 'eig-obgw-5001a.ext.cloudfilter.net', pool: 'normal', scope: 'shared', basis: 'helo' },
  ],
  strangers: [{ helo: 'omta34.uswest2.a.cloudfilter.net.evil.example' }, { helo: 'cloudfilter.net' }],
  foreignNames: ['cloudfilter.net'],
  marks: [['X-Source-Auth', 'bob@bravo.example', 'account', 'bob@bravo.example']],
  pasted: [
    ['X-Source-Auth', 'bob'],
    ['X-Source-Auth', 'bob@bravo.example, eve@evil.example'],
  ],
});
