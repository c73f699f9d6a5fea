/** A message from its bytes to all results: ours with every identity at every hop, both readings of DMARC and the verdict, against `authenticate()` of mailauth. */
import { authenticate } from 'mailauth';
import { analyze } from '../../../shared/analyze.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { createPoolPresumption } from '../../../shared/infrastructure/presumed-pool.ts';
import { atLeast, defineBench, type Measurement, measureInTurns } from '../bench.ts';
import { composedSets, corpusSet, type MessageSet } from '../messages.ts';
import { latest, nodeResolver } from '../node-resolver.ts';

const infrastructure = createInfrastructure();
const presumePool = createPoolPresumption(infrastructure);
const rounds = 7;

export default defineBench({
  id: 'replay',
  async run() {
    const corpus = await corpusSet();
    const measurements: Measurement[] = [];
    for (const set of [...(await composedSets()), ...(corpus === null ? [] : [corpus])]) measurements.push(await measure(set));
    return measurements;
  },
});

async function measure({ title, messages, snapshot }: MessageSet): Promise<Measurement> {
  const resolver = nodeResolver(latest(snapshot)) as never;
  const subjects = await measureInTurns(
    [
      {
        name: 'Waybill analyze()',
        units: messages.length,
        async run() {
          for (const { path, bytes } of messages)
            await analyze({ evidence: { path, bytes }, snapshot, infrastructure, boundaryHop: null, presumePool });
        },
      },
      {
        name: 'mailauth authenticate()',
        units: messages.length,
        async run() {
          for (const { bytes, ip, helo, sender } of messages)
            await authenticate(bytes, { ip, helo, sender, mta: 'mx.recv.example', resolver, disableBimi: true });
        },
      },
    ],
    rounds,
  );
  const [ours, ...others] = subjects;
  return {
    title: `Full replay: ${title}`,
    unit: 'messages',
    subjects,
    targets: ours === undefined ? [] : atLeast(1, ours, others),
    notes: ['mailauth checks one identity at one hop, and one reading of DMARC'],
  };
}
