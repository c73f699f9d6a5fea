import { describe, expect, it } from 'vitest';
import {
  addOperatorFiles,
  addSuffixFiles,
  addTenantFiles,
  clearOperators,
  clearSuffixes,
  clearTenants,
} from '../../../renderer/actions/references.ts';
import type { OperatorState, SuffixState, TenantState } from '../../../shared/contract.ts';
import { startOn } from '../helpers/started.ts';

const learned: TenantState['known'][number] = {
  domain: 'alpha.example',
  operator: 'exchange-online',
  kind: 'dkim-domain',
  value: 'alphagroup.onmicrosoft.com',
  name: null,
  origin: 'learned',
  because: 'Shipping schedule',
};
const tenants: TenantState = { files: [{ name: 'tenants.yml', statements: 1 }], known: [learned] };
const operators: OperatorState = { files: [{ name: 'own.json', operators: ['own-gateway'] }] };

describe('tenant directories and operators', () => {
  it('are asked for at the start', async () => {
    const { state } = await startOn({ tenants, operators });
    expect([state().tenants, state().operators]).toEqual([tenants, operators]);
  });

  it('are taken from events, wherever the files came from', async () => {
    const { client, state } = await startOn({});
    client.emit('tenants.changed', tenants);
    client.emit('operators.changed', operators);
    expect([state().tenants, state().operators]).toEqual([tenants, operators]);
  });

  it('are forgotten, but for what messages taught', async () => {
    const { state } = await startOn({ tenants, operators });
    await clearTenants();
    await clearOperators();
    expect([state().tenants, state().operators]).toEqual([{ files: [], known: [learned] }, { files: [] }]);
  });

  it('are added by their files, and nothing is asked for no file', async () => {
    const { client } = await startOn({ tenants, operators });
    await addTenantFiles([]);
    await addOperatorFiles([]);
    await addTenantFiles([new File(['x'], 'tenants.yml')]);
    await addOperatorFiles([new File(['x'], 'own.json')]);
    expect(client.made.map(({ call }) => call).filter((call) => call.endsWith('.add'))).toEqual(['tenants.add', 'operators.add']);
  });

  it('are gone when the engine had to be started again', async () => {
    const { client, state } = await startOn({ tenants, operators, snapshot: { files: [], rrsets: 3, byHand: [] } });
    client.emit('engine.restarted', { message: 'The engine was started again.' });
    expect([state().tenants, state().operators, state().snapshot.rrsets]).toEqual([{ files: [], known: [] }, { files: [] }, 0]);
  });
});

describe('a public suffix list', () => {
  const bundled = { name: 'tldts 7.5.5', date: '2026-11-19' };
  const suffixes: SuffixState = { bundled, file: { name: 'mine.dat', date: '2026-08-19', rules: 9_000 } };

  it('is asked for at the start, taken from events and files, and given back', async () => {
    const { client, state } = await startOn({ suffixes });
    expect(state().suffixes).toEqual(suffixes);
    client.emit('suffixes.changed', { bundled, file: null });
    expect(state().suffixes.file).toBeNull();
    await addSuffixFiles([]);
    expect(client.made.some(({ call }) => call === 'suffixes.add')).toBe(false);
    await addSuffixFiles([new File(['x'], 'mine.dat')]);
    expect(state().suffixes).toEqual(suffixes);
    await clearSuffixes();
    expect(state().suffixes.file).toBeNull();
  });
});
