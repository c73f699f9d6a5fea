/** The table that every operator's test fills in: what is theirs and as what, and what only looks like it. */
import { describe, expect, it } from 'vitest';
import type { Attribution, Connection, FoundMark } from '../../../shared/facts/infrastructure.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { headerField } from './header-fields.ts';

export interface OperatorTable {
  /** Connections of the operator, with pool, scope and basis. */
  readonly egress: readonly (Partial<Connection> & Pick<Attribution, 'pool' | 'scope' | 'basis'>)[];
  /** Connections that are not the operator's, look-alikes among them. */
  readonly strangers: readonly Partial<Connection>[];
  /** Hosts that write Received lines, with the scope. */
  readonly writers?: readonly (readonly [host: string, scope: Attribution['scope']])[];
  /** Include names in customers' SPF records. */
  readonly includes?: readonly string[];
  /** Names that look like an include, or a shared domain, of the operator and are not. */
  readonly foreignNames?: readonly string[];
  readonly sharedDomains?: readonly string[];
  /** Header fields in which a tenant is found. */
  readonly marks?: readonly (readonly [header: string, value: string, kind: FoundMark['kind'], tenant: string])[];
  /** Header fields with a value that only looks like the operator's. */
  readonly pasted?: readonly (readonly [header: string, value: string])[];
}

const nowhere: Connection = { ip: null, rdns: null, helo: null };

export function describeOperator(id: string, table: OperatorTable): void {
  const catalogue = createInfrastructure();
  const operatorName = catalogue.nameOf(id);

  describe(`the catalogue entry of ${operatorName}`, () => {
    it.each(table.egress.map(withClient))('knows $client as $pool by $basis', ({ client, pool, scope, basis, ...connection }) => {
      expect(catalogue.attribute({ ...nowhere, ...connection }), client).toEqual({ operator: id, operatorName, pool, scope, basis });
    });
    it.each(table.strangers.map(withClient))('does not take $client for its own', ({ client, ...connection }) => {
      expect(catalogue.attribute({ ...nowhere, ...connection })?.operator, client).not.toBe(id);
    });
    it.each(table.writers ?? [])('knows that it wrote the line by %s (%s)', (host, scope) => {
      expect(catalogue.attributeBy(host)).toEqual({
        operator: id,
        operatorName,
        pool: expect.toSatisfy(isPoolOrNull),
        scope,
        basis: 'by-host',
      });
      expect(catalogue.attributeBy(`${host}.evil.example`)).toBeNull();
    });
    it.each(table.includes ?? [])('is reached by the include %s', (include) => {
      expect(catalogue.operatorOfSpfPath(['alpha.example', include])).toBe(id);
      expect(catalogue.operatorOfSpfPath(['alpha.example', `${include}.evil.example`])).toBeNull();
    });
    it.each(table.sharedDomains ?? [])('signs or sends for many tenants under %s', (domain) => {
      expect(catalogue.isSharedDomain(domain)).toBe(true);
      expect(catalogue.isSharedDomain(`${domain}.evil.example`)).toBe(false);
    });
    it.each(table.foreignNames ?? [])('has nothing to do with %s', (name) => {
      expect([catalogue.operatorOfSpfPath(['alpha.example', name]), catalogue.isSharedDomain(name)]).toEqual([null, false]);
    });
    it.each(table.marks ?? [])('reads a tenant from %s: %s', (header, value, kind, tenant) => {
      const found = catalogue.findTenants([headerField(header, value)]).filter((mark) => mark.operator === id);
      expect(found.map((mark) => [mark.kind, mark.value])).toEqual([[kind, tenant]]);
    });
    it.each(table.pasted ?? [])('reads no tenant from %s: %s', (header, value) => {
      expect(catalogue.findTenants([headerField(header, value)]).filter((mark) => mark.operator === id)).toEqual([]);
    });
  });
}

function withClient<Row extends Partial<Connection>>(row: Row): Row & { client: string } {
  return { ...row, client: [row.helo ?? '', row.rdns ?? '', row.ip ?? ''].filter((part) => part !== '').join(' ') };
}

function isPoolOrNull(pool: unknown): boolean {
  return pool === null || typeof pool === 'string';
}

export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
