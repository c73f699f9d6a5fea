/** Finds what operators wrote into the header about the tenant who handed the message in, and about how it came in. */
import type { Place } from '../facts/evidence.ts';
import type { FoundMark, Infrastructure, OperatorStamp } from '../facts/infrastructure.ts';
import type { HeaderField } from '../facts/message.ts';
import { stampExtractors, tenantExtractors } from './extract.ts';
import { createHostTable, type HostTable } from './host-pattern.ts';
import { signingTenant } from './name-lookups.ts';
import type { OperatorEntry } from './operator.ts';

/** Longer header values are not what an operator writes; the rest of them is not searched for tenants. */
const longestValue = 16_384;

/** Takes entries sorted by id; gives findTenants() and findStamps() of the catalogue. Both say what stands there, not whether to believe it. */
export function createMarkFinder(operators: readonly OperatorEntry[]): Pick<Infrastructure, 'findTenants' | 'findStamps'> {
  const tenantRules = byHeader(operators.flatMap((operator) => operator.tenants.map((rule) => ({ ...rule, operator: operator.id }))));
  const sealers = createHostTable(operators.flatMap((operator) => operator.sealers.map((pattern) => ({ pattern, owner: operator.id }))));
  const stampRules = byHeader(operators.flatMap((operator) => operator.stamps.map((rule) => ({ ...rule, operator: operator.id }))));

  return {
    findTenants(headers) {
      const present = new Set(headers.map((field) => field.key));
      const sealed = sealedInstances(sealers, headers);
      const topReturnPath = headers.find((field) => field.key === 'return-path');
      return headers.flatMap((field): FoundMark[] => {
        if (field.key === 'dkim-signature') return signatureMarks(operators, field);
        // The last system writes Return-Path on top (RFC 5321 section 4.4); copies further down are left-overs of earlier deliveries.
        if (field.key === 'return-path' && field !== topReturnPath) return [];
        return (tenantRules.get(field.key) ?? []).flatMap((rule) => {
          if (rule.unless.some((name) => present.has(name.toLowerCase()))) return [];
          if (rule.sealed && !sealed.has(`${rule.operator} ${tagsOf(field).get('i')}`)) return [];
          const found = tenantExtractors[rule.extract](textOf(field));
          if (found === null) return [];
          const place = placeOf(field, found.quote);
          return [{ operator: rule.operator, kind: rule.kind, value: found.value, place, overwritten: rule.overwritten }];
        });
      });
    },
    findStamps(headers) {
      const present = new Set(headers.map((field) => field.key));
      return headers.flatMap((field) =>
        (stampRules.get(field.key) ?? []).flatMap((rule): OperatorStamp[] => {
          if (rule.unless.some((name) => present.has(name.toLowerCase()))) return [];
          const found = stampExtractors[rule.extract](textOf(field));
          return found.map(({ kind, value, quote }) => ({ operator: rule.operator, kind, value, place: placeOf(field, quote) }));
        }),
      );
    },
  };
}

function byHeader<Rule extends { readonly header: string }>(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const map = new Map<string, Rule[]>();
  for (const rule of rules) map.set(rule.header.toLowerCase(), [...(map.get(rule.header.toLowerCase()) ?? []), rule]);
  return map;
}

/** The mark in a signature's d= or s=. Whether the signature verifies is for the DKIM check to say. */
function signatureMarks(operators: readonly OperatorEntry[], field: HeaderField): FoundMark[] {
  const tags = tagsOf(field);
  const domain = tags.get('d')?.toLowerCase() ?? '';
  const found = signingTenant(operators, domain, tags.get('s') ?? null);
  if (found === null) return [];
  const value = found.kind === 'dkim-domain' ? domain : found.tenant;
  // A customer may bring a signature of any name along: the operator does not strip it, only the key proves who made it.
  return [{ operator: found.operator, kind: found.kind, value, place: { header: field.index, ...field.valueSpan }, overwritten: false }];
}

/** Tags of a DKIM or ARC field. White space around and inside them is folding (RFC 6376 section 3.2); of a repeated tag the first is read. */
function tagsOf(field: HeaderField): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const tag of field.value.slice(0, longestValue).split(';')) {
    const equals = tag.indexOf('=');
    const name = tag.slice(0, Math.max(equals, 0)).trim();
    if (equals > 0 && !tags.has(name)) tags.set(name, tag.slice(equals + 1).replace(/\s/g, ''));
  }
  return tags;
}

/** `operator instance` for every ARC-Seal by a domain of an operator. Whether the seal verifies is for the ARC check to say. */
function sealedInstances(sealers: HostTable<string>, headers: readonly HeaderField[]): ReadonlySet<string> {
  return new Set(
    headers.flatMap((field) => {
      if (field.key !== 'arc-seal') return [];
      const tags = tagsOf(field);
      return sealers.find(tags.get('d') ?? null).map((operator) => `${operator} ${tags.get('i')}`);
    }),
  );
}

/** The value to read: operators wrap long values in encoded words (RFC 2047) that are only transport, so these are undone first. */
function textOf(field: HeaderField): string {
  return (field.value.includes('=?') ? field.decoded : field.value).slice(0, longestValue);
}

/** The bytes of the quotation where it stands once in the value as it was written, else the whole value. */
function placeOf(field: HeaderField, quote: string): Place {
  const whole = { header: field.index, ...field.valueSpan };
  const raw = Buffer.from(field.raw.buffer, field.raw.byteOffset, field.raw.byteLength);
  const start = raw.indexOf(quote, field.valueSpan.start - field.span.start, 'utf8');
  if (quote === '' || start < 0 || raw.indexOf(quote, start + 1, 'utf8') >= 0) return whole;
  const at = field.span.start + start;
  return { header: field.index, start: at, end: at + Buffer.byteLength(quote, 'utf8') };
}
