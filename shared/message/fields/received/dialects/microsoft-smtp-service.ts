/** The SMTP service of Windows Server (IIS), also behind the old Hotmail: `from HELO ([IP]) by HOST with Microsoft SMTPSVC(6.0.3790.4675)`. */
import { defineReceivedDialect } from '../dialect.ts';

export default defineReceivedDialect({
  id: 'microsoft-smtp-service',
  basis: 'Observed: Windows 2000 to 2012, Hotmail until 2013',
  specificity: 2,
  recognize: (line) => line.protocol.startsWith('microsoft smtpsvc'),
  // `by HOST over TLS secured channel with …`
  read: (line) => (line.clauses.by?.words[1]?.toLowerCase() === 'over' ? { tls: 'TLS' } : {}),
});
