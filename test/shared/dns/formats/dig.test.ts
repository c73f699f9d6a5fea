import { describe, expect, it } from 'vitest';
import { parseSnapshot } from '../../../../shared/dns/snapshot.ts';
import { ask, readSnapshot } from '../../../helpers/snapshot.ts';

const full = `
; <<>> DiG 9.18.28 <<>> -f questions.txt
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 41112
;; flags: qr rd ra; QUERY: 1, ANSWER: 2, AUTHORITY: 0, ADDITIONAL: 1

;; OPT PSEUDOSECTION:
; EDNS: version: 0, flags:; udp: 1232
;; QUESTION SECTION:
;A.example.\t\t\tIN\tTXT

;; ANSWER SECTION:
a.example.\t\t300\tIN\tTXT\t"v=spf1 ip4:192.0.2.0/24 " "include:_spf.pool.example -all"
A.EXAMPLE.\t\t300\tIN\tTXT\t"semi;colon \\"quoted\\" back\\\\slash \\228\\001"

;; Query time: 12 msec
;; SERVER: 192.0.2.53#53(192.0.2.53) (UDP)
;; WHEN: Mon Nov 23 10:00:00 UTC 2026
;; MSG SIZE  rcvd: 120

;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 2
;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1

;; QUESTION SECTION:
;none.example.\t\t\tIN\tTXT

;; AUTHORITY SECTION:
example.\t\t900\tIN\tSOA\tns.example. hostmaster.example. 1 2 3 4 5

;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 3
;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1

;; QUESTION SECTION:
;a.example.\t\t\tIN\tMX

;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 4
;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 1

;; QUESTION SECTION:
;dead.example.\t\t\tIN\tA

;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 5
;; flags: qr; QUERY: 1, ANSWER: 0, AUTHORITY: 2, ADDITIONAL: 1

;; QUESTION SECTION:
;referral.example.\t\t\tIN\tA

;; AUTHORITY SECTION:
referral.example.\t900\tIN\tNS\tns.referral.example.

;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 6
;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 1, ADDITIONAL: 1

;; QUESTION SECTION:
;alias.example.\t\t\tIN\tTXT

;; ANSWER SECTION:
alias.example.\t\t300\tIN\tCNAME\tGone.example.

;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 7
;; flags: qr rd ra; QUERY: 1, ANSWER: 3, AUTHORITY: 0, ADDITIONAL: 1

;; QUESTION SECTION:
;www.example.\t\t\tIN\tA

;; ANSWER SECTION:
www.example.\t\t300\tIN\tCNAME\thost.example.
host.example.\t\t300\tIN\tA\t192.0.2.1
host.example.\t\t300\tIN\tA\t192.0.2.2
`;

describe('whole output of dig', () => {
  const file = readSnapshot(full);

  it.each([
    ['a.example TXT', ['v=spf1 ip4:192.0.2.0/24 include:_spf.pool.example -all', 'semi;colon "quoted" back\\slash \u00e4\u0001']],
    ['none.example TXT', 'nxdomain'],
    ['none.example A', 'not-captured'],
    ['a.example MX', 'nodata'],
    ['a.example A', 'not-captured'],
    ['dead.example A', 'SERVFAIL'],
    ['referral.example A', 'not-captured'],
    ['alias.example TXT', 'nxdomain'],
    ['gone.example TXT', 'nxdomain'],
    ['www.example A', ['192.0.2.1', '192.0.2.2']],
    ['www.example AAAA', 'not-captured'],
    ['example SOA', 'not-captured'],
  ])('answers %s', (question, expected) => {
    expect(ask(file, question)).toEqual(expected);
  });

  it('tells when and whom it asked', () => {
    const [text, missing] = file.rrsets;
    expect([text?.timeFirst, text?.timeLast, text?.source, missing?.timeFirst]).toEqual([
      1_795_428_000,
      1_795_428_000,
      'dig @192.0.2.53',
      null,
    ]);
  });

  it('tells which answers say nothing', () => {
    expect(file.notes).toEqual([expect.stringContaining('referral')]);
  });
});

describe('parts of the output', () => {
  it('answers and comments without questions: negative answers cannot be placed, and are noted', () => {
    const file = readSnapshot(`;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1
;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 1

;; OPT PSEUDOSECTION:
; EDNS: version: 0, flags:; udp: 1232
;; ANSWER SECTION:
a.example.\t\t300\tIN\tTXT\t"v=spf1 -all"

;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 2
;; flags: qr rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1

;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 3
;; flags: qr rd ra; QUERY: 1, ANSWER: 1, AUTHORITY: 1, ADDITIONAL: 1

;; ANSWER SECTION:
alias.example.\t\t300\tIN\tCNAME\tgone.example.
`);
    expect([ask(file, 'a.example TXT'), ask(file, 'alias.example TXT'), file.notes]).toEqual([
      ['v=spf1 -all'],
      'nxdomain',
      ["line 11: the answer (NXDOMAIN) does not say to what question; add +question to dig's options."],
    ]);
  });

  it('answers alone are records and no more', () => {
    const file = readSnapshot('a.example.\t300\tIN\tMX\t10 mail.a.example.\na.example.\t300\tIN\tMX\t20 mail2.a.example.\n');
    expect([file.format, file.complete, ask(file, 'a.example MX'), ask(file, 'a.example A')]).toEqual([
      'dig',
      false,
      ['10 mail.a.example', '20 mail2.a.example'],
      'not-captured',
    ]);
  });

  it('survives cuts anywhere', () => {
    const bytes = new TextEncoder().encode(full);
    for (let length = 100; length < bytes.length; length += 7) {
      const outcome = parseSnapshot(bytes.subarray(0, length), 'cut');
      expect(outcome.ok ? outcome.value.complete : outcome.error.code).toBe(outcome.ok ? false : 'snapshot-damaged');
    }
  });
});
