import { describe, expect, it } from 'vitest';
import { importZonedata } from '../../../../shared/dns/formats/suite-zonedata.ts';
import { ask, readSnapshot, refusalOf } from '../../../helpers/snapshot.ts';

const yaml = `
zonedata:
  Both.example:
    - SPF: v=spf1 a -all
    - A: 192.0.2.1
  own.example:
    - SPF: v=spf1 +all
    - TXT: v=spf1 -all
  none.example:
    - SPF: v=spf1 -all
    - TXT: NONE
  slow.example:
    - TIMEOUT
  half.example:
    - TXT: v=spf1 -all
    - TIMEOUT
  type.example:
    - A: TIMEOUT
    - MX: [10, Mail.Example]
    - MX: [0, ""]
  strings.example:
    - TXT: ["v=spf1 ", "-all"]
    - TXT: []
    - TXT: "\\xEF"
  alias.example:
    - CNAME: both.example.
  "foo:bar/baz.example":
    - A: 192.0.2.2
`;

describe('zonedata of the SPF suites', () => {
  const file = readSnapshot(yaml);

  it.each([
    ['both.example TXT', ['v=spf1 a -all']],
    ['both.example A', ['192.0.2.1']],
    ['own.example TXT', ['v=spf1 -all']],
    ['none.example TXT', 'nodata'],
    ['slow.example TXT', 'TIMEOUT'],
    ['slow.example A', 'TIMEOUT'],
    ['half.example TXT', ['v=spf1 -all']],
    ['half.example A', 'TIMEOUT'],
    ['type.example A', 'TIMEOUT'],
    ['type.example AAAA', 'nodata'],
    ['type.example MX', ['10 mail.example', '0 .']],
    ['strings.example TXT', ['v=spf1 -all', '', '\u00ef']],
    ['alias.example TXT', ['v=spf1 a -all']],
    ['foo:bar/baz.example A', ['192.0.2.2']],
    ['missing.example TXT', 'nxdomain'],
    ['example TXT', 'nodata'],
  ])('answer %s', (question, expected) => {
    expect(ask(file, question)).toEqual(expected);
  });

  it('may be JSON', () => {
    expect(ask(readSnapshot('{"zonedata": {"a.example": [{"A": "192.0.2.1"}]}}'), 'a.example A')).toEqual(['192.0.2.1']);
  });

  it('may stand in several documents that agree', () => {
    const file = readSnapshot(
      '---\nzonedata:\n  a.example:\n    - A: 192.0.2.1\n---\nzonedata:\n  a.example:\n    - A: 192.0.2.1\n  b.example:\n    - A: 192.0.2.2\n',
    );
    expect([ask(file, 'a.example A'), ask(file, 'b.example A')]).toEqual([['192.0.2.1'], ['192.0.2.2']]);
  });

  it.each([
    [
      'several worlds that contradict each other',
      'zonedata:\n  a.example:\n    - A: 192.0.2.1\n---\nzonedata:\n  A.example:\n    - A: 192.0.2.2\n',
    ],
    ['an address that is none', 'zonedata:\n  a.example:\n    - A: 192.0.2\n'],
    ['broken YAML', 'zonedata:\n  a.example: [\n'],
    ['an entry that is no record', 'zonedata:\n  a.example:\n    - 17\n'],
    ['YAML nested beyond sense', `zonedata:\n  a.example: ${'['.repeat(20_000)}\n`],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c]\nzonedata:\n  a.example:\n    - TXT: *d\n`,
    ],
  ])('are refused with %s', (_, text) => {
    expect(refusalOf(text)?.code).toBe('snapshot-damaged');
  });

  it('are refused where the value is no map', () => {
    expect(importZonedata([], 'test').ok).toBe(false);
  });
});
