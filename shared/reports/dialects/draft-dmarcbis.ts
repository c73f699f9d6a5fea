/** Aggregate reports by the working group's drafts that became RFC 9990: the same fields under another namespace and version. */
import { defineDialect } from '../dialect.ts';

export default defineDialect({
  id: 'draft-dmarcbis',
  basis: 'draft-ietf-dmarc-aggregate-reporting before 2025, namespace http://dmarc.org/dmarc-xml/0.2',
  recognize({ namespace }) {
    if (namespace !== 'http://dmarc.org/dmarc-xml/0.2') return null;
    return { declared: true, saw: [`the namespace ${namespace}`] };
  },
  expects: ['record/auth_results/dkim/selector'],
  foreign: ['policy_published/pct'],
});
