/** SPF in 20,000 random worlds against pyspf and Mail::SPF, all three on the same records; theirs come from a name server on loopback. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateSpf } from '../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../shared/authentication/spf/query.ts';
import { root } from '../helpers/source-files.ts';
import { hasKnot } from './knot.ts';
import { hasMailSpf, hasPyspf, type PeerRun, runMailSpf, runPyspf } from './peer-process.ts';
import { type Deviation, type DeviationId, deviations, explain } from './spf-disagreements.ts';
import { type ModelResult, modelSpf } from './spf-model.ts';
import type { SpfCase } from './spf-worlds.ts';
import { type ServedWorlds, serveWorlds } from './spf-worlds-served.ts';

const seed = 20_261_124;
/** A smaller number is for the impatient: only the whole of it meets every deviation. */
const count = Number(process.env.WAYBILL_PEER_CASES ?? 20_000);
const hasPeers = hasKnot && hasPyspf && hasMailSpf;

interface Unexplained {
  readonly peer: string;
  readonly session: SpfCase;
  readonly ours: ModelResult;
  readonly theirs: ModelResult & { readonly text: string };
}

describe.skipIf(!hasPeers)('SPF against pyspf and Mail::SPF (needs knot, python3-spf, libmail-spf-perl)', () => {
  let worlds: ServedWorlds;
  let ours: readonly ModelResult[];
  const runs = new Map<Deviation['peer'], PeerRun>();

  beforeAll(async () => {
    worlds = await serveWorlds(count, seed);
    const { cases, resolver, server } = worlds;
    ours = cases.map((session) => {
      const { result, explanation } = evaluateSpf(mailFromQuery(session), resolver);
      return { result, explanation };
    });
    const [pyspf, mailSpf] = await Promise.all([runPyspf(server.port, cases), runMailSpf(server.port, cases)]);
    runs.set('pyspf', pyspf).set('Mail::SPF', mailSpf);
  }, 1_800_000);
  afterAll(() => worlds?.server.stop());

  it('the model without deviations says what we say', () => {
    const none: ReadonlySet<DeviationId> = new Set();
    const different = worlds.cases.flatMap((session, index) => {
      const model = modelSpf(session, worlds.resolver, none);
      const mine = ours[index];
      return mine?.result === model.result && mine.explanation === model.explanation ? [] : [{ session, mine, model }];
    });
    expect(different).toEqual([]);
  });

  it('every result and explanation is the same, or a known deviation makes the difference', () => {
    const met = new Map<string, number>();
    const unexplained: Unexplained[] = [];
    const agreed = { pyspf: 0, 'Mail::SPF': 0 };
    for (const [peer, { results }] of runs) {
      for (const [index, session] of worlds.cases.entries()) {
        const mine = ours[index];
        const theirs = results.get(session.id);
        if (mine === undefined || theirs === undefined) throw new Error(`${peer} gave no answer to case ${session.id}.`);
        if (isSame(mine, theirs)) {
          agreed[peer]++;
          continue;
        }
        const why = explain(peer, (set) => isSame(modelSpf(session, worlds.resolver, set), theirs));
        if (why === null) unexplained.push({ peer, session, ours: mine, theirs });
        for (const id of why ?? []) met.set(id, (met.get(id) ?? 0) + 1);
      }
    }
    const table = deviations.map(({ id, section }) => ({ id, section, cases: met.get(id) ?? 0 }));
    const seconds = Object.fromEntries([...runs].map(([peer, run]) => [peer, Number(run.seconds.toFixed(1))]));
    mkdirSync(`${root}test-results`, { recursive: true });
    writeFileSync(`${root}test-results/spf-agreement.json`, `${JSON.stringify({ seed, count, agreed, seconds, table }, null, 2)}\n`);
    expect(unexplained.slice(0, 5)).toEqual([]);
    if (count >= 20_000)
      expect(table.filter(({ cases }) => cases === 0).map(({ id }) => `${id} was not met: is it still true?`)).toEqual([]);
    expect(Math.min(...Object.values(agreed))).toBeGreaterThan(count * 0.9);
  }, 1_800_000);

  it('the worlds reach every result', () => {
    const found = new Set(ours.map(({ result }) => result));
    expect([...found].sort()).toEqual(['fail', 'neutral', 'none', 'pass', 'permerror', 'softfail', 'temperror']);
  });
});

function isSame(one: ModelResult, other: ModelResult): boolean {
  return one.result === other.result && (one.result !== 'fail' || one.explanation === other.explanation);
}

describe('the list of deviations', () => {
  it('says of each what the section says, once', () => {
    expect(new Set(deviations.map(({ id }) => id)).size).toBe(deviations.length);
    for (const { id, peer, section, says } of deviations) {
      expect(id.startsWith(peer === 'pyspf' ? 'pyspf-' : 'mail-spf-')).toBe(true);
      expect(section).toMatch(/^\d+(?:\.\d+)*(?:, \d+(?:\.\d+)*)*$/);
      expect(says.endsWith('.')).toBe(true);
    }
  });
});
