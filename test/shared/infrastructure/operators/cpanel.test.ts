/** What is this operator's in a message and in DNS, and what only looks like it. */
import { describeOperator } from '../operator-table.ts';

describeOperator('cpanel', {
  egress: [],
  strangers: [{ helo: 'cpanel.alpha.example' }, { ip: '198.51.100.7' }],
  foreignNames: ['cpanel.net'],
  marks: [
    ['X-Get-Message-Sender-Via', 'host.alpha.example: authenticated_id: bob@bravo.example', 'account', 'bob@bravo.example'],
    ['X-Authenticated-Sender', 'host.alpha.example: bob@bravo.example', 'account', 'bob@bravo.example'],
    ['X-AuthUser', 'bob@bravo.example', 'account', 'bob@bravo.example'],
  ],
  pasted: [
    ['X-Get-Message-Sender-Via', 'host.alpha.example: acl_c_authenticated_local_user: bravo'],
    ['X-Authenticated-Sender', 'bravo'],
    ['X-AuthUser', 'bravo'],
  ],
});
