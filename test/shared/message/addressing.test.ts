import { describe, expect, it } from 'vitest';
import type { Identities } from '../../../shared/facts/identity.ts';
import { readAddressing } from '../../../shared/message/addressing.ts';
import { readFrom } from '../../../shared/message/fields/address.ts';
import { scanMessage } from '../../../shared/message/header-scanner.ts';
import { utf8 } from '../../helpers/message-text.ts';

function read(fields: readonly string[], identities: Partial<Identities> = {}) {
  const message = scanMessage(utf8(`${fields.join('\r\n')}\r\n\r\n`));
  return readAddressing(message, { from: readFrom(message), mailFrom: null, mailFromPlace: null, helo: null, ...identities });
}

const addressesOf = (list: readonly { readonly address: string }[]): readonly string[] => list.map(({ address }) => address);

describe('readAddressing', () => {
  it('gives all that a message is addressed with', () => {
    const fields = [
      'To: One <one@recv.example>, two@Recv.Example',
      'Cc: three@other.example',
      'Reply-To: Desk <desk@b.example>',
      'Sender: robot@list.example',
      'From: Ceo <ceo@a.example>',
    ];
    const place = { header: 9, start: 1, end: 2 };
    const addressing = read(fields, { mailFrom: 'Bounce@Mail.A.example', mailFromPlace: place });
    expect(addressing).toEqual({
      from: [expect.objectContaining({ address: 'ceo@a.example', domain: 'a.example', displayName: 'Ceo' })],
      fromFields: [expect.objectContaining({ header: 4 })],
      to: [
        expect.objectContaining({ address: 'one@recv.example', domain: 'recv.example' }),
        expect.objectContaining({ address: 'two@recv.example', domain: 'recv.example' }),
        expect.objectContaining({ address: 'three@other.example', domain: 'other.example' }),
      ],
      replyTo: [expect.objectContaining({ address: 'desk@b.example', domain: 'b.example' })],
      sender: expect.objectContaining({ address: 'robot@list.example' }),
      mailFromDomain: 'mail.a.example',
      mailFromPlace: place,
      namedInDisplayName: [],
    });
    expect(addressing.replyTo[0]?.place).toEqual({
      header: 2,
      start: fields.slice(0, 2).join('\r\n').length + 12,
      end: fields.slice(0, 3).join('\r\n').length,
    });
  });

  it.each([
    [null, null],
    ['', null],
    ['a.example', 'a.example'],
    ['"odd@name"@A.example', 'a.example'],
  ])('reads the domain of MAIL FROM %j as %j', (mailFrom, domain) => {
    expect(read([], { mailFrom }).mailFromDomain).toBe(domain);
  });

  it('lists every From field, also one that names nobody', () => {
    expect(read(['From: a@a.example', 'From:', 'from: b@b.example']).fromFields.map(({ header }) => header)).toEqual([0, 1, 2]);
  });

  it('passes over names without an address, and groups without members', () => {
    expect(addressesOf(read(['To: undisclosed-recipients:;', 'Cc: Someone', 'Reply-To: <>']).to)).toEqual([]);
  });

  it('keeps at most 200 recipients', () => {
    const many = Array.from({ length: 500 }, (_, k) => `u${k}@recv.example`).join(',\r\n ');
    expect(read([`To: ${many}`]).to).toHaveLength(200);
  });

  it.each([
    ['"billing@bank.example" <x@a.example>', ['bank.example']],
    ['"Pay@Bank.Example via Desk@b.example" <x@a.example>', ['bank.example', 'b.example']],
    ['=?UTF-8?Q?billing=40bank=2Eexample?= <x@a.example>', ['bank.example']],
    ['"@home and x@localhost" <x@a.example>', []],
    ['Ceo <x@a.example>', []],
    ['x@a.example', []],
  ])('reads the domains that the display name of %s shows', (from, domains) => {
    expect(read([`From: ${from}`]).namedInDisplayName).toEqual(domains);
  });

  it('stays fast on a hostile display name', () => {
    const started = performance.now();
    read([`From: "${'@a'.repeat(100_000)}" <x@a.example>`]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('gives nothing for nothing', () => {
    expect(read([])).toEqual({
      from: [],
      fromFields: [],
      to: [],
      replyTo: [],
      sender: null,
      mailFromDomain: null,
      mailFromPlace: null,
      namedInDisplayName: [],
    });
  });
});
