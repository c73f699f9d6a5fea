/** A suspect message as MISP objects: the mail itself, and the tenant that handed it in. */
import { parseIp } from '../../names/ip-network.ts';
import { accusedTenant, plainAddress, type SuspectMessage } from '../suspect-message.ts';
import type { Json } from '../uuid.ts';
import { type Attribute, datetime, domainOf, mispObject, poolNote, tenantNote, text } from './object.ts';
import { domainIp, email } from './template.ts';

/** `event` is the UUID of the event that they belong to. The From address is the victim's: it is never to be looked for. */
export function messageObjects(message: SuspectMessage, event: string): readonly Json[] {
  const { at, sentence, confidence, kind, operatorName } = message;
  const times = { first: at, last: at };
  const comment = `${kind}, ${confidence ?? 'no confidence stated'}: ${sentence} (SHA-256 ${message.sha256})`;
  const addresses = message.addresses.filter((ip) => parseIp(ip) !== null);
  const from = plainAddress(message.from);
  const pool =
    operatorName === null ? 'Handed the message to its receiver; may be a shared pool. Not an indicator.' : poolNote(operatorName);
  const sent = (relation: string): Attribute[] =>
    addresses.map((ip) => ({
      relation,
      type: relation === 'ip' ? 'ip-dst' : 'ip-src',
      value: ip,
      toIds: false,
      comment: pool,
      isShared: true,
    }));

  const accused = accusedTenant(message);
  const tenants = message.tenants.flatMap((name) => domainOf(name) ?? []);
  const tuple =
    tenants.length === 0
      ? null
      : mispObject(domainIp, event, times, {
          comment,
          attributes: [
            ...tenants.map((value) => ({ relation: 'domain', type: 'domain', value, toIds: value === accused, comment: tenantNote })),
            ...sent('ip'),
            { relation: 'first-seen', type: 'datetime', value: datetime(at), toIds: false },
            { relation: 'last-seen', type: 'datetime', value: datetime(at), toIds: false },
            { relation: 'text', type: 'text', value: text(sentence), toIds: false },
          ],
          references: [],
        });
  const mail = mispObject(email, event, times, {
    comment,
    attributes: [
      ...(from !== null
        ? [
            {
              relation: 'from',
              type: 'email-src',
              value: from,
              toIds: false,
              comment: 'The name that was used; its owner is the victim.',
            },
          ]
        : []),
      ...(message.subject === null || message.subject.trim() === ''
        ? []
        : [{ relation: 'subject', type: 'email-subject', value: text(message.subject), toIds: false }]),
      { relation: 'send-date', type: 'datetime', value: datetime(at), toIds: false },
      ...sent('ip-src'),
    ],
    references: tuple === null ? [] : [{ to: tuple.uuid, relationship: 'related-to' }],
  });
  return [...(tuple === null ? [] : [tuple]), mail];
}
