import { describe, expect, it } from 'vitest';
import { ask, readSnapshot, refusalOf } from '../../../helpers/snapshot.ts';

const zone = `$TTL 1h
$ORIGIN a.example.
@ IN SOA ns.a.example. hostmaster.a.example. (
        2026112401 ; serial
        3600 900 604800 300 )
    IN NS ns
    3600 IN MX 10 mail
    IN MX 20 mail.other.example.
@   TXT ( "v=spf1 mx "   ; comment in between
          "include:_spf -all" )
mail    300 A 192.0.2.1
        IN 300 AAAA 2001:db8::1
ns A 192.0.2.53
_dmarc TXT v=DMARC1\\;\\032p=none
*.wild TXT "any"
there.wild A 192.0.2.9
b.c.deep A 192.0.2.7
www CNAME mail
*.alias CNAME mail
child NS ns.child
ns.child A 192.0.2.54
$ORIGIN sub.a.example.
host A 192.0.2.2
`;

describe('zone files', () => {
  const file = readSnapshot(zone);

  it.each([
    ['a.example TXT', ['v=spf1 mx include:_spf -all']],
    ['a.example MX', ['10 mail.a.example', '20 mail.other.example']],
    ['a.example NS', ['ns.a.example']],
    ['mail.a.example A', ['192.0.2.1']],
    ['mail.a.example AAAA', ['2001:db8::1']],
    ['_dmarc.a.example TXT', ['v=DMARC1; p=none']],
    ['host.sub.a.example A', ['192.0.2.2']],
    ['www.a.example A', ['192.0.2.1']],
    ['nothing.a.example A', 'nxdomain'],
    ['sub.a.example A', 'nodata'],
    ['deep.a.example TXT', 'nodata'],
    ['mail.other.example A', 'not-captured'],
    ['example TXT', 'not-captured'],
    ['x.wild.a.example TXT', ['any']],
    ['x.y.wild.a.example TXT', ['any']],
    ['x.wild.a.example A', 'nodata'],
    ['there.wild.a.example TXT', 'nodata'],
    ['x.there.wild.a.example TXT', 'nxdomain'],
    ['x.alias.a.example A', ['192.0.2.1']],
    ['x.child.a.example A', 'not-captured'],
    ['ns.child.a.example A', ['192.0.2.54']],
  ])('answer %s', (question, expected) => {
    expect(ask(file, question)).toEqual(expected);
  });

  it('are whole worlds below their origin', () => {
    expect([file.format, file.complete, file.origins]).toEqual(['zone-file', true, ['a.example']]);
  });

  it('may be a part of a zone below an origin', () => {
    const part = readSnapshot('$ORIGIN a.example.\n@ 300 IN TXT "v=spf1 -all"\n$ORIGIN b.example.\n@ 300 IN TXT "v=spf1 +all"\n');
    expect([part.origins, ask(part, 'x.b.example A'), ask(part, 'a.example A')]).toEqual([
      ['a.example', 'b.example'],
      'nxdomain',
      'nodata',
    ]);
  });

  it('may abbreviate the name of their top: nothing above it is denied', () => {
    const dump = readSnapshot(
      '$ORIGIN .\n$TTL 300\na.example IN SOA ns.a.example. h.a.example. 1 2 3 4 5\n$ORIGIN a.example.\nmail A 192.0.2.1\n',
    );
    expect([dump.origins, ask(dump, 'mail.a.example A'), ask(dump, 'b.example A')]).toEqual([['a.example'], ['192.0.2.1'], 'not-captured']);
  });

  it('may be a zone transfer', () => {
    const soa = 'a.example.\t300\tIN\tSOA\tns.a.example. h.a.example. 1 2 3 4 5';
    const transfer = readSnapshot(
      `; <<>> DiG 9.18.28 <<>> axfr a.example\n${soa}\na.example.\t300\tIN\tA\t192.0.2.1\n${soa}\n;; XFR size: 3 records\n`,
    );
    expect([transfer.complete, ask(transfer, 'x.a.example A'), ask(transfer, 'a.example SOA')]).toEqual([
      true,
      'nxdomain',
      ['ns.a.example. h.a.example. 1 2 3 4 5'],
    ]);
  });

  it('are no whole world where they may as well be collected answers', () => {
    const answers = readSnapshot('a.example. 300 IN SOA ns.a.example. h.a.example. 1 2 3 4 5\na.example. 300 IN TXT "v=spf1 -all"\n');
    expect([answers.complete, answers.notes.length, ask(answers, 'x.a.example A')]).toEqual([false, 1, 'not-captured']);
  });

  it.each([
    ['a line that is no record', '$ORIGIN a.example.\n@ SOA a b 1 2 3 4 5\nwhat is this\n', 'line 3'],
    ['what another file would add', '$ORIGIN a.example.\n$INCLUDE more.zone\n', 'line 2'],
    ['a loop', '$ORIGIN a.example.\n$GENERATE 1-9 h$ A 192.0.2.$\n', 'line 2'],
    ['a record without an owner', '$TTL 300\n@ IN SOA ns h 1 2 3 4 5\n', 'line 2'],
    ['an address that is none', '$ORIGIN a.example.\nmail A 192.0.2\n', 'line 2'],
    ['directives alone', '$ORIGIN a.example.\n', undefined],
  ])('are refused with %s, because a hole would deny what exists', (_, text, at) => {
    expect([refusalOf(text)?.code, refusalOf(text)?.at]).toEqual(['snapshot-damaged', at]);
  });
});
