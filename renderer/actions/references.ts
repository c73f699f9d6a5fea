/** Loads and forgets tenant directories, operators and a public suffix list of the user's own. The engine judges everything again and tells of it by events. */
import type { OperatorState, SuffixState, TenantState } from '../../shared/contract.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { update } from '../store.ts';
import { theClient } from './current-client.ts';
import { notify } from './notices.ts';

function keepTenants(outcome: Outcome<TenantState>): void {
  if (outcome.ok) update({ tenants: outcome.value });
  else notify(outcome.error.message, 'failed');
}

function keepOperators(outcome: Outcome<OperatorState>): void {
  if (outcome.ok) update({ operators: outcome.value });
  else notify(outcome.error.message, 'failed');
}

function keepSuffixes(outcome: Outcome<SuffixState>): void {
  if (outcome.ok) update({ suffixes: outcome.value });
  else notify(outcome.error.message, 'failed');
}

export async function addTenantFiles(files: readonly File[]): Promise<void> {
  if (files.length > 0) keepTenants(await theClient().addTenantFiles(files));
}

/** Forgets the files; what messages taught stays. */
export async function clearTenants(): Promise<void> {
  keepTenants(await theClient().calls['tenants.clear']({}));
}

export async function addOperatorFiles(files: readonly File[]): Promise<void> {
  if (files.length > 0) keepOperators(await theClient().addOperatorFiles(files));
}

export async function clearOperators(): Promise<void> {
  keepOperators(await theClient().calls['operators.clear']({}));
}

/** Puts a public suffix list in place of the bundled one. */
export async function addSuffixFiles(files: readonly File[]): Promise<void> {
  if (files.length > 0) keepSuffixes(await theClient().addSuffixFiles(files));
}

/** Back to the bundled list. */
export async function clearSuffixes(): Promise<void> {
  keepSuffixes(await theClient().calls['suffixes.clear']({}));
}
