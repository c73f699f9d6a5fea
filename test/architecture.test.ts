/** The house rules that a type checker cannot hold: who may import whom, who alone may touch what, and how registries are laid out. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, root, type SourceFile, sourceFiles } from './helpers/source-files.ts';

const files = sourceFiles('electron', 'renderer', 'shared');
const below = (...folders: readonly string[]): SourceFile[] =>
  files.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));

/** The imports of `from` that the rule does not allow, one line each. */
function violations(
  from: readonly SourceFile[],
  isAllowed: (target: string, isTypeOnly: boolean, path: string) => boolean,
  instead: string,
): string[] {
  return from.flatMap(({ path, imports }) =>
    imports
      .filter(({ target, isTypeOnly }) => !isAllowed(target, isTypeOnly, path))
      .map(({ target }) => `${path} imports ${target}: ${instead}`),
  );
}

const isRelative = (target: string): boolean => /^(?:shared|electron|renderer|test)\//.test(target);

describe('between the three rooms', () => {
  it('the renderer knows only what shared/ offers to windows', () => {
    const offered = /^shared\/(?:facts\/|names\/|outcome\.ts$|bridge\.ts$)/;
    const isAllowed = (target: string, isTypeOnly: boolean): boolean =>
      !isRelative(target) ||
      target.startsWith('renderer/') ||
      offered.test(target) ||
      (/^shared\/(?:contract|[a-z]+-calls)\.ts$/.test(target) && isTypeOnly);
    const source = below('renderer').filter(({ path }) => path !== 'renderer/vite.config.ts');
    expect(
      violations(
        source,
        isAllowed,
        'ask the engine for it through the contract; the contract itself may only be imported as a type, or all of zod ends up in the window.',
      ),
    ).toEqual([]);
    expect(
      violations(
        source,
        (target) => !target.startsWith('node:') && target !== 'electron',
        'the window has no Node; use renderer/client.ts.',
      ),
    ).toEqual([]);
  });

  it('electron/ knows shared/, and not the window', () => {
    expect(
      violations(
        below('electron'),
        (target) => !isRelative(target) || /^(?:electron|shared)\//.test(target),
        'put what both need into shared/.',
      ),
    ).toEqual([]);
  });

  it('shared/ knows itself, and no socket, disk, process or browser', () => {
    const forbidden =
      /^(?:node:)?(?:net|http|http2|https|dns|tls|dgram|fs|child_process|cluster|worker_threads|os|process|inspector|vm)(?:\/|$)|^(?:electron|react|react-dom|zustand|undici)(?:\/|$)/;
    const isAllowed = (target: string): boolean => (isRelative(target) ? target.startsWith('shared/') : !forbidden.test(target));
    expect(violations(below('shared'), isAllowed, 'take what it would give as an argument; electron/ does the input and output.')).toEqual(
      [],
    );
  });

  it('nobody imports a test', () => {
    expect(violations(files, (target) => !target.startsWith('test/'), 'tests stand on top; nothing rests on them.')).toEqual([]);
  });
});

describe('inside shared/', () => {
  const leaves = ['facts', 'names', 'dns'];
  /** The product's chain: what was found out earlier may be used later, never the other way round. */
  const mayImport: Readonly<Record<string, readonly string[]>> = {
    facts: [],
    names: ['facts'],
    dns: ['facts', 'names'],
    message: leaves,
    intake: [...leaves, 'message'],
    route: [...leaves, 'message'],
    authentication: [...leaves, 'message', 'route'],
    infrastructure: [...leaves, 'message', 'route', 'authentication'],
    verdict: [...leaves, 'message', 'route', 'authentication', 'infrastructure'],
    text: leaves,
    // Behind everything: writes finished facts down for other people and tools. It finds nothing and judges nothing, so it sees no room that does.
    export: [...leaves, 'text'],
    reports: [...leaves, 'message', 'intake', 'infrastructure'],
  };
  const roomOf = (path: string): string | null => /^shared\/([^/]+)\//.exec(path)?.[1] ?? null;

  it('every room is on the map', () => {
    expect([...new Set(below('shared').flatMap(({ path }) => roomOf(path) ?? []))].filter((room) => mayImport[room] === undefined)).toEqual(
      [],
    );
  });

  it('evidence flows one way', () => {
    const isAllowed = (target: string, _isTypeOnly: boolean, path: string): boolean => {
      const from = roomOf(path);
      const to = roomOf(target);
      if (from === null || !target.startsWith('shared/')) return true; // analyze.ts and the contract stand on top
      if (to === null) return target === 'shared/outcome.ts';
      return to === from || (mayImport[from] ?? []).includes(to);
    };
    const instead =
      'the chain is message → route → authentication → infrastructure → verdict; move the shared type to facts/, or hand the value in from analyze.ts.';
    expect(violations(below('shared'), isAllowed, instead)).toEqual([]);
  });

  it('the vocabulary holds types and constant lists only', () => {
    expect(
      violations(
        below('shared/facts'),
        (target) => target.startsWith('shared/facts/'),
        'facts/ imports nothing, so that all may import it.',
      ),
    ).toEqual([]);
  });

  it('a signal judges facts and nothing else', () => {
    const isAllowed = (target: string): boolean => target === 'shared/verdict/signal.ts' || target.startsWith('shared/facts/');
    expect(
      violations(
        below('shared/verdict/signals'),
        isAllowed,
        'a signal may not parse, resolve or read the clock: let the pipeline find the fact, and declare it in `needs`.',
      ),
    ).toEqual([]);
  });

  it('what decides names no signal', () => {
    const ids = readdirSync(`${root}shared/verdict/signals`).map((name) => basename(name, '.ts'));
    const deciding = below('shared/verdict').filter(({ path }) => /\/(?:decide|policy|verdict)\.ts$/.test(path));
    expect(deciding.length).toBeGreaterThan(0);
    const named = deciding.flatMap(({ path, text }) => ids.filter((id) => text.includes(`'${id}'`)).map((id) => `${path} names ${id}`));
    expect(named.map((line) => `${line}: let it read what the reason points to, its weight and its trust.`)).toEqual([]);
  });

  it('no clock, no chance, no network', () => {
    const found = below('shared').flatMap(({ path, code }) =>
      [...code.matchAll(/\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bfetch\(|\bperformance\.now\b|\bprocess\.(?!versions)/g)].map(
        ([what]) =>
          `${path} uses ${what}: take the time, the chance or the answer as an argument, so that the same input gives the same bytes.`,
      ),
    );
    expect(found).toEqual([]);
  });
});

describe('sole importers', () => {
  /** Who alone may import a module (type-only imports included), and the door to use instead. */
  const soleImporters: readonly [module: RegExp, importers: RegExp, instead: string][] = [
    [
      /^mailauth(?:\/|$)/,
      /^shared\/authentication\/(?:mailauth\.ts|mailauth-modules\.d\.ts)$/,
      'use authentication/mailauth.ts, which keeps its network out.',
    ],
    [/^(?:mailparser|mailsplit)(?:\/|$)/, /^shared\/message\/body\.ts$/, 'use message/body.ts.'],
    [/^(?:fast-xml-parser|saxes)(?:\/|$)/, /^shared\/reports\/xml\.ts$/, 'use reports/xml.ts.'],
    [/^@duckdb\//, /^electron\/engine\/case-store\//, 'use engine/case-store/.'],
    [
      /^(?:node:)?(?:dns|net|tls|dgram|https|http2)(?:\/|$)/,
      /^electron\/(?:cli\/verbs\/capture\.ts$|capture\/)/,
      'Waybill is offline: only `waybill capture` talks to a network.',
    ],
    [/^(?:node:)?http$/, /^electron\/loopback\/server\.ts$/, 'only the loopback host serves, on 127.0.0.1.'],
    [
      /^electron$/,
      /^electron\/(?:main\/|preload\/preload\.ts$)/,
      'only the main process and the preload know Electron; everything else is tested without it.',
    ],
    [/^(?:node:)?child_process$/, /^electron\/setup\//, 'processes are started by electron/setup/ and by main through utilityProcess.'],
    [/^(?:node:)?worker_threads$/, /^electron\/engine\//, 'workers belong to the engine.'],
  ];

  it.each(soleImporters)('%s', (module, importers, instead) => {
    expect(violations(files, (target, _isTypeOnly, path) => !module.test(target) || importers.test(path), instead)).toEqual([]);
  });

  it.each([
    [/\bipcMain\b/, 'electron/main/ipc.ts', 'all calls pass the one gate.'],
    [/\b(?:ipcRenderer|contextBridge|webUtils)\b/, 'electron/preload/preload.ts', 'the page gets what the Bridge offers.'],
    [/\bmodule\.exports\b/, 'electron/bundles/no-network.cjs', 'write ES modules.'],
  ])('%s stands in %s only', (word, place, instead) => {
    expect(
      files.filter(({ path, code }) => path !== place && word.test(code)).map(({ path }) => `${path} uses ${word.source}: ${instead}`),
    ).toEqual([]);
  });
});

describe('registries', () => {
  /** Folders that are read as they are: whoever adds a file has added an entry. */
  const registries = [
    { folder: 'shared/verdict/signals', extension: '.ts' },
    { folder: 'shared/infrastructure/operators', extension: '.json' },
    { folder: 'shared/dns/formats', extension: '.ts' },
    { folder: 'shared/message/fields/received/dialects', extension: '.ts' },
    { folder: 'shared/reports/dialects', extension: '.ts' },
  ].filter(({ folder }) => existsSync(root + folder));

  it.each(registries)('$folder: the id is the name of the file', ({ folder, extension }) => {
    const wrong = readdirSync(root + folder).filter((name) => {
      const text = readFileSync(`${root}${folder}/${name}`, 'utf8');
      const id = /^\s*"?(?:id|name)"?:\s*['"]([^'"]+)['"]/m.exec(text)?.[1];
      return name !== `${id}${extension}`;
    });
    expect(wrong.map((name) => `${folder}/${name}: name the file after its id, so that both are found with one search.`)).toEqual([]);
  });

  it.each(registries)('$folder: each entry has a test of its own', ({ folder, extension }) => {
    const untested = readdirSync(root + folder).filter((name) => {
      const id = basename(name, extension);
      // A report dialect is tested by reports with their expected readings instead.
      return ![`test/${folder}/${id}.test.ts`, `test/golden/${folder.replace(/^shared\/(\w+)\/dialects$/, '$1')}/${id}`].some((path) =>
        existsSync(root + path),
      );
    });
    expect(untested.map((name) => `${folder}/${name}: write test/${folder}/${basename(name, extension)}.test.ts.`)).toEqual([]);
  });
});

describe('files', () => {
  it('are named for the thing, in kebab-case, and are no barrels or bags', () => {
    const wrong = files.filter(
      ({ path }) =>
        !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.config|\.base)?\.(?:ts|tsx|mjs|cjs)$/.test(basename(path)) ||
        /^(?:index|utils?|helpers?|common|misc)\./.test(basename(path)),
    );
    expect(wrong.map(({ path }) => `${path}: name it for the one thing that it holds.`)).toEqual([]);
  });

  it('open with a sentence on what they are for', () => {
    const silent = files.filter(({ text }) => !/^(?:#!.*\n)?(?:\/\/ @ts-check\n)?\/\*\*/.test(text));
    expect(silent.map(({ path }) => `${path}: open with /** one sentence, in the reader's terms. */`)).toEqual([]);
  });

  it('stay short', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 450);
    expect(long.map(({ path }) => `${path} has more than 450 lines: there are two ideas in it; give the second a file.`)).toEqual([]);
  });
});

describe('the scan itself', () => {
  it('sees every form of import', () => {
    const text = [
      "import a from 'one';",
      "import type { B } from './two.ts';",
      "import { type C, type D } from '../three.ts';",
      "import { type E, f } from 'node:four';",
      "export { g } from 'five';",
      "import 'six';",
      "const h = await import('./seven.ts');",
      "const i = require('eight');",
      "import {\n  type J,\n  k,\n} from 'nine';",
      "// import z from 'commented';",
      "/* import z from 'commented'; */",
    ].join('\n');
    expect(importsOf('shared/a/b.ts', text).map(({ target, isTypeOnly }) => [target, isTypeOnly])).toEqual([
      ['one', false],
      ['shared/a/two.ts', true],
      ['shared/three.ts', true],
      ['node:four', false],
      ['five', false],
      ['six', false],
      ['nine', false],
      ['shared/a/seven.ts', false],
      ['eight', false],
    ]);
  });

  it('found the code', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(({ imports }) => imports).length).toBeGreaterThan(300);
  });
});
