/** How a message is addressed: To, Reply-To, Sender, and what its display name pretends. */
import type { Identities } from '../facts/identity.ts';
import type { HeaderField, Message } from '../facts/message.ts';
import type { Addressing, NamedAddress } from '../facts/verdict-facts.ts';
import { parseAddressList } from './fields/address.ts';

/** Enough to compare with; a list of ten thousand recipients says nothing more. */
const mostAddresses = 200;

/** Takes a message and its identities; gives the addressing facts. Never throws. */
export function readAddressing(message: Message, identities: Identities): Addressing {
  const { mailFrom, mailFromPlace, from } = identities;
  const domain = mailFrom === null || mailFrom === '' ? null : mailFrom.slice(mailFrom.lastIndexOf('@') + 1).toLowerCase();
  return {
    from,
    fromFields: message.headers.filter((field) => field.key === 'from').map((field) => ({ header: field.index, ...field.valueSpan })),
    to: addressesIn(message, ['to', 'cc']),
    replyTo: addressesIn(message, ['reply-to']),
    sender: addressesIn(message, ['sender'])[0] ?? null,
    mailFromDomain: domain,
    mailFromPlace,
    namedInDisplayName: from.flatMap((mailbox) => domainsNamedIn(mailbox.displayName ?? '')),
  };
}

function addressesIn(message: Message, keys: readonly string[]): readonly NamedAddress[] {
  return message.headers
    .filter((field) => keys.includes(field.key))
    .flatMap((field) => namedAddresses(field))
    .slice(0, mostAddresses);
}

function namedAddresses(field: HeaderField): readonly NamedAddress[] {
  return parseAddressList(field.value)
    .filter(({ domain }) => domain !== '')
    .map(({ address, domain }) => ({ address, domain, place: { header: field.index, ...field.valueSpan } }));
}

/** Domains of addresses that stand in a display name: `"billing@bank.example" <x@y.example>`. The pattern is linear. */
function domainsNamedIn(displayName: string): readonly string[] {
  const named = displayName.slice(0, 1_000).matchAll(/@([a-z0-9][a-z0-9.-]{0,250}[a-z0-9])/gi);
  return [...named].map(([, domain]) => (domain ?? '').toLowerCase()).filter((domain) => domain.includes('.'));
}
