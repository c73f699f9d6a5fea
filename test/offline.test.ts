/** Offline by construction: with every way to the network made to throw, each verb of the built CLI and the built engine still do their work. */
import { fork, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { root } from './helpers/source-files.ts';

const cli = `${root}out/cli/waybill.js`;
const sample = `${root}test/sample-case`;
const dns = `${sample}/dns.ndjson`;
const guard = fileURLToPath(new URL('helpers/deny-network.cjs', import.meta.url));

let folder: string;
let log: string;

beforeAll(() => {
  if (!existsSync(cli)) throw new Error('There is no build: run "npm run build" first.');
  folder = mkdtempSync(join(tmpdir(), 'waybill-offline-'));
  log = join(folder, 'network.log');
});
beforeEach(() => rmSync(log, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const attempts = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '');
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_OPTIONS: `--require ${JSON.stringify(guard)}`,
  WAYBILL_NETWORK_LOG: log,
});

function run(words: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, words, { env: environment(), encoding: 'utf8', cwd: folder, input });
}

describe('the guard', () => {
  it.each([
    ['fetch', "await fetch('http://127.0.0.1:9/').catch(() => {})"],
    ['net', "import { connect } from 'node:net'; try { connect(9) } catch {}"],
    ['a socket', "import { Socket } from 'node:net'; try { new Socket().connect(9) } catch {}"],
    ['dns', "import { resolve } from 'node:dns/promises'; try { await resolve('a.example') } catch {}"],
    ['a resolver', "import { promises } from 'node:dns'; try { await new promises.Resolver().resolve('a.example') } catch {}"],
    ['https', "import { get } from 'node:https'; try { get('https://127.0.0.1:9/') } catch {}"],
    ['dgram', "import { createSocket } from 'node:dgram'; try { createSocket('udp4') } catch {}"],
    ['tls', "import { connect } from 'node:tls'; try { connect(9) } catch {}"],
    [
      'a worker',
      `import { Worker } from 'node:worker_threads'; await new Promise((end) => new Worker("import('node:net').then(({ connect }) => connect(9)).catch(() => {})", { eval: true }).on('exit', end))`,
    ],
  ])('writes down an attempt by %s, though the code swallows the error', (_what, code) => {
    run(['--input-type=module', '-e', code]);
    expect(attempts()).toContain('network denied');
  });
});

describe('each verb of the CLI', () => {
  const batch = `${JSON.stringify({ id: 1, ip: '192.0.2.1', mailFrom: 'a@alpha.example', helo: 'h.example' })}\n`;
  const runs: readonly [verb: string, words: readonly string[], input?: string][] = [
    ['analyze', ['analyze', sample, '--dns', dns]],
    ['analyze', ['analyze', sample, '--dns', dns, '--json']],
    ['analyze', ['analyze', sample, '--dns', dns, '--ndjson']],
    ['analyze', ['analyze', sample, '--ndjson']],
    ['questions', ['questions', sample]],
    ['spf', ['spf', '--ip', '192.0.2.1', '--mail-from', 'a@alpha.example', '--helo', 'h.example', '--dns', dns, '--json']],
    ['spf', ['spf', '--batch', '-', '--dns', dns], batch],
    ['dmarc', ['dmarc', '--from', 'alpha.example', '--spf', 'alpha.example', '--dns', dns, '--json']],
    ['dns', ['dns', 'convert', dns, '-o', 'converted.ndjson']],
    ['schema', ['schema']],
    ['help', ['--help']],
  ];

  it.each(runs.filter(([verb]) => verb === 'help' || existsSync(`${root}electron/cli/verbs/${verb}.ts`)))(
    '%s works without a network: %j',
    (_verb, words, input) => {
      const { status, stdout, stderr } = run([cli, ...words], input);
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout.length + (words.includes('-o') ? 1 : 0)).toBeGreaterThan(0);
      expect(attempts()).toBe('');
    },
  );
});

describe('the engine', () => {
  const report = `<feedback><report_metadata><org_name>receiver.example</org_name><report_id>1</report_id><date_range><begin>1793491200</begin><end>1793577599</end></date_range></report_metadata><policy_published><domain>alpha.example</domain><p>none</p></policy_published><record><row><source_ip>192.0.2.1</source_ip><count>3</count><policy_evaluated><disposition>none</disposition><dkim>fail</dkim><spf>pass</spf></policy_evaluated></row><identifiers><header_from>alpha.example</header_from></identifiers><auth_results><spf><domain>alpha.example</domain><scope>mfrom</scope><result>pass</result></spf></auth_results></record></feedback>`;
  const given = [
    ['judges the sample case', 'sample.open', {}, null],
    ['reads reports into a case', 'evidence.add', { items: [{ name: 'r.xml', bytes: new TextEncoder().encode(report) }] }, 3],
  ] as const;

  it.each(given)('%s without a network', async (_what, name, request, messages) => {
    const start = JSON.stringify({ version: '0', host: 'electron', sampleDirectory: sample });
    const parentPort = new URL('stand-in/parent-port.ts', import.meta.url).href;
    const engine = fork(`${root}out/engine/utility.js`, [start], {
      env: environment(),
      execArgv: ['--import', parentPort],
      serialization: 'advanced',
    });
    const kinds = new Map<string, string | null>();
    let counted: number | null = null;
    const finished = new Promise<void>((resolve, reject) => {
      engine.on('exit', (code) => reject(new Error(`The engine ended with code ${code}.`)));
      engine.on(
        'message',
        (message: {
          kind: string;
          name: string;
          body: { row: { path: string; kind: string | null }; totals: { messages: number }; finished: boolean };
        }) => {
          if (message.name === 'evidence.changed') kinds.set(message.body.row.path, message.body.row.kind);
          if (message.name === 'reports.changed') counted = message.body.totals.messages;
          if (message.name === 'job.progress' && message.body.finished) resolve();
        },
      );
    });
    engine.send({ kind: 'call', id: 1, name, request });
    await finished;
    engine.removeAllListeners('exit');
    engine.kill();
    if (messages === null) expect([...kinds.values()].filter((kind) => kind !== null).length).toBeGreaterThanOrEqual(3);
    else expect(counted).toBe(messages);
    expect(attempts()).toBe('');
  });
});
