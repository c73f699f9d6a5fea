/** Aggregate reports of RFC 9990 (May 2026). */
import { defineDialect } from '../dialect.ts';

const ownElements = [
  'report_metadata/generator',
  'policy_published/np',
  'policy_published/testing',
  'policy_published/discovery_method',
] as const;

export default defineDialect({
  id: 'rfc9990',
  basis: 'RFC 9990, schema urn:ietf:params:xml:ns:dmarc-2.0',
  recognize({ namespace, paths }) {
    const declared = namespace === 'urn:ietf:params:xml:ns:dmarc-2.0';
    // Reporters leave the namespace out; these fields exist in no earlier standard.
    const saw = ownElements.filter((path) => paths.has(path)).map((path) => `the element ${path}`);
    if (!declared && saw.length === 0) return null;
    return { declared, saw: declared ? [`the namespace ${namespace}`, ...saw] : saw };
  },
  expects: ['record/auth_results/dkim/selector'],
  foreign: ['policy_published/pct'],
});
