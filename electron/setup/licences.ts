/** Collects the licences of the packages that a build took in, for the file that ships with the app. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The folders of packages that modules come from. In: module ids as a bundler gives them, of any kind. */
export function packageFolders(moduleIds: Iterable<string>): string[] {
  const folders = new Set<string>();
  for (const id of moduleIds) {
    const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/?]+)\//.exec(id.replaceAll('\\', '/').replace(/^\0/, ''));
    if (found?.[1] !== undefined) folders.add(found[1]);
  }
  return [...folders].sort();
}

/** A plugin that remembers every module of the builds that it took part in. */
export function moduleCollector(): { readonly plugin: Plugin; readonly moduleIds: ReadonlySet<string> } {
  const moduleIds = new Set<string>();
  return {
    moduleIds,
    plugin: {
      name: 'module-collector',
      generateBundle(_options, bundle) {
        for (const output of Object.values(bundle)) if (output.type === 'chunk') for (const id of output.moduleIds) moduleIds.add(id);
      },
    },
  };
}

/** One text of name, version and licence for each package, with the licence's own words where the package carries them. */
export function licenceText(folders: readonly string[]): string {
  const entries = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name: string;
      version: string;
      license?: string;
    };
    return { title: `${name} ${version} (${license ?? 'licence in its own words'})`, words: licenceWords(folder) };
  });
  const unique = new Map(entries.map((entry) => [entry.title, entry]));
  const sorted = [...unique.values()].sort((one, other) => (one.title < other.title ? -1 : 1));
  return sorted.map(({ title, words }) => `${title}\n${'='.repeat(title.length)}\n\n${words}\n`).join('\n');
}

function licenceWords(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)(?:[.-].*)?$/i.test(name));
  return file !== undefined && existsSync(join(folder, file))
    ? readFileSync(join(folder, file), 'utf8').trim()
    : 'The package carries no licence text of its own.';
}
