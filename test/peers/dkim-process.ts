/** dkimpy and Mail::DKIM as child processes: all cases go in as NDJSON, all results come back the same way. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { receivedAt } from './dkim-draft.ts';
import type { DkimCase } from './dkim-messages.ts';
import { hasProgram } from './knot.ts';

/** `body`: the body hash does not match. `signature`: the header fields do not verify. `refused`: signature or key cannot be used. */
export type DkimOutcome = 'pass' | 'body' | 'signature' | 'refused';

export interface DkimPeerResult {
  readonly result: DkimOutcome;
  /** The peer's own words. */
  readonly text: string;
}

export interface DkimPeerRun {
  readonly results: ReadonlyMap<number, DkimPeerResult>;
  /** Seconds that the checks took inside the process, its start not counted. */
  readonly seconds: number;
}

const python = '/usr/bin/python3';

/** Debian's own Python, for which `apt install python3-dkim python3-nacl` puts the modules. */
export const hasDkimpy = hasProgram(python, '-c', 'import dkim, nacl');
export const hasMailDkim = hasProgram('perl', '-MMail::DKIM::Verifier', '-MNet::DNS', '-e', '1');

export function runDkimpy(cases: readonly DkimCase[]): Promise<DkimPeerRun> {
  return run(python, 'dkim_peer.py', cases);
}

export function runMailDkim(cases: readonly DkimCase[]): Promise<DkimPeerRun> {
  return run('perl', 'dkim_peer.pl', cases);
}

async function run(program: string, script: string, cases: readonly DkimCase[]): Promise<DkimPeerRun> {
  const child = spawn(program, [fileURLToPath(new URL(script, import.meta.url)), String(receivedAt / 1_000)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  child.stdin.on('error', () => {}); // the exit code says more than a broken pipe
  child.stdin.end(cases.map(({ id, message, keys }) => `${JSON.stringify({ id, message: message.toString('base64'), keys })}\n`).join(''));
  const status = await ended;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${Buffer.concat(errors).toString().slice(-2_000)}`);
  return readRun(Buffer.concat(output).toString('utf8'));
}

type Line = (DkimPeerResult & { readonly id: number }) | { readonly count: number; readonly seconds: number };

function readRun(text: string): DkimPeerRun {
  const results = new Map<number, DkimPeerResult>();
  let seconds = Number.NaN;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const value = JSON.parse(line) as Line;
    if ('seconds' in value) seconds = value.seconds;
    else results.set(value.id, { result: value.result, text: value.text });
  }
  return { results, seconds };
}
