/** DKIM signatures verified: ours with body hash and header signature apart, against mailauth and dkimpy on the same messages and keys. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import verifier from 'mailauth/lib/dkim/verify.js';
import { checkDkim } from '../../../shared/authentication/dkim/check.ts';
import { scanMessage } from '../../../shared/message/header-scanner.ts';
import { atLeast, defineBench, type Measurement, measureInTurns, type Subject } from '../bench.ts';
import { composedSets, type MessageSet } from '../messages.ts';
import { latest, nodeResolver } from '../node-resolver.ts';

const python = '/usr/bin/python3';
const rounds = 7;
const time = Date.UTC(2026, 10, 23, 9, 30);

export default defineBench({
  id: 'dkim',
  async run() {
    const measurements: Measurement[] = [];
    for (const set of await composedSets()) measurements.push(await measure(set));
    return measurements;
  },
});

async function measure(set: MessageSet): Promise<Measurement> {
  const resolver = latest(set.snapshot);
  const theirs = nodeResolver(resolver) as never;
  const units = set.messages.length * 2;
  const inProcess = await measureInTurns(
    [
      {
        name: 'Waybill checkDkim()',
        units,
        async run() {
          for (const { bytes } of set.messages) await checkDkim(scanMessage(bytes), resolver, time);
        },
      },
      {
        name: 'mailauth dkimVerify()',
        units,
        async run() {
          for (const { bytes } of set.messages) await verifier.dkimVerify(bytes, { resolver: theirs });
        },
      },
    ],
    rounds,
  );
  const dkimpy = measureDkimpy(set);
  const [ours] = inProcess;
  return {
    title: `DKIM: ${set.title}`,
    unit: 'signatures',
    subjects: [...inProcess, ...dkimpy],
    targets: ours === undefined ? [] : atLeast(1, ours, [...inProcess.slice(1), ...dkimpy]),
    notes: dkimpy.length === 0 ? ['dkimpy is not installed: see electron/setup/peers.mjs'] : [],
  };
}

const script = `
import json, sys, time
import dkim
table = json.load(open(sys.argv[1]))
messages = [open(path, 'rb').read() for path in table['messages']]
keys = {name.encode(): text.encode() for name, text in table['keys'].items()}
def answer(name, timeout=5):
    return keys.get(name.rstrip(b'.'))
began = time.process_time()
for message in messages:
    for index in range(2):
        if not dkim.DKIM(message).verify(index, dnsfunc=answer):
            sys.exit('a signature does not verify')
print(time.process_time() - began)
`;

function measureDkimpy({ messages, snapshot }: MessageSet): Subject[] {
  if (spawnSync(python, ['-c', 'import dkim'], { stdio: 'ignore' }).status !== 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
  const resolver = latest(snapshot);
  const keys = ['sel._domainkey.author.example', 'sel._domainkey.relay.example'].flatMap((name) => {
    const answer = resolver.resolve({ name, type: 'TXT' });
    return answer.kind === 'records' ? [[name, answer.records[0] ?? ''] as const] : [];
  });
  const paths = messages.map(({ path, bytes }) => {
    writeFileSync(join(folder, path), bytes);
    return join(folder, path);
  });
  writeFileSync(join(folder, 'table.json'), JSON.stringify({ messages: paths, keys: Object.fromEntries(keys) }));
  const { stdout, stderr, status } = spawnSync(python, ['-c', script, join(folder, 'table.json')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0) throw new Error(`dkimpy: ${stderr}`);
  return [{ name: 'dkimpy', perSecond: (messages.length * 2) / Number(stdout) }];
}
