import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuthenticationResults, parseAuthenticationResults } from '../../../../shared/message/fields/authentication-results.ts';
import { fieldOf, fieldOfBytes, textAt } from './field-of.ts';

const name = 'Authentication-Results';
const parse = (body: string): AuthenticationResults => parseAuthenticationResults(fieldOf(name, body));

/** Each result as `method=result`, its properties and whatever else it says. */
function readResults(body: string): readonly unknown[] {
  return parse(body).results.map(({ method, result, properties, span: _, pairs: __, ...rest }) => ({
    [method]: result,
    ...properties,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
  }));
}

describe('parseAuthenticationResults: the head', () => {
  it.each<[string, string, Partial<AuthenticationResults>]>([
    ['an authserv-id', 'mx.a.example; spf=pass', { authservId: 'mx.a.example', version: null, instance: null }],
    ['an authserv-id with a version', 'mx.a.example 1; spf=pass', { authservId: 'mx.a.example', version: '1', instance: null }],
    ['an instance', 'i=2; mx.a.example 1; spf=pass', { authservId: 'mx.a.example', version: '1', instance: 2 }],
    [
      'an instance with white space',
      ' i = 12 ;\r\n mx.a.example;\r\n spf=pass',
      { authservId: 'mx.a.example', version: null, instance: 12 },
    ],
    ['comments around the id', '(c) mx.a.example (d) 1 (e); spf=pass', { authservId: 'mx.a.example', version: '1', instance: null }],
    ['a quoted id', '"mx a"; spf=pass', { authservId: 'mx a', version: null, instance: null }],
    [
      'no id (Microsoft)',
      'spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.example; dkim=none',
      { authservId: null, version: null, instance: null },
    ],
    ['no id, spaces around the equals sign', 'spf = pass; dkim=none', { authservId: null, version: null, instance: null }],
    ['nothing', '', { authservId: null, version: null, instance: null }],
  ])('reads %s', (_, body, expected) => {
    expect(parse(body)).toMatchObject(expected);
  });

  it('gives no results for `none` and for an empty field', () => {
    expect(parse('mx.a.example; none').results).toEqual([]);
    expect(parse('mx.a.example 1; none').results).toEqual([]);
    expect(parse('').results).toEqual([]);
  });
});

describe('parseAuthenticationResults: results', () => {
  it.each<[string, string, readonly unknown[]]>([
    [
      'RFC 8601 appendix B.5, with a reason and a quoted value',
      'example.com;\r\n\tdkim=pass reason="good signature"\r\n\theader.i=@mail-router.example.net;\r\n\tdkim=fail reason="bad signature" header.i=@newyork.example.com',
      [
        { dkim: 'pass', reason: 'good signature', 'header.i': '@mail-router.example.net' },
        { dkim: 'fail', reason: 'bad signature', 'header.i': '@newyork.example.com' },
      ],
    ],
    [
      'RFC 8601 appendix B.7, comments and white space everywhere',
      "foo.example.net (foobar) 1 (baz);\r\n dkim (Because I like it) / 1 (One yay) = (wait for it) fail\r\n policy (A dot can go here) . (like that) expired\r\n (this surprised me) = (as I wasn't expecting it) 1362471462",
      [{ dkim: 'fail', methodVersion: '1', comment: 'Because I like it', 'policy.expired': '1362471462' }],
    ],
    [
      'a version of the method',
      'mx.a.example; dkim/1=pass header.d=a.example',
      [{ dkim: 'pass', methodVersion: '1', 'header.d': 'a.example' }],
    ],
    [
      'Microsoft: no id, several dkim results, compauth',
      'spf=pass (sender IP is 192.0.2.10)\r\n smtp.mailfrom=a.example; dkim=pass (signature was verified)\r\n header.d=b.onmicrosoft.com;dkim=fail (no key for signature)\r\n header.d=a.example;dmarc=bestguesspass action=none\r\n header.from=a.example;compauth=pass reason=109',
      [
        { spf: 'pass', comment: 'sender IP is 192.0.2.10', ip: '192.0.2.10', 'smtp.mailfrom': 'a.example' },
        { dkim: 'pass', comment: 'signature was verified', 'header.d': 'b.onmicrosoft.com' },
        { dkim: 'fail', comment: 'no key for signature', 'header.d': 'a.example' },
        { dmarc: 'bestguesspass', action: 'none', 'header.from': 'a.example' },
        { compauth: 'pass', reason: '109' },
      ],
    ],
    [
      'Microsoft in an ARC set: what the arc comment says is a comment',
      'i=2; mx.microsoft.com 1; spf=none (sender ip is\r\n 192.0.2.245) smtp.rcpttodomain=c.example smtp.mailfrom=a.example; arc=pass (0 oda=1 ltdi=1\r\n spf=[1,1,smtp.mailfrom=a.example] dkim=[1,1,header.d=a.example])',
      [
        {
          spf: 'none',
          comment: 'sender ip is 192.0.2.245',
          ip: '192.0.2.245',
          'smtp.rcpttodomain': 'c.example',
          'smtp.mailfrom': 'a.example',
        },
        { arc: 'pass', comment: '0 oda=1 ltdi=1 spf=[1,1,smtp.mailfrom=a.example] dkim=[1,1,header.d=a.example]' },
      ],
    ],
    [
      'Microsoft without an address and with empty values',
      'spf=none (sender IP is ) smtp.mailfrom=<>; dmarc=none action=none header.from=; dkim=none header.d=none;',
      [
        { spf: 'none', comment: 'sender IP is ', 'smtp.mailfrom': '<>' },
        { dmarc: 'none', action: 'none', 'header.from': '' },
        { dkim: 'none', 'header.d': 'none' },
      ],
    ],
    [
      'Google',
      'mx.google.com;\r\n       dkim=pass header.i=@a.example header.s=20161025 header.b="ia/Egbt6";\r\n       spf=neutral (google.com: 2001:db8::7 is neither permitted nor denied by best guess record for domain of x@a.example) smtp.mailfrom=SRS0=63fc=V7=a.example=x@srs.example;\r\n       dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=a.example',
      [
        { dkim: 'pass', 'header.i': '@a.example', 'header.s': '20161025', 'header.b': 'ia/Egbt6' },
        {
          spf: 'neutral',
          comment: 'google.com: 2001:db8::7 is neither permitted nor denied by best guess record for domain of x@a.example',
          ip: '2001:db8::7',
          'smtp.mailfrom': 'SRS0=63fc=V7=a.example=x@srs.example',
        },
        { dmarc: 'pass', comment: 'p=NONE sp=NONE dis=NONE', 'header.from': 'a.example' },
      ],
    ],
    [
      'Yahoo before 2013: the domain stands ahead of its result',
      'mta1.mail.yahoo.com  from=a.example; domainkeys=neutral (no sig);  from=b.example; dkim=pass (ok)',
      [
        { domainkeys: 'neutral', comment: 'no sig', from: 'a.example' },
        { dkim: 'pass', comment: 'ok', from: 'b.example' },
      ],
    ],
    [
      'Fastmail: a comment behind properties, and the address as a property',
      'mx.a.example; dmarc=pass policy.published-domain-policy=none (p=none,d=none) header.from=a.example; iprev=pass smtp.remote-ip=192.0.2.25 (out.a.example)',
      [
        { dmarc: 'pass', 'policy.published-domain-policy': 'none', comment: 'p=none,d=none', 'header.from': 'a.example' },
        { iprev: 'pass', 'smtp.remote-ip': '192.0.2.25', comment: 'out.a.example', ip: '192.0.2.25' },
      ],
    ],
    [
      'white space around equals signs',
      'mx.a.example; spf = pass smtp.mailfrom =a.example header.from= b.example',
      [{ spf: 'pass', 'smtp.mailfrom': 'a.example', 'header.from': 'b.example' }],
    ],
    [
      'an empty value before another property',
      'mx.a.example; spf=pass smtp.mailfrom= smtp.helo=h.example',
      [{ spf: 'pass', 'smtp.mailfrom': '', 'smtp.helo': 'h.example' }],
    ],
    ['keys and results in any case', 'mx.a.example; SPF=Pass SMTP.MailFrom=A.example', [{ spf: 'pass', 'smtp.mailfrom': 'A.example' }]],
    [
      'a quoted local part',
      'mx.a.example; spf=pass smtp.mailfrom="a b;c"@a.example',
      [{ spf: 'pass', 'smtp.mailfrom': '"a b;c"@a.example' }],
    ],
    [
      'an internationalised address',
      'mx.a.example; spf=pass smtp.mailfrom=x@robínhood.example',
      [{ spf: 'pass', 'smtp.mailfrom': 'x@robínhood.example' }],
    ],
    [
      'a segment that repeats the id',
      'spf=pass smtp.helo=h.example; outlook.com; dkim=none header.d=none;outlook.com; dmarc=pass',
      [{ spf: 'pass', 'smtp.helo': 'h.example' }, { dkim: 'none', 'header.d': 'none' }, { dmarc: 'pass' }],
    ],
  ])('reads %s', (_, body, expected) => {
    expect(readResults(body)).toEqual(expected);
  });

  it('keeps a property that is repeated, and gives the first by name', () => {
    const [result] = parse('mx.a.example; dmarc=pass header.d=a.example header.d=b.example header.from=a.example').results;
    expect(result?.properties['header.d']).toBe('a.example');
    expect(result?.pairs).toEqual([
      ['header.d', 'a.example'],
      ['header.d', 'b.example'],
      ['header.from', 'a.example'],
    ]);
  });

  it('gives the address of the first result that names one', () => {
    expect(
      parse('mx.a.example; dkim=none; spf=fail (mx: domain of x@a.example does not designate 192.0.2.9 as permitted sender)').senderIp,
    ).toBe('192.0.2.9');
    expect(parse('mx.a.example; dkim=none').senderIp).toBeNull();
  });
});

describe('parseAuthenticationResults: what a sender brings in', () => {
  const methods = (body: string): readonly string[] => parse(body).results.map((result) => `${result.method}=${result.result}`);

  it.each<[string, string, readonly string[]]>([
    ['a quoted address with a semicolon', 'mx; spf=fail smtp.mailfrom="a; dkim=pass header.d=v.example"@evil.example', ['spf=fail']],
    ['a result behind a space', 'mx; spf=fail smtp.mailfrom=a dkim=pass header.d=v.example', ['spf=fail']],
    [
      'a quoted local part in a comment that closes it',
      'mx; spf=fail (mx: domain of "a) ; dkim=pass ("@evil.example does not designate 192.0.2.9 as permitted sender); dmarc=fail',
      ['spf=fail', 'dmarc=fail'],
    ],
    [
      'a comment that is opened twice and closed once',
      'mx; spf=fail (domain of a(; dkim=pass header.d=v.example@evil.example) smtp.helo=x',
      ['spf=fail'],
    ],
    ['an encoded word', 'mx; spf=fail smtp.mailfrom==?utf-8?Q?x=3B_dkim=3Dpass?=@evil.example', ['spf=fail']],
    ['a comment that hides a result from sloppy readers', 'mx; spf=fail (; dkim=pass) smtp.helo=x', ['spf=fail']],
  ])('does not make a result of %s', (_, body, expected) => {
    expect(methods(body)).toEqual(expected);
  });

  it('gives a property named like an object member as a property', () => {
    const [result] = parse('mx; spf=pass __proto__=x constructor=y').results;
    expect(Object.entries(result?.properties ?? {}).sort()).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });
});

describe('parseAuthenticationResults: places', () => {
  it('points at exactly the bytes of each result in a folded field', () => {
    const body =
      'i=1; mx.a.example 1;\r\n spf=pass (sender\r\n IP is 192.0.2.1)\r\n\tsmtp.mailfrom=ü.example ;dkim=none\r\n ; dmarc=fail header.from=a.example; ';
    const results = parseAuthenticationResults(fieldOf(name, body)).results;
    expect(results.map((result) => textAt(name, body, result.span))).toEqual([
      'spf=pass (sender\r\n IP is 192.0.2.1)\r\n\tsmtp.mailfrom=ü.example',
      'dkim=none',
      'dmarc=fail header.from=a.example',
    ]);
  });

  it('points at the field body as a whole', () => {
    const body = 'mx.a.example;\r\n spf=pass';
    const { place } = parse(body);
    expect(place.header).toBe(1);
    expect(textAt(name, body, place)).toBe(body);
  });

  it('reads a body that is encoded words from end to end, and points at the words that hold a result', () => {
    const word = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
    const first = word('spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.exam');
    const second = word('ple; dkim=none (message not signed); dmarc=fa');
    const third = word('il header.from=b.example');
    const body = `${first}\r\n ${second}\r\n ${third}`;
    expect(readResults(body)).toEqual([
      { spf: 'pass', comment: 'sender IP is 192.0.2.1', ip: '192.0.2.1', 'smtp.mailfrom': 'a.example' },
      { dkim: 'none', comment: 'message not signed' },
      { dmarc: 'fail', 'header.from': 'b.example' },
    ]);
    expect(parse(body).results.map((result) => textAt(name, body, result.span))).toEqual([
      `${first}\r\n ${second}`,
      second,
      `${second}\r\n ${third}`,
    ]);
  });
});

describe('parseAuthenticationResults on hostile input', () => {
  it('never throws, and every span lies in the field and holds its method', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'spf=pass',
        ';',
        '(',
        ')',
        '"',
        ' ',
        '\r\n ',
        'header.d=',
        'a.example',
        '=',
        '/1',
        'i=1',
        '\\',
        '=?utf-8?B?YT1i?=',
        'mx.example',
        'dkim=fail',
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const body = `mx; ${pieces.join('').replace(/[\r\n]+(?! )/g, ' ')}`;
        const { results, place } = parse(body);
        for (const { method, span } of results) {
          expect(span.start).toBeGreaterThanOrEqual(place.start);
          expect(span.end).toBeLessThanOrEqual(place.end);
          expect(textAt(name, body, span).toLowerCase()).toContain(method);
        }
      }),
    );
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const body = Uint8Array.from([0x78, ...bytes.map((byte) => (byte === 10 || byte === 13 ? 59 : byte))]);
        expect(parseAuthenticationResults(fieldOfBytes(name, body)).place.header).toBe(1);
      }),
    );
  });

  it.each([
    ['parentheses', '('],
    ['quotes', '="'],
    ['quotes in comments', '("'],
    ['semicolons', ';'],
    ['results', 'a=b;'],
    ['terms', 'a=b '],
    ['equals signs', '= '],
    ['encoded words', '=?a?b?'],
    ['comments', '(a)'],
  ])('takes time in proportion to its length: %s', (_, unit) => {
    const field = fieldOf(name, `mx; spf=pass ${unit.repeat(Math.ceil(200_000 / unit.length))}`);
    const start = performance.now();
    parseAuthenticationResults(field);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
