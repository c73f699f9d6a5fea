/** Signal: answers go to another domain. */
import { defineSignal, joinPlaces } from '../signal.ts';

function sameOwner(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

export default defineSignal({
  id: 'divergent-reply-path',
  title: 'Answers go to another domain',
  meaning: 'Reply-To names a domain that is not the one in From. Ticket systems and lists do so too; anybody can write the field.',
  basis: 'RFC 5322 section 3.6.2',
  needs: ['addressing'],
  examine({ addressing }) {
    const domain = addressing.from[0]?.domain;
    if (domain === undefined || domain === '') return [];
    const other = addressing.replyTo.find((address) => !sameOwner(address.domain, domain));
    if (other === undefined) return [];
    return [
      {
        points: 'misaligned-sender',
        weight: 'supporting',
        trust: 'claimed',
        source: 'replay',
        text: `Answers would go to ${other.domain}, not to ${domain}.`,
        places: joinPlaces([other.place], addressing.fromFields),
      },
    ];
  },
});
