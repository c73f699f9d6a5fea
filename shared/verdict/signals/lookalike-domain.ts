/** Signal: a name made to be misread. */
import { defineSignal, joinPlaces } from '../signal.ts';

/** Letters that people take for others in a domain name, folded onto one of them (Unicode TR 39, the few that matter in mail). */
const confusable: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'l'],
  ['i', 'l'],
  ['5', 's'],
  ['а', 'a'],
  ['е', 'e'],
  ['о', 'o'],
  ['р', 'p'],
  ['с', 'c'],
  ['х', 'x'],
  ['у', 'y'],
  ['і', 'l'],
  ['ӏ', 'l'],
]);

/** What the eye makes of a name: names with the same skeleton can be taken for one another. */
export function skeleton(domain: string): string {
  const folded = [...domain.toLowerCase()].map((letter) => confusable.get(letter) ?? letter).join('');
  return folded.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('-', '');
}

export default defineSignal({
  id: 'lookalike-domain',
  title: 'A name made to be misread',
  meaning:
    'The From domain looks like a domain that is known in this case, or the display name shows an address of another domain. It misleads the eye; it does not make the authentication wrong.',
  basis: 'Unicode Technical Standard 39; RFC 5890 section 4.4',
  needs: ['addressing', 'known', 'from'],
  examine({ addressing, known, from }) {
    const domain = from.domains[0];
    if (domain === undefined) return [];
    const statement = {
      points: 'misaligned-sender' as const,
      weight: 'supporting' as const,
      trust: 'claimed' as const,
      source: 'replay' as const,
    };
    const twin = known.domains.find((other) => other !== domain && !domain.endsWith(`.${other}`) && skeleton(other) === skeleton(domain));
    const shown = addressing.namedInDisplayName.find(
      (name) => name !== domain && !domain.endsWith(`.${name}`) && !name.endsWith(`.${domain}`),
    );
    return [
      ...(twin === undefined
        ? []
        : [{ ...statement, text: `${domain} can be misread as a domain that this case knows.`, places: from.places }]),
      ...(shown === undefined
        ? []
        : [
            {
              ...statement,
              text: `The display name shows ${shown}, the address is at ${domain}.`,
              places: joinPlaces(from.places, addressing.fromFields),
            },
          ]),
    ];
  },
});
