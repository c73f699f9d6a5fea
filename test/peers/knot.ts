/** Knot DNS on a loopback port of its own, in a folder of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface NameServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Whether the program can be started. Debian keeps name servers in /usr/sbin, which not every PATH holds. */
export function hasProgram(program: string, ...words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore', env: searchPath() }).status === 0;
}

export const hasKnot = hasProgram('knotd', '--version');

/**
 * Serves zones (text of zone files by name). A zone of `failing` has no file: Knot answers SERVFAIL for all its names.
 * Resolves when the server answers.
 */
export async function startKnot(zones: ReadonlyMap<string, string>, failing: readonly string[]): Promise<NameServer> {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-knot-'));
  const port = await freePort();
  mkdirSync(join(folder, 'zones'));
  for (const [zone, text] of zones) writeFileSync(zoneFile(folder, zone), text);
  const all = [...zones.keys(), ...failing];
  writeFileSync(join(folder, 'knot.conf'), configuration(folder, port, all));
  const server = spawn('knotd', ['-c', join(folder, 'knot.conf')], { stdio: ['ignore', 'pipe', 'pipe'], env: searchPath() });
  let log = '';
  server.stdout.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  server.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => {
    server.on('exit', () => resolve());
    server.on('error', () => resolve());
  });
  const end = (): boolean => server.kill('SIGTERM');
  process.once('exit', end); // a test run that is broken off leaves nothing behind
  const stop = async (): Promise<void> => {
    process.off('exit', end);
    end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (const zone of zones.keys()) {
    if (!(await answersFor(port, zone, 30_000))) {
      await stop();
      throw new Error(`knotd does not serve ${zone}: ${log.slice(-2_000)}`);
    }
  }
  return { port, stop };
}

function configuration(folder: string, port: number, zones: readonly string[]): string {
  return [
    'server:',
    `    rundir: "${folder}"`,
    `    listen: [ "127.0.0.1@${port}" ]`,
    '    udp-workers: 1',
    '    tcp-workers: 1',
    '    background-workers: 1',
    'log:',
    '  - target: stdout',
    '    any: warning',
    'database:',
    `    storage: "${folder}"`,
    'template:',
    '  - id: default',
    '    semantic-checks: off',
    '    journal-content: none',
    'zone:',
    ...zones.map((zone) => `  - domain: "${zone}."\n    file: "${zoneFile(folder, zone)}"`),
    '',
  ].join('\n');
}

function zoneFile(folder: string, zone: string): string {
  return join(folder, 'zones', `${zone === '' ? 'root' : zone}.zone`);
}

function searchPath(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin:/sbin` };
}

/** A port that was free for TCP a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('No port.'))));
    });
  });
}

/** Asks for the SOA of the zone until the answer is NOERROR. */
async function answersFor(port: number, zone: string, patience: number): Promise<boolean> {
  const name = (zone === '' ? [] : zone.split('.')).flatMap((label) => [label.length, ...Buffer.from(label)]);
  const query = Buffer.from([0x57, 0x42, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...name, 0, 0, 6, 0, 1]);
  const until = Date.now() + patience;
  while (Date.now() < until) {
    const reply = await new Promise<Buffer | null>((resolve) => {
      const socket = createSocket('udp4');
      const finish = (answer: Buffer | null): void => {
        clearTimeout(timer);
        socket.close();
        resolve(answer);
      };
      const timer = setTimeout(() => finish(null), 200);
      socket.on('error', () => finish(null));
      socket.on('message', finish);
      socket.send(query, port, '127.0.0.1');
    });
    if (reply !== null && ((reply[3] ?? 15) & 15) === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
