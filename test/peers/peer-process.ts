/** The peers as child processes: all checks go in as NDJSON, all results come back the same way. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasProgram } from './knot.ts';
import type { WorldRecord } from './spf-worlds.ts';

export interface PeerResult {
  readonly result: string;
  /** The peer's own words on why. */
  readonly text: string;
  /** Of a fail; null where the peer gives its own default. */
  readonly explanation: string | null;
}

export interface PeerRun {
  readonly results: ReadonlyMap<number, PeerResult>;
  /** Seconds that the checks took inside the process, its start not counted. */
  readonly seconds: number;
  /** The same as processor time. */
  readonly cpuSeconds: number;
}

export interface PeerCheck {
  readonly id: number;
  readonly ip: string;
  readonly mailFrom: string;
  readonly helo: string;
}

const python = '/usr/bin/python3';
const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Debian's own Python, for which `apt install python3-spf` puts the module. */
export const hasPyspf = hasProgram(python, '-c', 'import spf, dns.resolver');
export const hasMailSpf = hasProgram('perl', '-MMail::SPF', '-MNet::DNS', '-e', '1');

export function runPyspf(port: number, checks: readonly PeerCheck[]): Promise<PeerRun> {
  return runPeer(python, [script('spf_peer.py'), String(port)], checks);
}

export function runMailSpf(port: number, checks: readonly PeerCheck[]): Promise<PeerRun> {
  return runPeer('perl', [script('spf_peer.pl'), String(port)], checks);
}

/** The same with answers from a table in memory instead of a server: for measuring the evaluation alone. */
export function runPyspfInMemory(
  records: readonly WorldRecord[],
  failing: readonly string[],
  checks: readonly PeerCheck[],
): Promise<PeerRun> {
  return withTable(records, failing, (table) => runPeer(python, [script('spf_peer.py'), table], checks));
}

export function runMailSpfInMemory(
  records: readonly WorldRecord[],
  failing: readonly string[],
  checks: readonly PeerCheck[],
): Promise<PeerRun> {
  return withTable(records, failing, (table) => runPeer('perl', [script('spf_peer.pl'), table], checks));
}

async function withTable<Result>(
  records: readonly WorldRecord[],
  failing: readonly string[],
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const sets: Record<string, string[]> = {};
  for (const { name, type, data } of records) {
    const key = `${name} ${type}`;
    sets[key] = [...(sets[key] ?? []), data];
  }
  const folder = mkdtempSync(join(tmpdir(), 'waybill-peer-'));
  const path = join(folder, 'table.json');
  writeFileSync(path, JSON.stringify({ records: sets, failing }));
  try {
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runPeer(program: string, words: readonly string[], checks: readonly PeerCheck[]): Promise<PeerRun> {
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'] });
  const stop = (): boolean => child.kill();
  process.once('exit', stop); // a test run that is broken off leaves nothing behind
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  child.stdin.on('error', () => {}); // the exit code says more than a broken pipe
  child.stdin.end(checks.map(({ id, ip, mailFrom, helo }) => `${JSON.stringify({ id, ip, mailFrom, helo })}\n`).join(''));
  const status = await ended;
  process.off('exit', stop);
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${Buffer.concat(errors).toString().slice(-2_000)}`);
  return readRun(Buffer.concat(output).toString('utf8'));
}

type Line = (PeerResult & { readonly id: number }) | { readonly count: number; readonly seconds: number; readonly cpuSeconds: number };

function readRun(text: string): PeerRun {
  const results = new Map<number, PeerResult>();
  let seconds = Number.NaN;
  let cpuSeconds = Number.NaN;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const value = JSON.parse(line) as Line;
    if ('seconds' in value) ({ seconds, cpuSeconds } = value);
    else results.set(value.id, { result: value.result, text: value.text, explanation: value.explanation });
  }
  return { results, seconds, cpuSeconds };
}
