/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('proofpoint', {
  egress: [
    { ip: '148.163.156.1', helo: 'mx0a-00aa11bb.pphosted.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '67.231.149.1', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '91.207.212.192', rdns: 'mx08-00096706.pphosted.com.', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'mx0b-00aa11bb.gpphosted.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { helo: 'mx0a-00aa11bb.pphosted.com', pool: 'normal', scope: 'shared', basis: 'helo' },
  ],
  strangers: [
    { helo: 'mx0a-00aa11bb.pphosted.com.evil.example' },
    { ip: '148.163.156.1', helo: 'dispatch1-us1.ppe-hosted.com' },
    { ip: '148.163.160.1' },
    { rdns: 'pphosted.com' },
  ],
  writers: [
    ['mx0a-00aa11bb.pphosted.com', 'shared'],
    ['m0098393.ppops.net', 'internal'],
  ],
  includes: ['spf-00aa11bb.pphosted.com', 'x.alpha.example.spf.has.pphosted.com'],
  foreignNames: ['pphosted.example'],
  marks: [
    ['Received', 'from mx0a-00aa11bb.pphosted.com (mx0a-00aa11bb.pphosted.com. [148.163.156.1]) by mx.recv.example', 'account', '00aa11bb'],
  ],
  pasted: [
    ['Received', 'from mx0a-00aa11bb.pphosted.com.evil.example (x [198.51.100.7]) by mx.recv.example'],
    ['Received', 'from bravo.example (mx0a-00aa11bb.pphosted.com [198.51.100.7]) by mx.recv.example'],
    ['Received', 'from lmc3.pphosted.com (x [198.51.100.7]) by mx.recv.example'],
  ],
});
