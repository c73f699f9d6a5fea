/** Reads our own source files and what they import, for tests about the shape of the code. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** As written, or for relative paths the file it names, from the top of the repository. */
  readonly target: string;
  readonly isTypeOnly: boolean;
  readonly names: string;
}

export interface SourceFile {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The text without comments and the contents of strings. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** All TypeScript and JavaScript modules below the given folders. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => /\.(?:ts|tsx|mjs|cjs)$/.test(path) && !path.endsWith('.d.ts'))
      .sort()
      .map((path) => {
        const text = readFileSync(root + path, 'utf8');
        return { path, text, code: withoutCommentsAndStrings(text), imports: importsOf(path, text) };
      }),
  );
}

const statement = /^[ \t]*(?:import|export)[ \t]+(type[ \t]+)?([^'";]*?from[ \t]*)?'([^']+)'/gm;
const call = /\b(?:import|require)\(\s*'([^']+)'\s*\)/g;

/** Every `import … from`, `export … from`, bare import, `import('…')` and `require('…')` of a file. TypeScript 7 has no API to ask. */
export function importsOf(path: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const resolve = (target: string): string => (target.startsWith('.') ? posix.join(posix.dirname(path), target) : target);
  return [
    ...Array.from(code.matchAll(statement), ([, type, names = '', target = '']) => ({
      target: resolve(target),
      isTypeOnly: type !== undefined || /^\{(?:\s*type\s[^,}]+,?)+\s*\}\s*from/.test(names),
      names,
    })),
    ...Array.from(code.matchAll(call), ([, target = '']) => ({ target: resolve(target), isTypeOnly: false, names: '' })),
  ];
}

/** Good enough for looking for words: block comments, line comments, and what stands between quotes go. */
function withoutCommentsAndStrings(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}
