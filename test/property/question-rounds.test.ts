/** Asking in rounds, for whole messages: the number of rounds that is announced is kept, and what comes out is the analysis of the whole world. */
import { describe, expect, it } from 'vitest';
import { type DnsQuestion, type DnsSnapshot, formatQuestion } from '../../shared/facts/dns.ts';
import { questionSheet } from '../../shared/message-questions.ts';
import type { QuestionSheet } from '../../shared/question-sheet.ts';
import { messageText } from '../electron/evidence.ts';
import { type Zone, zoneSnapshot } from '../helpers/zone.ts';
import { generateSpfCases, type SpfCase, worldResolver } from '../peers/spf-worlds.ts';
import { judge, scenarios, tell } from '../scenarios/language/registry.ts';
import type { Told } from '../scenarios/language/scenario.ts';
import { deliver, exchangeOnline, send } from '../scenarios/steps.ts';

type Choose = (sheet: QuestionSheet) => readonly DnsQuestion[];
const needed: Choose = ({ now }) => now;
const everything: Choose = ({ now, ahead }) => [...now, ...ahead];

/** Answers what was asked before, and nothing else. */
function captured(world: DnsSnapshot, known: ReadonlySet<string>): DnsSnapshot {
  return {
    size: known.size,
    at(time) {
      const resolver = world.at(time);
      return { resolve: (question) => (known.has(formatQuestion(question)) ? resolver.resolve(question) : { kind: 'not-captured' }) };
    },
  };
}

/** The rounds that it took, and what was announced before each. */
async function askInRounds(story: Told, world: DnsSnapshot, choose: Choose) {
  const known = new Set<string>();
  const announced: QuestionSheet['rounds'][] = [];
  for (;;) {
    const snapshot = captured(world, known);
    const detail = await judge(story, { snapshot });
    const sheet = questionSheet(detail, snapshot);
    if (sheet.now.length === 0) return { detail, announced };
    announced.push(sheet.rounds);
    if (announced.length > 60) throw new Error('It does not end.');
    for (const question of choose(sheet)) known.add(formatQuestion(question));
  }
}

async function keepsItsWord(label: string, story: Told, world: DnsSnapshot): Promise<string[]> {
  const faults: string[] = [];
  const whole = JSON.stringify((await judge(story, { snapshot: world })).analysis);
  for (const [way, choose] of [
    ['now', needed],
    ['ahead', everything],
  ] as const) {
    const { detail, announced } = await askInRounds(story, world, choose);
    if (JSON.stringify(detail.analysis) !== whole) faults.push(`${label} ${way}: another analysis`);
    announced.forEach((rounds, index) => {
      if (rounds[way] < announced.length - index)
        faults.push(`${label} ${way}: round ${index + 1} of ${announced.length} announced ${rounds[way]}`);
    });
  }
  return faults;
}

describe('asking for a message in rounds', () => {
  it('ends within the rounds announced, in every scenario', async () => {
    const faults: string[] = [];
    for (const scenario of scenarios) {
      const story = await tell(scenario);
      faults.push(...(await keepsItsWord(scenario.id, story, zoneSnapshot(story.dns))));
    }
    expect(faults).toEqual([]);
  });

  it('ends within the rounds announced, in random worlds', async () => {
    const faults: string[] = [];
    let checks = 0;
    for (const [index, private_] of generateSpfCases(300, 11).entries()) {
      // Its clients have private addresses, which no handoff is checked for.
      const text = JSON.stringify(private_);
      const session: SpfCase = JSON.parse(text.replaceAll('10.in-addr', '11.in-addr').replace(/(?<![\d.])10\.(?=\d)/g, '11.'));
      const resolver = worldResolver(session.records);
      const lines = messageText({ from: session.mailFrom, ip: session.ip }).replace('mail.alpha.example (', `${session.helo} (`);
      const story = { message: new TextEncoder().encode(lines), dns: {} };
      const world: DnsSnapshot = { size: 1, at: () => resolver };
      checks += (await judge(story, { snapshot: world })).spf.filter((check) => check.evaluation !== null).length;
      faults.push(...(await keepsItsWord(`case ${index}`, story, world)));
    }
    expect(faults).toEqual([]);
    expect(checks).toBeGreaterThan(500);
  });

  it('reckons with the checks that begin once the answers show which operator delivered it', async () => {
    // The catalogue does not know the address; that it is the operator's only shows once the last of the ten terms is known.
    const spent = Array.from({ length: 8 }, (_, index) => `a:n${index}.alpha.example`);
    const zone: Zone = {
      'alpha.example': { TXT: [`v=spf1 exists:%{i}.alpha.example ${spent.join(' ')} include:spf.protection.outlook.com -all`] },
      ...Object.fromEntries(spent.map((term) => [term.slice(2), { A: ['192.0.2.1'] }])),
      'spf.protection.outlook.com': { TXT: ['v=spf1 ip4:203.0.113.77 -all'] },
    };
    const text = Buffer.from(await handedInByStranger()).toString('latin1');
    // Between tenants the service strips the line that shows who handed it in; only its stamps do, once they count.
    const stripped = text.replace(/^Received: from mail\.bravo\.example[^\n]*\n(?:[ \t][^\n]*\n)*/m, '');
    expect(stripped.length).toBeLessThan(text.length);
    const story = { message: Buffer.from(stripped, 'latin1'), dns: zone };
    const detail = await judge(story);
    expect(detail.spf.filter(({ role, source }) => role === 'ingress' && source === 'replay').length).toBeGreaterThan(0);
    expect(await keepsItsWord('late ingress', story, zoneSnapshot(zone))).toEqual([]);
  });
});

/** Handed in at Exchange Online by a stranger's host, delivered from an address that no list has. */
function handedInByStranger(): Promise<Uint8Array> {
  const time = Date.parse('2026-03-11T08:14:05Z');
  return send(
    { from: 'alice@alpha.example', to: 'someone@recv.example', subject: 'x', time, messageId: '1@alpha.example', body: 'x\n' },
    exchangeOnline({
      tenant: { initial: 'bravotrading', id: '9d41e2a0-7b3c-4d19-8e6f-0a1b2c3d4e5f', organization: 'bravo.example' },
      client: { ip: '198.51.100.7', helo: 'mail.bravo.example' },
      mailFromDomain: 'alpha.example',
      fromDomain: 'alpha.example',
      ingress: { spf: 'fail', dkim: 'none (message not signed)', dmarc: 'fail (p=reject sp=reject pct=100)' },
      signature: null,
      senderCheck: 0,
      time: time + 4_000,
    }),
    deliver({
      by: 'mx.recv.example',
      client: { ip: '203.0.113.77', helo: 'out.unlisted.example' },
      time: time + 8_000,
      id: '4Wx2Kq0Zt7z5',
      mailFrom: 'alice@alpha.example',
      results: ['spf=pass smtp.mailfrom=alice@alpha.example'],
    }),
  );
}
