/** SPF over thousands of random worlds: ours with its whole trace, against mailauth, pyspf and Mail::SPF on the same checks. */
import { spf } from 'mailauth/lib/spf/index.js';
import { evaluateSpf } from '../../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../../shared/authentication/spf/query.ts';
import { hasKnot, startKnot } from '../../peers/knot.ts';
import {
  hasMailSpf,
  hasPyspf,
  type PeerRun,
  runMailSpf,
  runMailSpfInMemory,
  runPyspf,
  runPyspfInMemory,
} from '../../peers/peer-process.ts';
import { failingZones, generateSpfCases, type SpfCase } from '../../peers/spf-worlds.ts';
import { snapshotResolver } from '../../peers/spf-worlds-served.ts';
import { zoneTexts } from '../../peers/zone-text.ts';
import { atLeast, defineBench, type Measurement, measureInTurns, type Subject } from '../bench.ts';
import { nodeResolver } from '../node-resolver.ts';
import { realCases } from '../real-worlds.ts';

const count = 5_000;
const rounds = 6;

export default defineBench({
  id: 'spf',
  async run() {
    return [
      await measure(`SPF: ${count.toLocaleString('en-GB')} checks of a few domains that include real shared records`, realCases(count)),
      await measure(`SPF: ${count.toLocaleString('en-GB')} random worlds, each with records of its own`, generateSpfCases(count, 8)),
    ];
  },
});

async function measure(title: string, cases: readonly SpfCase[]): Promise<Measurement> {
  const zones = zoneTexts(cases);
  const resolver = snapshotResolver(zones);
  const theirs = nodeResolver(resolver) as never;
  const inProcess = await measureInTurns(
    [
      {
        name: 'Waybill evaluateSpf()',
        units: count,
        run() {
          for (const session of cases) evaluateSpf(mailFromQuery(session), resolver);
        },
      },
      {
        name: 'mailauth spf()',
        units: count,
        async run() {
          for (const { ip, mailFrom, helo } of cases)
            await spf({ sender: mailFrom, ip, helo, mta: 'mx.test', strict: true, resolver: theirs });
        },
      },
    ],
    rounds,
  );
  const { asUsed, inMemory } = await measurePeers(cases, zones);
  const [ours, ...mailauth] = inProcess;
  return {
    title,
    unit: 'evaluations',
    subjects: [...inProcess, ...asUsed, ...inMemory],
    targets: ours === undefined ? [] : [...atLeast(1, ours, mailauth), ...atLeast(20, ours, asUsed)],
    notes:
      asUsed.length === 0
        ? ['pyspf, Mail::SPF and Knot are not installed: see electron/setup/peers.mjs']
        : [
            'over DNS: asking Knot on loopback, as they are used; in memory: with their resolver replaced by a table, for the evaluation alone',
            'ours asks the snapshot, and keeps the whole trace',
          ],
  };
}

async function measurePeers(
  cases: readonly SpfCase[],
  zones: ReadonlyMap<string, string>,
): Promise<{ readonly asUsed: readonly Subject[]; readonly inMemory: readonly Subject[] }> {
  if (!hasKnot || !hasPyspf || !hasMailSpf) return { asUsed: [], inMemory: [] };
  const subject = (name: string, run: PeerRun): Subject => ({ name, perSecond: count / run.cpuSeconds });
  const table = cases.flatMap(({ records }) => records);
  const inMemory = [
    subject('pyspf, in memory', await runPyspfInMemory(table, failingZones, cases)),
    subject('Mail::SPF, in memory', await runMailSpfInMemory(table, failingZones, cases)),
  ];
  const server = await startKnot(zones, failingZones);
  try {
    const asUsed = [
      subject('pyspf, over DNS', await runPyspf(server.port, cases)),
      subject('Mail::SPF, over DNS', await runMailSpf(server.port, cases)),
    ];
    return { asUsed, inMemory };
  } finally {
    await server.stop();
  }
}
