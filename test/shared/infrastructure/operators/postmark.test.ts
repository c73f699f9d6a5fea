/** What is this operator's in a message and in DNS, and what only looks like it. */
import { base64, describeOperator } from '../operator-table.ts';

describeOperator('postmark', {
  egress: [
    { ip: '198.51.100.7', rdns: 'mta19-ab1.mtasv.net', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { ip: '198.51.100.7', helo: 'mta210a-ord.mtasv.net', pool: 'normal', scope: 'shared', basis: 'helo' },
    { helo: 'sc-ord-mta12.mtasv.net', pool: 'normal', scope: 'shared', basis: 'helo' },
  ],
  strangers: [{ helo: 'mta19-ab1.mtasv.net.evil.example' }, { helo: 'mtasv.net' }, { helo: 'mtax-ord.mtasv.net' }],
  includes: ['spf.mtasv.net'],
  sharedDomains: ['pm.mtasv.net'],
  foreignNames: ['mtasv.example'],
  marks: [
    ['Feedback-ID', 's154459-_:s154459:a30866:postmark', 'account', '30866'],
    ['X-PM-RCPT', `|${base64('m0|30866|154459|someone@recv.example')}|`, 'account', '30866'],
  ],
  pasted: [
    ['Feedback-ID', 's154459-_:s999999:a30866:postmark'],
    ['X-PM-RCPT', base64('m0|30866|154459|someone@recv.example')],
    ['X-PM-RCPT', '|%%%%%%%%|'],
  ],
});
