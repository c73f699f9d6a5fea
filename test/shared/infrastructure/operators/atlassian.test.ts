/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('atlassian', {
  egress: [],
  strangers: [{ helo: 'mail.atlassian.net.evil.example' }, { helo: 'alpha.atlassian.net' }],
  includes: ['_spf.atlassian.net'],
  sharedDomains: ['atlassian.net'],
  foreignNames: ['bravo.atlassian.net', 'atlassian.example'],
  marks: [
    ['X-JIRA-FingerPrint', '0123456789abcdef0123456789abcdef', 'account', '0123456789abcdef0123456789abcdef'],
    ['DKIM-Signature', 'v=1; d=bravo.atlassian.net; s=a; b=AA==', 'dkim-domain', 'bravo.atlassian.net'],
  ],
  pasted: [
    ['X-JIRA-FingerPrint', '0123'],
    ['DKIM-Signature', 'v=1; d=atlassian.net; s=a; b=AA=='],
    ['DKIM-Signature', 'v=1; d=a.bravo.atlassian.net; s=a; b=AA=='],
  ],
});
