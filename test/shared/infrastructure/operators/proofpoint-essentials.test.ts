/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('proofpoint-essentials', {
  egress: [
    { ip: '67.231.154.1', helo: 'dispatch1-us1.ppe-hosted.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'dispatch1-eu1.ppe-hosted.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [
    { ip: '67.231.154.1', helo: 'mx0a-00aa11bb.pphosted.com' },
    { helo: 'dispatch1-us1.ppe-hosted.com.evil.example' },
    { ip: '148.163.156.1' },
  ],
  writers: [['mx1-us1.ppe-hosted.com', 'shared']],
  includes: ['spf-us.ppe-hosted.com'],
  foreignNames: ['ppe-hosted.example'],
});
