import { describe, expect, it } from 'vitest';
import { parseAddressList, readFrom } from '../../../../shared/message/fields/address.ts';
import { scanMessage } from '../../../../shared/message/header-scanner.ts';
import { bytesOf, utf8 } from '../../../helpers/message-text.ts';

/** `address | display name | group` with a dash for null. */
const lines = (text: string) =>
  parseAddressList(text).map(({ address, displayName, group }) => [address, displayName ?? '-', group ?? '-'].join(' | '));

describe('parseAddressList', () => {
  it.each([
    ['a bare address', 'a@b.example', ['a@b.example | - | -']],
    ['a name and brackets', 'Bob <a@B.Example>', ['a@b.example | Bob | -']],
    ['a quoted name with a comma', '"Doe, John" <a@b.example>', ['a@b.example | Doe, John | -']],
    ['a list', 'a@b.example, Bob <c@d.example>;e@f.example', ['a@b.example | - | -', 'c@d.example | Bob | -', 'e@f.example | - | -']],
    ['empty places in a list', ', a@b.example,, ', ['a@b.example | - | -']],
    ['a comment as the name', 'a@b.example (Bob (really))', ['a@b.example | Bob (really) | -']],
    ['comments everywhere', 'Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>', ['pete@silly.test | Pete | -']],
    [
      'a group',
      'Team: a@b.example, "X, Y" <c@d.example>; e@f.example',
      ['a@b.example | - | Team', 'c@d.example | X, Y | Team', 'e@f.example | - | -'],
    ],
    ['an empty group', 'undisclosed-recipients:;', []],
    ['a route', '<@relay.example,@other.example:user@a.example>', ['user@a.example | - | -']],
    ['obsolete spaces', 'Mary <mary @ a . example>', ['mary@a.example | Mary | -']],
    ['obsolete spaces without brackets', 'mary @ a . example', ['mary@a.example | - | -']],
    ['a quoted local part', '"john doe"@a.example', ['"john doe"@a.example | - | -']],
    ['an address literal', 'a@[192.0.2.1], b@[IPv6:2001:db8::1]', ['a@[192.0.2.1] | - | -', 'b@[ipv6:2001:db8::1] | - | -']],
    ['missing brackets', 'Bob Smith bob@a.example', ['bob@a.example | Bob Smith | -']],
    ['a missing closing bracket', 'Bob <a@b.example', ['a@b.example | Bob | -']],
    ['a missing closing bracket in a list', 'Bob <a@b.example, Al <c@d.example>', ['c@d.example | Bob | -']],
    ['doubled brackets', '<<a@b.example>>', ['a@b.example | - | -']],
    ['a missing comma', '<a@b.example> <c@d.example>', ['a@b.example | - | -', 'c@d.example | - | -']],
    ['a name behind the brackets', '<a@b.example> Bob', ['a@b.example | Bob | -']],
    ['a stray quote', '"Bob <a@b.example>', ['a@b.example | "Bob | -']],
    ['an empty quoted name', '"" <a@b.example>', ['a@b.example | - | -']],
    ['a final dot', 'a@b.example.', ['a@b.example | - | -']],
    ['mailto', '<mailto:a@b.example>', ['a@b.example | - | -']],
    ['UTF-8', 'Jörg <jörg@exämple.example>', ['jörg@exämple.example | Jörg | -']],
    [
      'an encoded name, decoded after parsing',
      '=?utf-8?Q?Doe=2C_=3Cx=40y.example=3E?= <a@b.example>',
      ['a@b.example | Doe, <x@y.example> | -'],
    ],
    ['an encoded name in quotes', '"=?iso-8859-1?Q?J=F6rg?=" <a@b.example>', ['a@b.example | Jörg | -']],
    ['the null path', '<>', []],
    ['a name alone', 'Just a name', [' | Just a name | -']],
    ['a local mailbox', 'postmaster', ['postmaster | - | -']],
    ['nothing', '  ', []],
  ])('reads %s', (_, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it.each([
    ['an address as the name', '"ceo@victim.example" <x@attacker.example>'],
    ['an unquoted address as the name', 'ceo@victim.example <x@attacker.example>'],
    ['an encoded address as the name', '=?utf-8?Q?ceo@victim.example?= <x@attacker.example>'],
    ['brackets in the quoted name', '"<ceo@victim.example>" <x@attacker.example>'],
    ['a comment with an address', '(ceo@victim.example) <x@attacker.example>'],
    ['a quoted local part with an @', '"ceo@victim.example"@attacker.example'],
    ['two @', 'ceo@victim.example@attacker.example'],
    ['a comment inside the domain', 'x@attacker.example(victim.example)'],
  ])('is not fooled by %s', (_, text) => {
    expect(parseAddressList(text).map(({ domain }) => domain)).toEqual(['attacker.example']);
  });

  it('gives local part and address apart, the address in quotes only where it needs them', () => {
    expect(parseAddressList('"john.doe"@A.example, "a\\"b"@a.example')).toEqual([
      { address: 'john.doe@a.example', localPart: 'john.doe', domain: 'a.example', displayName: null, group: null },
      { address: '"a\\"b"@a.example', localPart: 'a"b', domain: 'a.example', displayName: null, group: null },
    ]);
  });

  it.each([
    ['opening brackets', '<'.repeat(200_000)],
    ['opening parentheses', '('.repeat(200_000)],
    ['quotes and dots behind an @', `${'"x"'.repeat(60_000)}@${' .'.repeat(60_000)}`],
    ['a hundred thousand mailboxes', 'a@b '.repeat(100_000)],
    ['brackets without commas', '<a@b>'.repeat(60_000)],
    ['colons', `${'"x"'.repeat(60_000)}@${':'.repeat(60_000)}`],
  ])('stays linear on %s', (_, text) => {
    const start = performance.now();
    parseAddressList(text);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

describe('readFrom', () => {
  it('gives the mailboxes of every From field, with the value of the field as the place', () => {
    const message = scanMessage(bytesOf('From: Bob <Bob@Mail.A.example>\nSubject: x\nFROM: c@d.example, e@f.example\n\n'));
    expect(readFrom(message)).toEqual([
      {
        address: 'Bob@mail.a.example',
        domain: 'mail.a.example',
        organizationalDomain: 'a.example',
        displayName: 'Bob',
        place: { header: 0, start: 6, end: 30 },
      },
      {
        address: 'c@d.example',
        domain: 'd.example',
        organizationalDomain: 'd.example',
        displayName: null,
        place: { header: 2, start: 48, end: 72 },
      },
      {
        address: 'e@f.example',
        domain: 'f.example',
        organizationalDomain: 'f.example',
        displayName: null,
        place: { header: 2, start: 48, end: 72 },
      },
    ]);
  });

  it.each([
    ['no From field', 'Subject: x\n\n'],
    ['an empty one', 'From:\n\n'],
    ['a name without an address', 'From: The Boss\n\n'],
    ['a local mailbox', 'From: postmaster\n\n'],
    ['an empty group', 'From: nobody:;\n\n'],
    ['From in the body only', 'Subject: x\n\nFrom: a@b.example\n'],
  ])('gives nothing for %s', (_, text) => {
    expect(readFrom(scanMessage(bytesOf(text)))).toEqual([]);
  });

  it('gives an internationalized domain as DNS knows it', () => {
    expect(readFrom(scanMessage(utf8('From: jörg@Exämple.example\n\n')))).toEqual([
      {
        address: 'jörg@exämple.example',
        domain: 'xn--exmple-cua.example',
        organizationalDomain: 'xn--exmple-cua.example',
        displayName: null,
        place: { header: 0, start: 6, end: 28 },
      },
    ]);
  });

  it('has no organizational domain for an address literal or a public suffix', () => {
    const message = scanMessage(utf8('From: a@[192.0.2.1], b@co.uk\n\n'));
    expect(readFrom(message).map(({ domain, organizationalDomain }) => [domain, organizationalDomain])).toEqual([
      ['[192.0.2.1]', null],
      ['co.uk', null],
    ]);
  });
});
