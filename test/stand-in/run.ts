/** `node test/stand-in/run.ts FOLDER [WORDS]`: what `electron FOLDER [WORDS]` would do. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const standIn = new URL('electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context)),
});

const folder = resolve(process.argv[2] ?? '.');
process.argv = [process.execPath, folder, ...process.argv.slice(3)];
Object.assign(process, { defaultApp: true, resourcesPath: join(folder, 'no-resources-in-a-checkout') });
const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main: string };
await import(pathToFileURL(join(folder, main)).href);
