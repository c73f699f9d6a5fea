import { describe, expect, it } from 'vitest';
import { ask, readSnapshot, refusalOf } from '../../../helpers/snapshot.ts';

describe('the native format', () => {
  const file = readSnapshot(
    [
      '{"rrname":"A.example.","rrtype":"TXT","rdata":["v=spf1 -all","other"],"time_first":1690000000,"time_last":1700000000,"source":"lab"}',
      '# a remark',
      '',
      '{"rrname":"none.example","rrtype":"TXT","rcode":"NXDOMAIN"}',
      '{"rrname":"empty.example","rrtype":"TXT","rdata":[]}',
      '{"rrname":"gone.example","rcode":"NXDOMAIN"}',
      '{"rrname":"dead.example","rrtype":"TXT","rcode":"SERVFAIL"}',
      '{"rrname":"mx.example","rrtype":"mx","rdata":["10 Mail.Example.","0 ."]}',
      '{"rrname":"quoted.example","rrtype":"TXT","rdata":["\\"v=spf1 \\" \\"-all\\"","\\"say \\\\\\"hi\\\\\\"\\"","\\"a\\" and \\"b\\" mixed"]}',
      '{"rrname":"lists.example","rrtype":"TXT","rdata":[["v=spf1 ","-all"]]}',
      '{"rrname":"six.example","rrtype":"AAAA","rdata":["2001:DB8:0:0::1"]}',
    ].join('\r\n'),
  );

  it.each([
    ['a.example TXT', ['v=spf1 -all', 'other']],
    ['A.EXAMPLE. TXT', ['v=spf1 -all', 'other']],
    ['none.example TXT', 'nxdomain'],
    ['none.example A', 'not-captured'],
    ['empty.example TXT', 'nodata'],
    ['gone.example A', 'nxdomain'],
    ['dead.example TXT', 'SERVFAIL'],
    ['mx.example MX', ['10 mail.example', '0 .']],
    ['quoted.example TXT', ['v=spf1 -all', 'say "hi"', '"a" and "b" mixed']],
    ['lists.example TXT', ['v=spf1 -all']],
    ['six.example AAAA', ['2001:db8::1']],
    ['b.example TXT', 'not-captured'],
  ])('answers %s', (question, expected) => {
    expect(ask(file, question)).toEqual(expected);
  });

  it('is no whole world unless it says so', () => {
    expect([file.complete, file.notes]).toEqual([false, []]);
  });

  it('is a whole world with the header', () => {
    const world = readSnapshot(
      '{"snapshot":"waybill/dns/1","complete":true}\n{"rrname":"mail.a.example","rrtype":"A","rdata":["192.0.2.1"]}',
    );
    expect(['b.example TXT', 'mail.a.example TXT', 'a.example TXT', 'x.mail.a.example A'].map((question) => ask(world, question))).toEqual([
      'nxdomain',
      'nodata',
      'nodata',
      'nxdomain',
    ]);
  });

  it('is a whole world below some names only, where the header lists them', () => {
    const world = readSnapshot(
      '{"snapshot":"waybill/dns/1","complete":true,"origins":["a.example"]}\n{"rrname":"a.example","rrtype":"A","rdata":["192.0.2.1"]}',
    );
    expect(['x.a.example TXT', 'nota.example TXT'].map((question) => ask(world, question))).toEqual(['nxdomain', 'not-captured']);
  });

  it('is nothing with the header alone', () => {
    expect(ask(readSnapshot('{"snapshot":"waybill/dns/1"}'), 'a.example A')).toBe('not-captured');
    expect(ask(readSnapshot('{"snapshot":"waybill/dns/1","complete":true}'), 'a.example A')).toBe('nxdomain');
  });

  it('passes over damage where that only leaves a question open', () => {
    const damaged = readSnapshot(
      '{"rrname":"a.example","rrtype":"A","rdata":["192.0.2.1"]}\n{"rrname":"b.exam\n{"rrname":"c.example","rrtype":"A","rdata":["192.0.2.999"]}',
    );
    expect([damaged.rrsets.length, damaged.notes]).toEqual([1, ['line 2: no RRset could be read.', 'line 3: no RRset could be read.']]);
  });

  it.each([
    ['damage in a whole world', '{"snapshot":"waybill/dns/1","complete":true}\n{"rrname":"a.exam', 'line 2'],
    ['a schema it does not know', '{"snapshot":"waybill/dns/2"}', 'line 1'],
    ['nothing that can be read', '{"rrname":"a.example","rrtype":"A","rdata":["192.0.2"]}', 'line 1'],
  ])('refuses %s', (_, text, at) => {
    expect([refusalOf(text)?.code, refusalOf(text)?.at]).toEqual(['snapshot-damaged', at]);
  });
});

describe('exports of passive-DNS services', () => {
  it('are read with one record a line: those seen at the time make up the set', () => {
    const file = readSnapshot(
      [
        '{"rrtype":"A","rrname":"a.example","rdata":"192.0.2.1","time_first":100,"time_last":300,"count":4}',
        '{"rrtype":"A","rrname":"a.example","rdata":"192.0.2.2","time_first":200,"time_last":400,"count":4}',
        '{"rrtype":"A","rrname":"a.example","rdata":"192.0.2.3","time_first":900,"time_last":950,"count":4}',
      ].join('\n'),
    );
    expect([250, 350, 920, 2_000].map((time) => ask(file, 'a.example A', time * 1_000))).toEqual([
      ['192.0.2.1', '192.0.2.2'],
      ['192.0.2.2'],
      ['192.0.2.3'],
      ['192.0.2.3'],
    ]);
  });

  it('are read as a list, or in the frames of DNSDB', () => {
    const list = readSnapshot(
      '[{"rrname":"a.example","rrtype":"A","rdata":["192.0.2.1"]},\n{"rrname":"b.example","rrtype":"A","rdata":["192.0.2.2"]}]',
    );
    const framed = readSnapshot(
      '{"cond":"begin"}\n{"obj":{"count":2,"rrname":"a.example.","rrtype":"TXT","rdata":["\\"v=spf1 -all\\""],"time_first":1}}\n{"cond":"succeeded"}',
    );
    expect([ask(list, 'b.example A'), ask(framed, 'a.example TXT')]).toEqual([['192.0.2.2'], ['v=spf1 -all']]);
  });

  it('may give their times as digits, milliseconds or ISO 8601', () => {
    const times = ['1690000000', 1690000000000, '2023-07-22T04:26:40Z'].map(
      (time) => readSnapshot(JSON.stringify({ rrname: 'a.example', rrtype: 'A', rdata: [], time_first: time })).rrsets[0]?.timeFirst,
    );
    expect(times).toEqual([1690000000, 1690000000, 1690000000]);
  });
});
