/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('hubspot', {
  egress: [
    { ip: '198.51.100.7', helo: 'bid12m.bf01x.hubspotemail.net', pool: 'normal', scope: 'shared', basis: 'helo' },
    { rdns: 'bd47uh.bf05x.hubspotemail.net', pool: 'normal', scope: 'shared', basis: 'rdns' },
  ],
  strangers: [{ helo: 'bid12m.bf01x.hubspotemail.net.evil.example' }, { helo: 'hubspotemail.net' }],
  includes: ['8726485.spf07.hubspotemail.net', '8726485.spf10a.hubspotemail.net'],
  sharedDomains: ['bf01x.hubspotemail.net'],
  foreignNames: ['spf07.hubspotemail.example'],
  marks: [
    ['DKIM-Signature', 'v=1; d=alpha.example; s=hs2-8726485; b=AA==', 'account', '8726485'],
    ['DKIM-Signature', 'v=1; d=alpha.example; s=HS1-8726485; b=AA==', 'account', '8726485'],
  ],
  pasted: [
    ['DKIM-Signature', 'v=1; d=alpha.example; s=hs3-8726485; b=AA=='],
    ['DKIM-Signature', 'v=1; d=hs2-8726485.evil.example; s=x; b=AA=='],
  ],
});
