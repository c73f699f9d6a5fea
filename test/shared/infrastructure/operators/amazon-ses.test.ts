/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('amazon-ses', {
  egress: [
    { ip: '54.240.8.15', helo: 'a8-15.smtp-out.amazonses.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '23.251.255.1', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '76.223.180.1', pool: 'normal', scope: 'shared', basis: 'address' },
    { rdns: 'e226-1.smtp-out.us-east-2.amazonses.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { helo: 'b224-4.smtp-out.eu-central-1.amazonses.com', pool: 'normal', scope: 'shared', basis: 'helo' },
  ],
  strangers: [
    { ip: '198.51.100.7', helo: 'a8-15.smtp-out.amazonses.com' },
    { helo: 'a8-15.smtp-out.amazonses.com.evil.example' },
    { helo: 'smtp-out.amazonses.example' },
    { ip: '3.5.0.1' },
  ],
  writers: [['inbound-smtp.eu-west-1.amazonaws.com', 'shared']],
  includes: ['amazonses.com'],
  sharedDomains: ['amazonses.com', 'eu-west-1.amazonses.com'],
  foreignNames: ['notamazonses.com'],
  marks: [
    [
      'Feedback-ID',
      '1.eu-west-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AmazonSES',
      'account',
      'eu-west-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    ],
    [
      'Feedback-ID',
      '::1.us-east-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AmazonSES',
      'account',
      'us-east-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    ],
  ],
  pasted: [
    ['Feedback-ID', '::1.eu-west-2.13Nh5t5FcNpte4=:bravo'],
    ['Feedback-ID', '1.eu-west-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AmazonSES:bravo'],
    ['Feedback-ID', '1.eu-west-1.short:AmazonSES'],
  ],
});
