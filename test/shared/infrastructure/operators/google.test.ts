/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('google', {
  egress: [
    { ip: '209.85.208.52', rdns: 'mail-ed1-f52.google.com', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '74.125.82.41', pool: 'normal', scope: 'shared', basis: 'address' },
    { ip: '2607:f8b0:4864:20::1', pool: 'normal', scope: 'shared', basis: 'address' },
    { rdns: 'mail-ed1-f52.google.com', pool: 'normal', scope: 'shared', basis: 'rdns' },
    { helo: 'mail-ej1-x633.google.com', pool: 'normal', scope: 'shared', basis: 'helo' },
    { ip: '209.85.220.41', rdns: 'mail-sor-f41.google.com', pool: null, scope: 'internal', basis: 'address' },
  ],
  strangers: [
    { ip: '198.51.100.7', helo: 'mail-ed1-f52.google.com' },
    { helo: 'mail-ed1-f52.google.com.evil.example' },
    { rdns: 'mail.googlemail.example' },
    { ip: '34.64.0.1' },
    { ip: '8.8.8.8' },
  ],
  writers: [
    ['mx.google.com', 'shared'],
    ['smtp-relay.gmail.com', 'shared'],
    ['gmailapi.google.com', 'shared'],
  ],
  includes: ['_spf.google.com', '_netblocks.google.com'],
  sharedDomains: ['gappssmtp.com', '20230601.gappssmtp.com', 'firebaseapp.com', 'googlegroups.com'],
  foreignNames: ['google.com.evil.example', 'bravo-example.20230601.gappssmtp.com', '_spf.google.example'],
  marks: [
    [
      'DKIM-Signature',
      'v=1; d=bravo-example.20230601.gappssmtp.com; s=20230601; b=AA==',
      'dkim-domain',
      'bravo-example.20230601.gappssmtp.com',
    ],
    [
      'Received',
      'from 123456789012 named unknown by gmailapi.google.com with HTTPREST; Tue, 3 Nov 2026 10:00:00 +0000',
      'account',
      '123456789012',
    ],
  ],
  pasted: [
    ['DKIM-Signature', 'v=1; d=bravo-example.20230601.gappssmtp.com.evil.example; s=20230601; b=AA=='],
    ['DKIM-Signature', 'v=1; d=gappssmtp.com; s=20230601; b=AA=='],
    ['Received', 'from 123456789012 (123456789012) by gmailapi.google.com.evil.example with HTTPREST'],
  ],
});
