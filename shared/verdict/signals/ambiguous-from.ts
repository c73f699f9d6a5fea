/** Signal: more than one author. */
import { defineSignal } from '../signal.ts';

export default defineSignal({
  id: 'ambiguous-from',
  title: 'More than one author',
  meaning:
    'The message has several From fields, or several From domains. Programs disagree about which of them to check and which to show, and attacks live on that difference; so none of the checks clears this message.',
  basis:
    'RFC 5322 section 3.6; RFC 9989 sections 5.3.1 and 11.5; "Composition Kills" (USENIX Security 2020), "Weak Links" (USENIX Security 2021)',
  needs: ['addressing', 'from'],
  examine({ addressing, from }) {
    const text =
      addressing.fromFields.length > 1
        ? `The message has ${addressing.fromFields.length} From fields, where the standard allows one.`
        : from.domains.length > 1
          ? `The From field names several domains: ${from.domains.join(', ')}.`
          : null;
    if (text === null) return [];
    const statement = { trust: 'vouched' as const, source: 'replay' as const, text, places: addressing.fromFields };
    return [
      { ...statement, points: 'authentic' as const, weight: 'countering' as const },
      { ...statement, points: 'forwarded' as const, weight: 'countering' as const },
    ];
  },
});
