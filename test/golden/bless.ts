/** `npm run golden`: runs the golden tests and writes what they find, printing each difference. Read it before you commit it. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '-c', 'test/vitest.config.ts', 'test/golden', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, WAYBILL_BLESS: '1' } },
);
process.exitCode = status ?? 1;
