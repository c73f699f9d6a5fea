import { describe, expect, it } from 'vitest';
import { readIdentities } from '../../../shared/authentication/identities.ts';
import { readRecords } from '../../../shared/message/records.ts';
import { messageOf, postfix, trace } from '../route/traced.ts';

const entry = postfix('mx.recv.example', { helo: 'out.a.example', rdns: 'host.a.example', ip: '203.0.113.66' }, 2);
const results = (mailFrom: string) => `Authentication-Results: mx.recv.example; dkim=none; spf=pass smtp.mailfrom=${mailFrom}`;

function identitiesOf(...fields: readonly string[]) {
  const { message, boundary, hops } = trace(fields);
  return readIdentities(message, readRecords(message), boundary, hops);
}

/** The MAIL FROM, and the text of the field that it was read from. */
function mailFromOf(...fields: readonly string[]): readonly [string | null, string | null] {
  const { mailFrom, mailFromField } = identitiesOf(...fields);
  return [mailFrom, mailFromField?.name ?? null];
}

describe('readIdentities', () => {
  it('gives the identities of the final delivery', () => {
    const fields = [
      'Return-Path: <bounce@a.example>',
      results('a.example'),
      entry,
      postfix('out.a.example', { helo: 'pc', ip: '192.168.1.7' }, 1),
    ];
    const message = messageOf(...fields);
    expect(identitiesOf(...fields)).toMatchObject({
      from: [{ address: 'ceo@a.example', domain: 'a.example', organizationalDomain: 'a.example', displayName: 'A' }],
      mailFrom: 'bounce@a.example',
      mailFromPlace: { header: 0, ...message.headers[0]?.valueSpan },
      helo: 'out.a.example',
    });
  });

  it.each<[string, readonly string[], readonly [string | null, string | null]]>([
    [
      'the Return-Path adds the local part to what the receiver recorded',
      ['Return-Path: <x@A.Example>', results('a.example'), entry],
      ['x@A.Example', 'Return-Path'],
    ],
    [
      'the record wins over a Return-Path of another domain',
      ['Return-Path: <ceo@victim.example>', results('x@b.example'), entry],
      ['x@b.example', 'Authentication-Results'],
    ],
    [
      'Received-SPF is a record too',
      ['Return-Path: <ceo@victim.example>', 'Received-SPF: pass (x) envelope-from=<x@b.example>; client-ip=203.0.113.66', entry],
      ['x@b.example', 'Received-SPF'],
    ],
    ['the Return-Path stands alone where nothing is recorded', ['Return-Path: <x@b.example>', entry], ['x@b.example', 'Return-Path']],
    [
      'the topmost of several Return-Paths counts',
      ['Return-Path: <x@b.example>', entry, 'Return-Path: <y@c.example>'],
      ['x@b.example', 'Return-Path'],
    ],
    ['brackets may be missing', ['Return-Path: x@b.example', entry], ['x@b.example', 'Return-Path']],
    ['the null reverse-path is known to be empty', ['Return-Path: <>', entry], ['', 'Return-Path']],
    ['the receiver may record the null reverse-path', [results('<>'), entry], ['', 'Authentication-Results']],
    ['only a domain is better than nothing', [results('b.example'), entry], ['b.example', 'Authentication-Results']],
    ['a Return-Path that is no path says nothing', ['Return-Path: two words', entry], [null, null]],
    ['nothing says nothing', [entry], [null, null]],
  ])('%s', (_, fields, expected) => {
    expect(mailFromOf(...fields)).toEqual(expected);
  });

  it('does not take a record below the boundary for the receiver’s', () => {
    const forged = 'Received-SPF: pass (x) envelope-from=<ceo@victim.example>; client-ip=203.0.113.66';
    expect(mailFromOf(entry, results('ceo@victim.example'), forged)).toEqual([null, null]);
    expect(mailFromOf('Return-Path: <x@b.example>', entry, results('ceo@victim.example'))).toEqual(['x@b.example', 'Return-Path']);
  });

  it('does not let the sender choose it where the receiver wrote nothing: a Return-Path below the boundary is only text', () => {
    expect(mailFromOf(entry, 'Return-Path: <ceo@victim.example>')).toEqual([null, null]);
    expect(mailFromOf(entry, 'Return-Path: <>')).toEqual([null, null]);
  });

  it('takes a Return-Path below, where Microsoft writes it, as far as the receiver’s record says the same', () => {
    expect(mailFromOf(results('a.example'), entry, 'Return-Path: bounce@a.example')).toEqual(['bounce@a.example', 'Return-Path']);
    const heloOnly = 'Authentication-Results: mx.recv.example; spf=pass smtp.helo=out.a.example';
    expect(mailFromOf(heloOnly, entry, 'Return-Path: <>')).toEqual(['', 'Return-Path']);
    expect(mailFromOf(heloOnly, entry, 'Return-Path: <ceo@victim.example>')).toEqual([null, null]);
  });

  it('shows a Return-Path for what it says where there is no receiver at all', () => {
    expect(mailFromOf('Return-Path: <x@b.example>')).toEqual(['x@b.example', 'Return-Path']);
  });

  it('points a recorded MAIL FROM at the result that says it', () => {
    const { mailFromPlace } = identitiesOf(results('x@b.example'), entry);
    const message = messageOf(results('x@b.example'), entry);
    const bytes = message.bytes.subarray(mailFromPlace?.start, mailFromPlace?.end);
    expect(Buffer.from(bytes).toString('latin1')).toBe('spf=pass smtp.mailfrom=x@b.example');
  });

  it('takes the HELO of the boundary hop, not of a line inside or below', () => {
    const inside = postfix('mail.recv.example', { helo: 'mx', ip: '10.1.2.3' }, 3);
    expect(identitiesOf(inside, entry, postfix('x.example', { helo: 'forged', ip: '203.0.113.9' })).helo).toBe('out.a.example');
    expect(identitiesOf().helo).toBeNull();
  });

  it('lists every From mailbox', () => {
    const { message, boundary, hops } = trace([entry, 'From: <b@b.example>, c@sub.c.example']);
    const { from } = readIdentities(message, readRecords(message), boundary, hops);
    expect(from.map(({ address, organizationalDomain }) => [address, organizationalDomain])).toEqual([
      ['b@b.example', 'b.example'],
      ['c@sub.c.example', 'c.example'],
      ['ceo@a.example', 'a.example'],
    ]);
  });
});
