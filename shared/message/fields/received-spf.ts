/** Reads Received-SPF (RFC 7208 section 9.1), with the forms of Microsoft, Google and Yahoo, which say in the comment what belongs into keys. */
import type { Place, Span } from '../../facts/evidence.ts';
import type { HeaderField } from '../../facts/message.ts';
import { parseAddressLiteral } from './address-literal.ts';
import { readableText, textOfField } from './field-text.ts';
import { type Token, tokenize } from './lexer.ts';
import { type PropertyPair, readTerms } from './result-terms.ts';
import { findSenderIp } from './sender-ip.ts';

export interface ReceivedSpf {
  /** Lower case, as claimed; empty where the field has no word. */
  readonly result: string;
  readonly comment: string | null;
  readonly clientIp: string | null;
  /**
   * RFC5321.MailFrom: the key `envelope-from`, or the address in `domain of a@b designates …`. Null where neither is there, and for a
   * `postmaster@` in the comment, which may stand for the HELO identity (RFC 7208 section 2.4).
   */
  readonly envelopeFrom: string | null;
  readonly helo: string | null;
  readonly receiver: string | null;
  readonly identity: string | null;
  readonly mechanism: string | null;
  /** The domain that was checked, from the comment or else from `envelope-from`. */
  readonly domain: string | null;
  /** All keys in lower case, in order. */
  readonly pairs: readonly PropertyPair[];
  readonly place: Place;
  readonly span: Span;
}

/** Takes one field. Never throws, and is linear in its length. */
export function parseReceivedSpf(field: HeaderField): ReceivedSpf {
  const { text } = textOfField(field);
  const tokens = tokenize(text, 'swallow');
  const result = tokens[0]?.kind === 'word' ? tokens[0].text.toLowerCase() : '';
  const commentToken = tokens.find((token) => token.kind === 'comment');
  const comment = commentToken === undefined ? null : readableText(commentToken.text);
  const pairs = readPairs(text, tokens);
  const key = (name: string): string | null => pairs.find(([candidate]) => candidate === name)?.[1] ?? null;
  const said = comment === null ? noStatement : readComment(comment);
  const clientIp = parseAddressLiteral(key('client-ip') ?? '') ?? (comment === null ? null : findSenderIp(comment));
  const envelopeFrom = key('envelope-from') ?? said.mailFrom;
  const span = { start: field.valueSpan.start, end: field.valueSpan.end };
  return {
    result,
    comment,
    clientIp,
    envelopeFrom: envelopeFrom === null ? null : envelopeFrom.replace(/^<(.*)>$/s, '$1'),
    helo: key('helo'),
    receiver: key('receiver') ?? said.receiver,
    identity: key('identity'),
    mechanism: key('mechanism') ?? said.mechanism,
    domain: said.domain ?? domainOf(key('envelope-from')),
    pairs,
    place: { header: field.index, ...span },
    span,
  };
}

/** Keys are separated by semicolons or by white space alone. */
function readPairs(text: string, tokens: readonly Token[]): readonly PropertyPair[] {
  const pairs: PropertyPair[] = [];
  let part: Token[] = [];
  for (const token of [...tokens.slice(1), undefined]) {
    if (token === undefined || token.kind === 'semicolon') {
      pairs.push(...readTerms(text, part).pairs);
      part = [];
    } else {
      part.push(token);
    }
  }
  return pairs;
}

interface Statement {
  readonly receiver: string | null;
  readonly domain: string | null;
  readonly mailFrom: string | null;
  readonly mechanism: string | null;
}

const noStatement: Statement = { receiver: null, domain: null, mailFrom: null, mechanism: null };

/** `receiver: domain of [transitioning] IDENTITY designates …`, `receiver: HOST does not designate permitted sender hosts`. */
function readComment(comment: string): Statement {
  const text = comment.slice(0, 2000);
  const prefix = /^\s*([\w.-]{1,255}): /.exec(text)?.[1];
  const receiver = prefix?.includes('.') === true ? prefix : null;
  const mechanism = /\(mechanism '([^']{1,300})' matched\)/i.exec(text)?.[1] ?? null;
  const identity =
    /\bdomain of (?:transitioning )?("(?:[^"\\]|\\.)*"@\S+|\S+)/i.exec(text)?.[1] ??
    /(?:^|: )\s*(\S+) does not designate permitted sender hosts/i.exec(text)?.[1] ??
    null;
  if (identity === null) return { ...noStatement, receiver, mechanism };
  const domain = domainOf(identity);
  const isMailFrom = identity.includes('@') && !/^postmaster@/i.test(identity);
  return { receiver, mechanism, domain, mailFrom: isMailFrom ? identity : null };
}

function domainOf(identity: string | null): string | null {
  if (identity === null) return null;
  const domain = identity.slice(identity.lastIndexOf('@') + 1).replace(/[>,.;]+$/, '');
  // `MAILER-DAEMON` and the like are no domains.
  return domain.includes('.') && !domain.includes('<') ? domain : null;
}
