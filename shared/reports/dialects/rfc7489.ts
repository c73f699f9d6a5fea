/** Aggregate reports of RFC 7489 appendix C, with and without its namespace and its version. */
import { defineDialect } from '../dialect.ts';

export default defineDialect({
  id: 'rfc7489',
  basis: 'RFC 7489 appendix C',
  recognize({ namespace, version, paths }) {
    const declared = namespace === 'http://dmarc.org/dmarc-xml/0.1';
    const saw = [
      ...(declared ? [`the namespace ${namespace}`] : []),
      ...(version !== null && /^(?:0\.1|1(?:\.0)?)$/.test(version) ? [`version ${version}`] : []),
      ...['policy_published/pct', 'policy_published/fo', 'record/auth_results/spf/scope']
        .filter((path) => paths.has(path))
        .map((path) => `the element ${path}`),
    ];
    // The least that any aggregate report holds: a report without marks is one of the standard that was valid for eleven years.
    const isReport = paths.has('policy_published') || paths.has('record');
    return saw.length === 0 && !isReport ? null : { declared, saw: saw.length === 0 ? ['nothing of a later standard'] : saw };
  },
  expects: ['record/identifiers/envelope_from'],
  foreign: ['report_metadata/generator', 'policy_published/np', 'policy_published/testing', 'policy_published/discovery_method'],
});
