/** Our DKIM against dkimpy and Mail::DKIM on thousands of generated and mutated messages: every disagreement is one that we can explain. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkDkim } from '../../shared/authentication/dkim/check.ts';
import type { DkimCheck } from '../../shared/facts/authentication.ts';
import type { Message } from '../../shared/facts/message.ts';
import { scanMessage } from '../../shared/message/header-scanner.ts';
import { txtResolver } from '../helpers/resolver.ts';
import { agree, deviations, type Peer } from './dkim-deviations.ts';
import { receivedAt } from './dkim-draft.ts';
import { type DkimCase, generateDkimCases } from './dkim-messages.ts';
import { type DkimPeerRun, hasDkimpy, hasMailDkim, runDkimpy, runMailDkim } from './dkim-process.ts';

const caseCount = 3_600;
const seed = 1;

interface Checked {
  readonly test: DkimCase;
  readonly message: Message;
  readonly ours: DkimCheck | undefined;
}

async function check(test: DkimCase): Promise<Checked> {
  const records = Object.fromEntries(Object.entries(test.keys).map(([name, answer]) => [name, answer === 'NXDOMAIN' ? null : answer]));
  const message = scanMessage(test.message);
  const [ours] = await checkDkim(message, txtResolver(records, { complete: true }), receivedAt);
  return { test, message, ours };
}

function describePeer(peer: Peer, isInstalled: boolean, apt: string, run: (cases: readonly DkimCase[]) => Promise<DkimPeerRun>): void {
  describe.skipIf(!isInstalled)(`${peer} (needs apt install ${apt})`, () => {
    let checked: readonly Checked[] = [];
    let peerRun: DkimPeerRun;
    beforeAll(async () => {
      const cases = generateDkimCases(caseCount, seed);
      const running = run(cases);
      const done: Checked[] = [];
      for (const test of cases) done.push(await check(test));
      checked = done;
      peerRun = await running;
    }, 120_000);

    it('says what we say, or deviates in a way that is written down; and nothing is written down that does not happen', () => {
      const unexplained: unknown[] = [];
      const seen = new Set<string>();
      for (const { test, message, ours } of checked) {
        const theirs = peerRun.results.get(test.id);
        if (theirs === undefined) throw new Error(`${peer} gave no result for case ${test.id}.`);
        if (agree(theirs, ours)) continue;
        const known =
          ours === undefined
            ? undefined
            : deviations.find((each) => each.peer === peer && each.recognizes({ peer, theirs, ours, message, test }));
        if (known === undefined) unexplained.push({ id: test.id, story: test.story, ours: [ours?.code, ours?.reason], theirs });
        else seen.add(known.says);
      }
      expect(unexplained).toEqual([]);
      expect(deviations.filter((each) => each.peer === peer && !seen.has(each.says)).map((each) => each.says)).toEqual([]);
    });

    it('has been asked enough to mean something', () => {
      const results = [...peerRun.results.values()].map((each) => each.result);
      expect(results.length).toBe(caseCount);
      expect(results.filter((result) => result === 'pass').length).toBeGreaterThan(caseCount / 4);
      expect(results.filter((result) => result === 'body').length).toBeGreaterThan(caseCount / 50);
      expect(results.filter((result) => result === 'signature').length).toBeGreaterThan(caseCount / 50);
    });
  });
}

describePeer('dkimpy', hasDkimpy, 'python3-dkim python3-nacl', runDkimpy);
describePeer('Mail::DKIM', hasMailDkim, 'libmail-dkim-perl', runMailDkim);

describe('our own check of the same messages', () => {
  it('passes every message to which nothing was done, whatever forms and algorithms it was signed with', async () => {
    const untouched = generateDkimCases(caseCount, seed).filter((test) => test.story.length === 0);
    const failing: unknown[] = [];
    for (const test of untouched) {
      const { ours } = await check(test);
      const isAllowed = ours?.result === 'pass' || ours?.code === 'algorithm-historic' || ours?.code === 'key-too-short';
      if (!isAllowed || ours.bodyHash !== 'match' || ours.headerSignature !== 'pass') failing.push([test.id, ours?.code]);
    }
    expect(untouched.length).toBeGreaterThan(400);
    expect(failing).toEqual([]);
  });
});
