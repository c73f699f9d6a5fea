/** Keywords in capitals: `Pass`, `None`, `FAIL`. */
import { defineDialect } from '../dialect.ts';

export default defineDialect({
  id: 'upper-case-words',
  basis: 'seen from many reporters; the enumerations of RFC 7489 and RFC 9990 are lower case',
  recognize: 'by-value',
  paths: [
    'policy_published/p',
    'policy_published/sp',
    'policy_published/np',
    'policy_published/adkim',
    'policy_published/aspf',
    'policy_published/testing',
    'policy_published/discovery_method',
    'record/row/policy_evaluated/disposition',
    'record/row/policy_evaluated/dkim',
    'record/row/policy_evaluated/spf',
    'record/row/policy_evaluated/reason/type',
    'record/auth_results/dkim/result',
    'record/auth_results/spf/result',
    'record/auth_results/spf/scope',
  ],
  amend({ text }) {
    const lower = text.toLowerCase();
    if (lower === text) return null;
    return { text: lower, note: { code: 'value-case', message: `The word “${text.trim()}” is read without regard to case.` } };
  },
});
