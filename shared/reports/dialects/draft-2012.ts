/** Aggregate reports by the drafts of 2012, before RFC 7489 added the version, the failure options and the envelope. */
import { defineDialect } from '../dialect.ts';

export default defineDialect({
  id: 'draft-2012',
  basis: 'draft-dmarc-base of 2012, namespace http://dmarc.org/dmarc-xml/0.1 without a version element',
  recognize({ namespace, version, paths }) {
    const declared = namespace === 'http://dmarc.org/dmarc-xml/0.1';
    const isLater =
      version !== null ||
      ['policy_published/fo', 'record/identifiers/envelope_from', 'record/auth_results/spf/scope'].some((path) => paths.has(path));
    if (!declared || isLater) return null;
    return { declared, saw: [`the namespace ${namespace}`, 'no version', 'no failure options', 'no envelope'] };
  },
});
