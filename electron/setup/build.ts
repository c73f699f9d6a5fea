/** Builds `out/`: the Node side, the preload, the window, and the licences of what went in. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { jsonSchemaText, schemaNames } from '../cli/json-schemas.ts';
import { markExecutable, nodeBundles, preloadBundle } from '../vite.config.ts';
import { buildStamp, root, sourceDigest } from './checkout.mjs';
import { licenceText, moduleCollector, packageFolders } from './licences.ts';

const logLevel = process.argv.includes('--quiet') ? 'silent' : 'warn';
// Taken before the build: a file that is saved while it runs makes `out/` stale again.
const digest = sourceDigest(root);
const { plugin, moduleIds } = moduleCollector();

rmSync(join(root, 'out'), { recursive: true, force: true });
await build(nodeBundles(logLevel, [plugin]));
await build(preloadBundle(logLevel));
await build({ configFile: join(root, 'renderer/vite.config.ts'), logLevel, plugins: [plugin] });
markExecutable();
writeFileSync(join(root, 'out/licences.txt'), licenceText(packageFolders(moduleIds)));
mkdirSync(join(root, 'out/schema'));
for (const name of schemaNames) writeFileSync(join(root, `out/schema/${name}-1.json`), jsonSchemaText(name));
writeFileSync(join(root, buildStamp), digest);
