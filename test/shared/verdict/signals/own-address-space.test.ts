import { describe, expect, it } from 'vitest';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { domain, facts, place, poolPass, question, receiver, spfCheck } from '../facts.ts';

const id = 'own-address-space';
const checked = (...checks: Parameters<typeof spfCheck>[0][]) =>
  facts({ receiver: receiver({ checks: checks.map((given) => spfCheck(given)) }) });

describe(id, () => {
  it('clears where the domain itself authorises the host, by our replay', () => {
    expect(reasonsOf(id, checked({ mechanism: 'ip4:192.0.2.0/24' }))).toEqual([
      {
        signal: id,
        points: 'authentic',
        weight: 'strong',
        trust: 'vouched',
        source: 'replay',
        text: '192.0.2.1 is authorised by a.example itself (a.example → ip4:192.0.2.0/24), and it is not in a shared pool that we know.',
        places: [place(1)],
      },
    ]);
  });

  it('believes a record less: it does not say which mechanism matched', () => {
    const given = checked({ source: 'receiver-record' });
    expect(findings(id, given)).toEqual(['authentic strong attributed receiver-record']);
    expect(reasonsOf(id, given)[0]?.text).toBe(
      'The receiver recorded spf=pass for a.example from 192.0.2.1, which is not in a shared pool that we know.',
    );
  });

  it('believes less where another organisation’s record lists the host', () => {
    const given = checked({ throughOthers: true, path: [domain, 'spf.hoster.example'] });
    expect(findings(id, given)).toEqual(['authentic strong attributed replay']);
    expect(reasonsOf(id, given)[0]?.text).toBe(
      '192.0.2.1 is authorised by a.example through the record of another domain (a.example → spf.hoster.example), and it is not in a shared pool that we know.',
    );
  });

  it.each(['+all', 'all', 'ip4:0.0.0.0/1', 'ip4:203.0.0.0/8', 'a/8', 'mx:a.example/12'])(
    'does not clear on %s, which authorises everybody',
    (mechanism) => {
      const given = checked({ mechanism });
      expect(findings(id, given)).toEqual(['shared-pass-unattributed strong vouched replay']);
      expect(reasonsOf(id, given)[0]?.text).toBe(
        `192.0.2.1 passes for a.example only because its record authorises far more addresses than its own mail hosts (a.example → ${mechanism}).`,
      );
    },
  );

  it.each(['ip4:192.0.2.1', 'ip4:192.0.0.0/16', 'a', 'mx', 'a:out.a.example/24', 'exists:%{i}.a.example'])('clears on %s', (mechanism) => {
    expect(findings(id, checked({ mechanism }))).toEqual(['authentic strong vouched replay']);
  });

  it('knows the same of IPv6', () => {
    expect(findings(id, checked({ ip: '2001:db8::1', mechanism: 'ip6:2001::/16' }))[0]).toMatch(/^shared-pass-unattributed/);
    expect(findings(id, checked({ ip: '2001:db8::1', mechanism: 'ip6:2001:db8::/32' }))[0]).toMatch(/^authentic/);
  });

  it('lets our replay speak for a record of the same pass', () => {
    expect(findings(id, checked({ source: 'receiver-record' }, {}))).toEqual(['authentic strong vouched replay']);
    expect(findings(id, checked({ source: 'receiver-record' }, { result: 'unknown' }))).toEqual([
      'authentic strong attributed receiver-record',
    ]);
  });

  it('passes a claim on as a claim', () => {
    expect(findings(id, checked({ source: 'receiver-record', trust: 'claimed' }))).toEqual(['authentic strong claimed receiver-record']);
  });

  it('is silent on a pass of a shared pool', () => {
    expect(reasonsOf(id, facts({ receiver: receiver({ checks: [poolPass()] }) }))).toEqual([]);
  });

  it.each([
    ['of a forwarder’s domain', { domain: 'forwarder.example', aligned: false }],
    ['of the HELO', { identity: 'helo' }],
    ['that we only evaluated for the From domain', { identity: 'from' }],
    ['that is none', { result: 'softfail' }],
  ] as const)('is silent on a pass %s', (_, given) => {
    expect(reasonsOf(id, checked(given))).toEqual([]);
  });

  it('is not examined while the record is not at hand', () => {
    expect(openFor(id, checked({ result: 'unknown', missing: [question(domain), question(domain, 'MX')] }))).toEqual([
      'a.example MX',
      'a.example TXT',
    ]);
  });
});
