/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('cisco-ces', {
  egress: [
    { ip: '198.51.100.7', rdns: 'esa1.hc1234-56.eu.iphmx.com', pool: 'normal', scope: 'dedicated', basis: 'rdns' },
    { helo: 'esa.hc1234-56.iphmx.com', pool: 'normal', scope: 'dedicated', basis: 'helo' },
  ],
  strangers: [{ helo: 'esa1.hc1234-56.iphmx.com.evil.example' }, { helo: 'iphmx.com' }],
  writers: [['esa1.hc1234-56.iphmx.com', 'dedicated']],
  foreignNames: ['x.spf.hc1234-56.iphmx.com', 'iphmx.example'],
  marks: [
    ['Received', 'from esa2.hc1234-56.eu.iphmx.com (198.51.100.7) by mx.recv.example', 'account', 'hc1234-56'],
    ['Received', 'from esa.hc1234-56.iphmx.com (198.51.100.7) by mx.recv.example', 'account', 'hc1234-56'],
  ],
  pasted: [
    ['Received', 'from esa2.hc1234-56.iphmx.com.evil.example (198.51.100.7) by mx'],
    ['Received', 'from mail.bravo.example (esa2.hc1234-56.iphmx.com) by mx'],
  ],
});
