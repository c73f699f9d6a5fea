/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('mimecast', {
  egress: [
    { ip: '216.205.24.124', helo: 'us-smtp-delivery-124.mimecast.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '170.10.129.124', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '41.74.196.146', rdns: 'za-smtp-delivery-146.mimecast.co.za', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '198.51.100.7', rdns: 'de-smtp-delivery-63.mimecast.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [
    { helo: 'us-smtp-delivery-124.mimecast.com.evil.example' },
    { helo: 'us-smtp-delivery-x.mimecast.com' },
    { ip: '216.205.25.1' },
  ],
  writers: [
    ['us-smtp-inbound-1.mimecast.com', 'shared'],
    ['relay.mimecast.com', 'shared'],
  ],
  includes: ['_netblocks.mimecast.com', 'eu._netblocks.mimecast.com'],
  foreignNames: ['mimecast.example'],
  marks: [
    ['Authentication-Results', 'relay.mimecast.com; auth=pass smtp.auth=CUSA124A263 smtp.mailfrom=someone@alpha.example', 'account', '124'],
    [
      'Received',
      'from us-smtp-delivery-124.mimecast.com (us-smtp-delivery-124.mimecast.com [216.205.24.124]) by mx.recv.example',
      'account',
      '124',
    ],
    ['X-Mimecast-Originator', 'Alpha.example', 'organization-domain', 'alpha.example'],
  ],
  pasted: [
    ['Authentication-Results', 'recv.example; auth=pass smtp.auth=CUSA124A263'],
    ['Authentication-Results', 'relay.mimecast.com; auth=pass smtp.auth=bob'],
    ['X-Mimecast-Originator', '<>'],
    ['Received', 'from us-smtp-delivery-124.mimecast.com.evil.example (x [198.51.100.7]) by mx'],
  ],
});
