/** A suspect message for the tests of the exports. */
import type { SuspectMessage } from '../../../shared/export/suspect-message.ts';

export const suspect: SuspectMessage = {
  sha256: 'ab'.repeat(32),
  kind: 'cross-tenant-spoof',
  confidence: 'probable',
  sentence: 'This message says that it is from alpha.example, but another customer of Exchange Online handed it in.',
  subject: 'New bank details',
  from: 'alice@alpha.example',
  at: '2026-03-11T08:14:13Z',
  fromDomains: ['alpha.example'],
  addresses: ['40.107.117.56'],
  operator: 'exchange-online',
  operatorName: 'Exchange Online',
  tenants: ['bravo.onmicrosoft.com'],
};
