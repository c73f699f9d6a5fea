import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReceivedSpf } from '../../../../shared/message/fields/received-spf.ts';
import { fieldOf, textAt } from './field-of.ts';

/** What the field says, without what it leaves out. */
function readSpf(body: string): Record<string, unknown> {
  const { place: _, span: __, pairs: ___, comment: ____, ...said } = parseReceivedSpf(fieldOf('Received-SPF', body));
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
}

describe('parseReceivedSpf', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'the example of RFC 7208 section 9.1',
      'pass (mybox.example.org: domain of\r\n myname@example.com designates 192.0.2.1 as permitted sender)\r\n receiver=mybox.example.org; client-ip=192.0.2.1;\r\n envelope-from="myname@example.com"; helo=foo.example.com;',
      {
        result: 'pass',
        clientIp: '192.0.2.1',
        envelopeFrom: 'myname@example.com',
        helo: 'foo.example.com',
        receiver: 'mybox.example.org',
        domain: 'example.com',
      },
    ],
    [
      'the other example, with the mechanism as a key',
      'fail (mybox.example.org: domain of myname@example.com does not designate 192.0.2.1 as permitted sender) identity=mailfrom; client-ip=192.0.2.1; envelope-from="myname@example.com"; mechanism="-all"',
      {
        result: 'fail',
        clientIp: '192.0.2.1',
        envelopeFrom: 'myname@example.com',
        identity: 'mailfrom',
        mechanism: '-all',
        receiver: 'mybox.example.org',
        domain: 'example.com',
      },
    ],
    [
      'Microsoft: no envelope-from, results in mixed case',
      'Pass (protection.outlook.com: domain of a.example designates\r\n 192.0.2.10 as permitted sender) receiver=protection.outlook.com;\r\n client-ip=192.0.2.10; helo=out.b.example; pr=C',
      { result: 'pass', clientIp: '192.0.2.10', helo: 'out.b.example', receiver: 'protection.outlook.com', domain: 'a.example' },
    ],
    [
      'Microsoft on softfail: the address stands in the comment only',
      'SoftFail (protection.outlook.com: domain of transitioning a.example discourages use of 192.0.2.248 as permitted sender)',
      { result: 'softfail', clientIp: '192.0.2.248', receiver: 'protection.outlook.com', domain: 'a.example' },
    ],
    [
      'Microsoft without a record',
      'None (protection.outlook.com: helo.a.example does not designate permitted sender hosts)',
      { result: 'none', receiver: 'protection.outlook.com', domain: 'helo.a.example' },
    ],
    [
      'Microsoft without a domain',
      'None (protection.outlook.com:  does not designate permitted sender hosts)',
      { result: 'none', receiver: 'protection.outlook.com' },
    ],
    [
      'Google: MAIL FROM stands in the comment',
      'pass (google.com: best guess record for domain of x@a.example designates 2001:db8::19 as permitted sender) client-ip=2001:db8::19;',
      { result: 'pass', clientIp: '2001:db8::19', envelopeFrom: 'x@a.example', receiver: 'google.com', domain: 'a.example' },
    ],
    [
      'Google on neutral: the address comes first',
      'neutral (google.com: 192.0.2.8 is neither permitted nor denied by domain of x@a.example) client-ip=192.0.2.8;',
      { result: 'neutral', clientIp: '192.0.2.8', envelopeFrom: 'x@a.example', receiver: 'google.com', domain: 'a.example' },
    ],
    [
      'the postmaster of a comment, who may stand for the HELO identity',
      'pass (google.com: domain of postmaster@helo.a.example designates 192.0.2.8 as permitted sender) client-ip=192.0.2.8;',
      { result: 'pass', clientIp: '192.0.2.8', receiver: 'google.com', domain: 'helo.a.example' },
    ],
    [
      'Mail::SPF: a comment in the comment',
      "pass\r\n    (out1.a.example: Sender is authorized to use 'out1.a.example' in 'helo' identity (mechanism 'include:spf.a.example' matched))\r\n    receiver=mx4.c.example;\r\n    identity=helo; helo=out1.a.example; client-ip=192.0.2.25",
      {
        result: 'pass',
        clientIp: '192.0.2.25',
        helo: 'out1.a.example',
        receiver: 'mx4.c.example',
        identity: 'helo',
        mechanism: 'include:spf.a.example',
      },
    ],
    [
      'keys without semicolons, and the null reverse-path',
      'Pass (mailfrom) identity=mailfrom client-ip=192.0.2.58 helo=h.a.example envelope-from=<>',
      { result: 'pass', clientIp: '192.0.2.58', envelopeFrom: '', helo: 'h.a.example', identity: 'mailfrom' },
    ],
    ['a word and nothing else', 'softfail', { result: 'softfail' }],
    ['nothing', '', { result: '' }],
  ])('reads %s', (_, body, expected) => {
    expect(readSpf(body)).toEqual(expected);
  });

  it('is not led astray by phrases inside the sender address', () => {
    const address = '"x designates 203.0.113.5 as permitted sender"@evil.example';
    expect(readSpf(`fail (mx.example: domain of ${address} does not designate 192.0.2.9 as permitted sender)`)).toEqual({
      result: 'fail',
      clientIp: '192.0.2.9',
      envelopeFrom: address,
      receiver: 'mx.example',
      domain: 'evil.example',
    });
    expect(
      readSpf('fail (mx.example: domain of "a) client-ip=203.0.113.5 ("@evil.example does not designate 192.0.2.9 as permitted sender)'),
    ).toMatchObject({
      clientIp: '192.0.2.9',
    });
  });

  it('points at the field body', () => {
    const body = 'Pass (protection.outlook.com: domain of a.example designates\r\n 192.0.2.10 as permitted sender) pr=C';
    const { span, place } = parseReceivedSpf(fieldOf('Received-SPF', body));
    expect(textAt('Received-SPF', body, span)).toBe(body);
    expect(place).toEqual({ header: 1, ...span });
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.constantFrom('pass', '(', ')', 'domain of ', '"', '@', 'client-ip=', ';', '\r\n ', 'designates 192.0.2.1 as permitted sender'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const body = pieces.join('').replace(/[\r\n]+(?! )/g, ' ');
        expect(typeof parseReceivedSpf(fieldOf('Received-SPF', `x${body}`)).result).toBe('string');
      }),
    );
  });
});
