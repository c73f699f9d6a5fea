/** Result words from before RFC 7489: `hardfail`, and the `unknown` and `error` of the first SPF drafts. */
import { defineDialect } from '../dialect.ts';

/** RFC 7489 appendix C names the last two itself: "TempError" commonly implemented as "unknown", "PermError" as "error". */
const aliases: ReadonlyMap<string, string> = new Map([
  ['hardfail', 'fail'],
  ['unknown', 'temperror'],
  ['error', 'permerror'],
]);

export default defineDialect({
  id: 'old-result-words',
  basis: 'RFC 7489 appendix C, comments at SPFResultType; hardfail: cry-inc/dmarc-report-viewer issue 21',
  recognize: 'by-value',
  paths: ['record/auth_results/dkim/result', 'record/auth_results/spf/result'],
  amend({ text }) {
    const word = text.trim();
    const alias = aliases.get(word.toLowerCase());
    if (alias === undefined) return null;
    return { text: alias, note: { code: 'result-word-alias', message: `The word “${word}” is read as “${alias}”.` } };
  },
});
