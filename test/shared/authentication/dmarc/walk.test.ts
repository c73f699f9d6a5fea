import { describe, expect, it } from 'vitest';
import { type PolicyLookup, parseDmarcRecord } from '../../../../shared/authentication/dmarc/record.ts';
import { openNames, organizationalDomainOf, policyRecordOf, walkNames, walkTree } from '../../../../shared/authentication/dmarc/walk.ts';

/** Tags by name; a name that is not listed has no record. */
function lookUpIn(records: Readonly<Record<string, string>>) {
  return (name: string): PolicyLookup => {
    const tags = records[name];
    if (tags === 'missing') return { kind: 'not-captured' };
    return tags === undefined ? { kind: 'none' } : { kind: 'record', record: parseDmarcRecord(`v=DMARC1; ${tags}`) };
  };
}

function walk(start: string, records: Readonly<Record<string, string>>) {
  return walkTree(start, lookUpIn(records));
}

describe('walkNames', () => {
  it.each([
    ['example', ['example']],
    ['a.example', ['a.example', 'example']],
    ['7.6.5.4.3.2.1', ['7.6.5.4.3.2.1', '6.5.4.3.2.1', '5.4.3.2.1', '4.3.2.1', '3.2.1', '2.1', '1']],
    ['8.7.6.5.4.3.2.1', ['8.7.6.5.4.3.2.1', '7.6.5.4.3.2.1', '6.5.4.3.2.1', '5.4.3.2.1', '4.3.2.1', '3.2.1', '2.1', '1']],
    ['10.9.8.7.6.5.4.3.2.1', ['10.9.8.7.6.5.4.3.2.1', '7.6.5.4.3.2.1', '6.5.4.3.2.1', '5.4.3.2.1', '4.3.2.1', '3.2.1', '2.1', '1']],
  ])('from %s asks at most eight names', (start, names) => {
    expect(walkNames(start)).toEqual(names);
  });
});

describe('walkTree', () => {
  it.each([
    ['psd=n', ['mail.a.example', 'a.example']],
    ['psd=y', ['mail.a.example', 'a.example']],
    ['psd=u', ['mail.a.example', 'a.example', 'example']],
  ])('stops at %s or not', (tags, names) => {
    expect(walk('mail.a.example', { 'a.example': tags }).steps.map((step) => step.name)).toEqual(names);
  });

  it('goes on above an answer that is missing', () => {
    expect(openNames(walk('mail.a.example', { 'mail.a.example': 'missing', example: 'missing' }))).toEqual(['mail.a.example', 'example']);
  });
});

describe('organizational domain and policy record', () => {
  it.each([
    // start, records, organizational domain, where the policy stands
    ['mail.a.example', {}, 'mail.a.example', null],
    ['mail.a.example', { 'a.example': 'p=none' }, 'a.example', 'a.example'],
    ['mail.a.example', { 'mail.a.example': 'p=none', 'a.example': 'p=none' }, 'a.example', 'mail.a.example'],
    // A record in between is not the organizational domain's: the highest one is.
    ['x.mail.a.example', { 'mail.a.example': 'p=none', 'a.example': 'p=none' }, 'a.example', 'a.example'],
    ['x.mail.a.example', { 'mail.a.example': 'p=none; psd=n', 'a.example': 'p=none' }, 'mail.a.example', 'mail.a.example'],
    ['mail.a.example', { example: 'p=none; psd=y' }, 'a.example', 'example'],
    ['mail.a.example', { example: 'p=none; psd=y', 'a.example': 'p=none' }, 'a.example', 'a.example'],
    // psd=y at the start itself does not push the organizational domain below it.
    ['a.example', { 'a.example': 'p=none; psd=y', example: 'p=none' }, 'a.example', 'a.example'],
  ] as const)('from %s over %j', (start, records, organizational, policyDomain) => {
    const found = walk(start, records);
    expect([organizationalDomainOf(found), policyRecordOf(found)?.name ?? null]).toEqual([organizational, policyDomain]);
  });
});
