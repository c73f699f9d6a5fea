import { describe, expect, it } from 'vitest';
import { readPublishedTenants } from '../../../shared/infrastructure/published-tenants.ts';
import { txtResolver } from '../../helpers/resolver.ts';

const name = '_mailchannels.a.example';
const accounts = (record: string | readonly string[]): readonly string[] =>
  readPublishedTenants(['a.example'], 'mailchannels', txtResolver({ [name]: record })).tenants.map(({ value }) => value);

describe('readPublishedTenants', () => {
  it('gives the account that the domain publishes for the relay', () => {
    expect(readPublishedTenants(['a.example'], 'mailchannels', txtResolver({ [name]: 'v=mc1 auth=HostCo' }))).toEqual({
      tenants: [
        {
          domain: 'a.example',
          operator: 'mailchannels',
          kind: 'account',
          value: 'hostco',
          name: null,
          origin: 'declared',
          because: 'published in DNS: a.example → _mailchannels.a.example TXT',
        },
      ],
      missing: [],
    });
  });

  it.each<[string, string | readonly string[], readonly string[]]>([
    ['several accounts, each once', 'v=mc1 auth=hostco auth=other auth=hostco', ['hostco', 'other']],
    ['the account of a sender', 'v=mc1 senderid=hostco|x-authuser|bob', ['hostco']],
    ['terms that name no account', 'v=mc1 cfid=site.example auid=bob auth= senderid=|x', []],
    ['a record of something else', 'v=spf1 auth=hostco -all', []],
    ['a version that only begins alike', 'v=mc10 auth=hostco', []],
    ['the right one of several records', ['hello', 'V=MC1 auth=hostco'], ['hostco']],
  ])('reads %s', (_, record, expected) => {
    expect(accounts(record)).toEqual(expected);
  });

  it('lists the question where the answer is not at hand', () => {
    expect(readPublishedTenants(['a.example'], 'mailchannels', txtResolver({}))).toEqual({ tenants: [], missing: [{ name, type: 'TXT' }] });
  });

  it.each<[string, string, null | 'SERVFAIL']>([
    ['there is no such record', 'mailchannels', null],
    ['the look-up failed', 'mailchannels', 'SERVFAIL'],
  ])('says nothing where %s', (_, operator, answer) => {
    const resolver = txtResolver(answer === null ? { [name]: null } : { [name]: answer });
    expect(readPublishedTenants(['a.example'], operator, resolver)).toEqual({ tenants: [], missing: [] });
  });

  it.each<[string, readonly string[], string | null]>([
    ['the message left by another service', ['a.example'], 'google'],
    ['it left by no shared service', ['a.example'], null],
    ['there are two From domains', ['a.example', 'b.example'], 'mailchannels'],
    ['there is no From domain', [], 'mailchannels'],
  ])('asks nothing where %s', (_, domains, operator) => {
    const resolver = txtResolver({});
    expect(readPublishedTenants(domains, operator, resolver)).toEqual({ tenants: [], missing: [] });
    expect(resolver.asked).toEqual([]);
  });
});
