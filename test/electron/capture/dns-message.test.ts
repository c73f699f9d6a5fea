import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeReply, encodeQuery } from '../../../electron/capture/dns-message.ts';
import { type Asked, replyTo, resourceRecord, textData, wireName } from '../../helpers/name-server.ts';

const asked = (name: string, type = 16): Asked => {
  const question = Buffer.concat([wireName(name), Buffer.from([type >> 8, type & 255, 0, 1])]);
  const query = Buffer.concat([Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]), question]);
  return { name, type, overTcp: false, hasEdns: false, query };
};

describe('a query', () => {
  it('is as RFC 1035 section 4.1 has it, with RD, AD and EDNS', () => {
    const query = encodeQuery({ name: 'a.example', type: 'MX' }, 0xabcd, true);
    expect(Buffer.from(query ?? []).toString('hex')).toBe(
      `abcd0120${'0001'}0000${'0000'}0001${'0161076578616d706c6500'}000f0001${'00002904d00000000000'}00`,
    );
  });

  it('without EDNS ends with the question', () => {
    expect(encodeQuery({ name: 'a.example', type: 'A' }, 1, false)?.length).toBe(12 + 11 + 4);
  });

  it.each([`${'l'.repeat(64)}.example`, 'a..example', `${'abcdefg.'.repeat(32)}example`, 'snow☃.example'])(
    'cannot be made for %s',
    (name) => {
      expect(encodeQuery({ name, type: 'A' }, 1, true)).toBeNull();
    },
  );
});

describe('a reply', () => {
  it('gives its records in the form of a snapshot', () => {
    const bytes = replyTo(asked('A.Example'), {
      flags: 0x04a0,
      answers: [
        resourceRecord('a.EXAMPLE', 'TXT', textData('v=spf1 ', '-all')),
        resourceRecord('a.example', 'A', Buffer.from([192, 0, 2, 1])),
        resourceRecord('a.example', 'AAAA', Buffer.from('20010db8000000000000000000000001', 'hex')),
        resourceRecord('a.example', 'MX', Buffer.concat([Buffer.from([0, 10]), wireName('Mail.example')])),
        resourceRecord('a.example', 'MX', Buffer.concat([Buffer.from([0, 0]), wireName('')])),
        resourceRecord('a.example', 'CNAME', wireName('b.example')),
      ],
    });
    expect(decodeReply(bytes)).toEqual({
      id: 0x1234,
      rcode: 'NOERROR',
      isAuthoritative: true,
      isTruncated: false,
      hasRecursion: true,
      isAuthenticated: true,
      question: { name: 'a.example', type: 'TXT' },
      answers: [
        { name: 'a.example', type: 'TXT', record: 'v=spf1 -all' },
        { name: 'a.example', type: 'A', record: '192.0.2.1' },
        { name: 'a.example', type: 'AAAA', record: '2001:db8::1' },
        { name: 'a.example', type: 'MX', record: '10 mail.example' },
        { name: 'a.example', type: 'MX', record: '0 .' },
        { name: 'a.example', type: 'CNAME', record: 'b.example' },
      ],
      unreadable: 0,
      authority: [],
    });
  });

  it('follows pointers backwards only', () => {
    const pointer = Buffer.concat([Buffer.from([0xc0, 12]), resourceRecord('', 'A', Buffer.from([192, 0, 2, 1])).subarray(1)]);
    const forward = Buffer.concat([Buffer.from([0xc0, 40]), resourceRecord('', 'A', Buffer.from([192, 0, 2, 1])).subarray(1)]);
    expect(decodeReply(replyTo(asked('a.example', 1), { answers: [pointer] }))?.answers).toEqual([
      { name: 'a.example', type: 'A', record: '192.0.2.1' },
    ]);
    expect(decodeReply(replyTo(asked('a.example', 1), { answers: [forward] }))).toBeNull();
  });

  it('counts records that it cannot read', () => {
    const reply = decodeReply(replyTo(asked('a.example', 1), { answers: [resourceRecord('a.example', 'A', Buffer.from([192, 0, 2]))] }));
    expect([reply?.answers, reply?.unreadable]).toEqual([[], 1]);
  });

  it('a dot inside a label does not make two of it', () => {
    const odd = resourceRecord('a.example', 'PTR', Buffer.concat([Buffer.from([5]), Buffer.from('x.y.z'), wireName('example')]));
    expect(decodeReply(replyTo(asked('a.example', 12), { answers: [odd] }))?.answers[0]?.record).toBe('x\\046y\\046z.example');
  });

  it.each([
    [0, 'NOERROR'],
    [2, 'SERVFAIL'],
    [3, 'NXDOMAIN'],
    [5, 'REFUSED'],
    [14, 'RCODE14'],
  ])('rcode %i is %s', (rcode, name) => {
    expect(decodeReply(replyTo(asked('a.example'), { rcode }))?.rcode).toBe(name);
  });

  it('is none where it is a query, cut short, or garbage', () => {
    const whole = replyTo(asked('a.example'), { answers: [resourceRecord('a.example', 'TXT', textData('x'))] });
    expect(decodeReply(asked('a.example').query)).toBeNull();
    for (let length = 0; length < whole.length; length++) expect(decodeReply(whole.subarray(0, length))).toBeNull();
  });

  it('random octets never throw, nor do replies with octets changed', () => {
    const whole = replyTo(asked('a.example'), {
      answers: [resourceRecord('a.example', 'TXT', textData('v=spf1')), resourceRecord('a.example', 'MX', Buffer.from([0, 1, 1, 97, 0]))],
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        decodeReply(bytes);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length - 1), fc.nat(255), (at, value, alsoAt, also) => {
        const changed = Buffer.from(whole);
        changed[at] = value;
        changed[alsoAt] = also;
        decodeReply(changed);
      }),
      { numRuns: 2_000 },
    );
  });
});
