/** Traces of forwarders, mailing lists and envelope rewriting. */
import type { HeaderField, Message } from '../facts/message.ts';
import type { ForwardingMark } from '../facts/verdict-facts.ts';

type MarkKind = ForwardingMark['kind'];

const fieldMarks: ReadonlyMap<string, { readonly kind: MarkKind; readonly text: string }> = new Map([
  ['list-id', { kind: 'list', text: 'a mailing list named itself in List-Id (RFC 2919)' }],
  ['list-post', { kind: 'list', text: 'a mailing list gave its posting address (RFC 2369)' }],
  ['mailing-list', { kind: 'list', text: 'a mailing list named itself in Mailing-list' }],
  ['x-google-group-id', { kind: 'list', text: 'a Google Group named itself' }],
  ['x-forwarded-to', { kind: 'forward', text: 'a mailbox recorded that it forwarded the message' }],
  ['x-forwarded-for', { kind: 'forward', text: 'a mailbox recorded that it forwarded the message' }],
  ['resent-from', { kind: 'resent', text: 'somebody resent the message (RFC 5322 section 3.6.6)' }],
  ['x-ms-exchange-forwardingloop', { kind: 'forward', text: 'an Exchange mailbox forwarded the message by a rule' }],
  ['x-ms-exchange-generated-message-source', { kind: 'forward', text: 'an Exchange mailbox rule sent the message on' }],
]);

/** Envelope rewriting schemes, recognised in the local part of the reverse-path. All patterns are anchored and linear. */
const envelopeMarks: readonly { readonly pattern: RegExp; readonly kind: MarkKind; readonly text: string }[] = [
  { pattern: /^srs[01][=+-]/i, kind: 'srs', text: 'the reverse-path was rewritten by SRS, as forwarders do' },
  { pattern: /\+srs=/i, kind: 'srs', text: 'the reverse-path was rewritten by SRS, as Exchange Online does when it forwards' },
  { pattern: /\+caf_=/i, kind: 'forward', text: 'the reverse-path was rewritten by Gmail, as it does when it forwards' },
  { pattern: /^prvs=/i, kind: 'batv', text: 'the reverse-path carries a BATV tag' },
];

/** Takes a message and its MAIL FROM field; gives the marks found, top to bottom. */
export function findForwardingMarks(
  message: Message,
  mailFromField: HeaderField | null,
  mailFrom: string | null,
): readonly ForwardingMark[] {
  const marks: ForwardingMark[] = [];
  if (mailFromField !== null && mailFrom !== null) {
    const localPart = mailFrom.slice(0, Math.max(0, mailFrom.lastIndexOf('@')));
    for (const { pattern, kind, text } of envelopeMarks) {
      if (pattern.test(localPart)) marks.push({ kind, text, place: { header: mailFromField.index, ...mailFromField.valueSpan } });
    }
  }
  for (const field of message.headers) {
    const mark = fieldMarks.get(field.key);
    if (mark !== undefined) marks.push({ ...mark, place: { header: field.index, ...field.valueSpan } });
  }
  return marks;
}
