/**
 * What header fields say about SPF, DKIM, ARC and DMARC, each with who wrote it and how far it can be believed.
 * A field above the trust boundary was written by the receiver (RFC 8601 section 5: the receiver removes forged ones of its own).
 * An ARC set below it is vouched for where the chain verifies, by our check or by the receiver's recorded word, and the sealer
 * is an operator that we know: anybody can seal a chain of its own. An operator's unsealed record directly under its own
 * egress hop may be attributed, once its stamps confirm it (infrastructure/recorded-ingress.ts). Everything else is only claimed.
 */
import type { Claim } from '../facts/authentication.ts';
import type { Trust } from '../facts/evidence.ts';
import type { HeaderField } from '../facts/message.ts';
import type { AuthenticationResults } from '../message/fields/authentication-results.ts';
import type { Records, ResultsFieldKind } from '../message/records.ts';
import type { SealContext, SealedRecord } from './sealed-records.ts';

type Sealed = ReadonlyMap<number, SealedRecord>;

/** Takes the records of a message; gives one claim a result, top to bottom. `agrees` and `difference` are null: claim-comparison.ts fills them in. */
export function collectClaims(records: Records, sealed: Sealed, context: SealContext): readonly Claim[] {
  const claims: Claim[] = [];
  for (const { field, kind, parsed } of records.results) {
    const above = field.index <= context.boundary.header;
    const writer = above ? null : writerOf(field, kind, parsed, sealed, context);
    const trust = above ? 'vouched' : trustBelow(field, kind, writer, sealed, context);
    for (const result of parsed.results) {
      const properties = result.properties;
      claims.push({
        header: field.index,
        place: { header: field.index, ...result.span },
        field: kind,
        authservId: parsed.authservId,
        instance: parsed.instance,
        writer,
        method: result.method,
        result: result.result,
        domain: domainOf(result.method, properties),
        selector: properties['header.s'] ?? null,
        ip: result.method === 'spf' ? (parsed.senderIp ?? null) : null,
        helo: properties['smtp.helo'] ?? null,
        properties,
        comment: result.comment,
        about: above ? 'receiver' : isOwnIngressRecord(field, kind, writer, sealed, context) ? 'ingress' : 'other',
        trust,
        agrees: null,
        difference: null,
      });
    }
  }
  for (const { field, parsed } of records.receivedSpf) {
    const above = field.index <= context.boundary.header;
    const writer = !above && parsed.receiver !== null ? context.infrastructure.operatorOfAuthservId(parsed.receiver) : null;
    claims.push({
      header: field.index,
      place: { header: field.index, ...parsed.span },
      field: 'received-spf',
      authservId: parsed.receiver,
      instance: null,
      writer,
      method: 'spf',
      result: parsed.result,
      domain: parsed.domain,
      selector: null,
      ip: parsed.clientIp,
      helo: parsed.helo,
      properties: {},
      comment: parsed.comment,
      about: above ? 'receiver' : writer !== null && writer === context.egressOperator ? 'ingress' : 'other',
      // Below the boundary no operator is known to remove a forged Received-SPF, so a copy there is never more than a claim.
      trust: above ? 'vouched' : 'claimed',
      agrees: null,
      difference: null,
    });
  }
  return claims.sort((a, b) => a.header - b.header || a.place.start - b.place.start);
}

function writerOf(
  field: HeaderField,
  kind: ResultsFieldKind,
  parsed: AuthenticationResults,
  sealed: Sealed,
  { infrastructure }: SealContext,
): string | null {
  if (kind === 'arc-authentication-results') return sealed.get(field.index)?.operator ?? null;
  if (parsed.authservId !== null) return infrastructure.operatorOfAuthservId(parsed.authservId);
  // Exchange Online writes no authserv-id; its name for the field stands in for one.
  return kind === 'operator-results' ? infrastructure.operatorOfResultsField(field.name) : null;
}

function trustBelow(field: HeaderField, kind: ResultsFieldKind, writer: string | null, sealed: Sealed, context: SealContext): Trust {
  if (kind === 'arc-authentication-results') return sealed.get(field.index)?.trust ?? 'claimed';
  return isOwnIngressRecord(field, kind, writer, sealed, context) ? 'attributed' : 'claimed';
}

/** Whether the field is what the operator of the egress hop would itself have written about its ingress. */
function isOwnIngressRecord(
  field: HeaderField,
  kind: ResultsFieldKind,
  writer: string | null,
  sealed: Sealed,
  { egressOperator }: SealContext,
): boolean {
  if (kind === 'arc-authentication-results') return sealed.get(field.index)?.isOwnIngress === true;
  return kind === 'operator-results' && writer !== null && writer === egressOperator;
}

/** The identity a result speaks of: an address's domain, in lower case (RFC 8601 section 2.7). */
function domainOf(method: string, properties: Readonly<Record<string, string>>): string | null {
  const names: Readonly<Record<string, readonly string[]>> = {
    spf: ['smtp.mailfrom', 'smtp.helo'],
    dkim: ['header.d', 'header.i'],
    dmarc: ['header.from'],
    arc: [],
  };
  for (const name of names[method] ?? []) {
    const value = properties[name];
    if (value === undefined || value === '' || value === 'none') continue;
    const domain = value.slice(value.lastIndexOf('@') + 1).toLowerCase();
    if (domain !== '') return domain.replace(/\.$/, '');
  }
  return null;
}
