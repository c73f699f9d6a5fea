import { describe, expect, it } from 'vitest';
import { predictSpf } from '../../../../shared/authentication/spf/prediction.ts';
import { mailFromQuery } from '../../../../shared/authentication/spf/query.ts';
import { formatQuestion } from '../../../../shared/facts/dns.ts';
import { type Zone, zoneSnapshot } from '../../../helpers/zone.ts';

function predict(zone: Zone, { ip = '192.0.2.7', mailFrom = 'user@a.example' } = {}) {
  const { questions, ...rounds } = predictSpf(
    mailFromQuery({ ip, mailFrom, helo: 'h.example' }),
    zoneSnapshot(zone, { complete: false }).at(0),
  );
  return { questions: questions.map(formatQuestion), ...rounds };
}

describe('what an SPF check may still ask', () => {
  it('is the record itself where nothing is known', () => {
    expect(predict({})).toEqual({ questions: ['a.example TXT'], rounds: 14, roundsOneByOne: 23 });
  });

  it('is nothing where the check is decided', () => {
    expect(predict({ 'a.example': { TXT: ['v=spf1 ip4:192.0.2.7 include:b.example'] } })).toEqual({
      questions: [],
      rounds: 0,
      roundsOneByOne: 0,
    });
    expect(predict({ 'a.example': { TXT: 'NXDOMAIN' } }).questions).toEqual([]);
    expect(predict({}, { mailFrom: 'user@single' }).questions).toEqual([]);
    expect(predict({}, { ip: 'no address' }).questions).toEqual([]);
  });

  it('is every target of the known records up to the first term that decides', () => {
    const zone: Zone = {
      'a.example': {
        TXT: ['v=spf1 include:b.example a:c.example mx include:d.example exists:%{i}.e.example ip4:192.0.2.0/24 include:never.example'],
      },
      'd.example': { TXT: ['v=spf1 include:f.example redirect=g.example'] },
    };
    expect(predict(zone).questions).toEqual([
      'b.example TXT',
      'c.example A',
      'a.example MX',
      'f.example TXT',
      'g.example TXT',
      '192.0.2.7.e.example A',
    ]);
  });

  it('stops at an error that comes first, and looks behind what is open', () => {
    expect(
      predict({ 'a.example': { TXT: ['v=spf1 include:none.example include:b.example'] }, 'none.example': { TXT: [] } }).questions,
    ).toEqual([]);
    expect(
      predict({ 'a.example': { TXT: ['v=spf1 include:open.example include:none.example include:b.example'] }, 'none.example': { TXT: [] } })
        .questions,
    ).toEqual(['open.example TXT']);
  });

  it('follows exchanges and names of the client as far as they are known', () => {
    const zone: Zone = {
      'a.example': { TXT: ['v=spf1 mx ptr exists:%{p}.x.example -all'], MX: ['10 one.example', '20 two.example'] },
      'one.example': { A: ['198.51.100.1'] },
      '7.2.0.192.in-addr.arpa': { PTR: ['host.a.example'] },
    };
    expect(predict(zone).questions).toEqual(['two.example A', 'host.a.example A']);
  });

  it('ends with records that include each other', () => {
    const zone: Zone = {
      'a.example': { TXT: ['v=spf1 include:b.example include:open.example -all'] },
      'b.example': { TXT: ['v=spf1 include:other.example include:a.example include:b.example -all'] },
    };
    expect(predict(zone).questions).toEqual(['other.example TXT', 'open.example TXT']);
  });

  it('is found quickly in a thicket', () => {
    const names = Array.from({ length: 60 }, (_, index) => `n${index}.example`);
    const zone: Zone = Object.fromEntries(
      [...names, 'a.example'].map((name) => [
        name,
        { TXT: [`v=spf1 ${names.map((other) => `?include:${other}`).join(' ')} include:%{d}.open.example`] },
      ]),
    );
    expect(predict(zone).questions.length).toBeLessThan(100);
  });
});
