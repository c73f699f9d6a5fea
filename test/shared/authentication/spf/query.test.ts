import { expect, it } from 'vitest';
import { fromQuery, heloQuery, mailFromQuery } from '../../../../shared/authentication/spf/query.ts';

const ip = '192.0.2.1';
const helo = 'mail.a.example';

it.each([
  ['user@a.example', 'user@a.example', 'a.example'],
  ['<user@a.example>', 'user@a.example', 'a.example'],
  ['', 'postmaster@mail.a.example', 'mail.a.example'],
  ['<>', 'postmaster@mail.a.example', 'mail.a.example'],
  ['@a.example', 'postmaster@a.example', 'a.example'],
  ['a.example', 'postmaster@a.example', 'a.example'],
])('MAIL FROM %j is checked as %s of %s', (mailFrom, sender, domain) => {
  expect(mailFromQuery({ ip, mailFrom, helo })).toEqual({ ip, identity: 'mailfrom', sender, domain, helo });
});

it('HELO is checked as postmaster at its name', () => {
  expect(heloQuery({ ip, helo })).toEqual({ ip, identity: 'helo', sender: 'postmaster@mail.a.example', domain: helo, helo });
});

it('From is checked as if it were the MAIL FROM', () => {
  expect(fromQuery({ ip, from: 'ceo@a.example', helo })).toEqual({
    ip,
    identity: 'from',
    sender: 'ceo@a.example',
    domain: 'a.example',
    helo,
  });
});
