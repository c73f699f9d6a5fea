/** Reads a tenant directory file: its bytes to the statements in it. */
import type { KnownTenant } from '../../shared/facts/tenant-knowledge.ts';
import { parseTenantDirectory } from '../../shared/infrastructure/tenant-directory.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';

export interface TenantFile {
  readonly name: string;
  readonly statements: readonly KnownTenant[];
}

/** Enough for a hundred thousand statements. */
export const largestTenantFile = 16 * 1024 * 1024;

/** Refuses what is too large, and with the line what is no statement. */
export function readTenantFile(bytes: Uint8Array, name: string): Outcome<TenantFile> {
  if (bytes.length > largestTenantFile) return refuse('too-large', 'The tenant directory is larger than 16 MiB.', { evidence: name });
  const statements = parseTenantDirectory(new TextDecoder().decode(bytes), name);
  return statements.ok ? succeed({ name, statements: statements.value }) : statements;
}
