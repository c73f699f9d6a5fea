/** The command line `waybill`: finds the verb, reads its arguments, prints help, and turns every end into an exit code. */
import { parseArgs } from 'node:util';
import type { CliIo } from './io.ts';
import { type ExitCode, UsageError, type Verb } from './verb.ts';

const loaders = import.meta.glob<Verb>('./verbs/*.ts', { import: 'default' });

/**
 * Runs one command line (`argv` without the program's name). Never throws: a bug in Waybill is printed with its stack and gives 1.
 * Gives 0 done, 1 some input could not be read, 2 usage.
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const [name, ...rest] = argv;
  try {
    if (name === undefined) {
      await io.stderr.write(await overview(io));
      return 2;
    }
    if (name === '--version' || name === '-V') return await print(io, `${io.version}\n`);
    if (name === '--help' || name === '-h') return await print(io, await overview(io));
    if (name === 'help') return await help(rest, io);
    return await runVerb(name, rest, io);
  } catch (error) {
    if (error instanceof UsageError) {
      const verb = name === undefined ? null : await loadVerb(name === 'help' ? (rest[0] ?? '') : name);
      const hint = verb === null ? 'See: waybill help' : `Usage: ${synopsis(verb)}\nSee: waybill help ${verb.name}`;
      await io.stderr.write(`waybill: ${error.message}\n${hint}\n`);
      return 2;
    }
    await io.stderr.write(`waybill: this is a bug in Waybill.\n${error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  }
}

async function runVerb(name: string, argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const verb = await loadVerb(name);
  if (verb === null) throw new UsageError(unknownVerb(name));
  const args = readArguments(verb, argv);
  if (args.values.help === true) return await print(io, helpOf(verb));
  return await verb.run(args, io);
}

function readArguments(verb: Verb, argv: readonly string[]) {
  try {
    const options = { ...verb.options, help: { type: 'boolean', short: 'h' } } as const;
    // parseArgs reads a lone `-` as a positional, which is our standard input.
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    return { values, positionals };
  } catch (error) {
    // node:util documents these codes for command lines that do not fit the options.
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')) {
      throw new UsageError(error.message.split('. ')[0]?.concat('.') ?? error.message);
    }
    throw error;
  }
}

async function loadVerb(name: string): Promise<Verb | null> {
  const path = `./verbs/${name}.ts`;
  return Object.hasOwn(loaders, path) ? ((await loaders[path]?.()) ?? null) : null;
}

function unknownVerb(name: string): string {
  return `There is no verb “${name}”.`;
}

async function help([name]: readonly string[], io: CliIo): Promise<ExitCode> {
  if (name === undefined) return await print(io, await overview(io));
  const verb = await loadVerb(name);
  if (verb === null) throw new UsageError(unknownVerb(name));
  return await print(io, helpOf(verb));
}

async function overview(io: CliIo): Promise<string> {
  const verbs = await Promise.all(
    Object.keys(loaders)
      .sort()
      .map((path) => loaders[path]?.()),
  );
  const lines = verbs.flatMap((verb) => (verb === undefined ? [] : [`  ${verb.name.padEnd(11)}${verb.summary}`]));
  return [
    `waybill ${io.version}: who really sent this e-mail. Works without any network.`,
    '',
    'Usage: waybill VERB …',
    '',
    ...lines,
    `  ${'help'.padEnd(11)}explain a verb: waybill help analyze`,
    '',
    'PATH is a file, a folder (walked), or a container (zip, gzip, mbox); - reads standard input.',
    'Exit codes: 0 done, whatever the verdicts; 1 some input could not be read; 2 usage.',
    '',
  ].join('\n');
}

function helpOf(verb: Verb): string {
  return [
    `waybill ${verb.name}: ${verb.summary}`,
    '',
    `Usage: ${synopsis(verb)}`,
    '',
    verb.help.trim(),
    '',
    'Examples:',
    ...verb.examples.map((example) => `  ${example}`),
    '',
  ].join('\n');
}

function synopsis(verb: Verb): string {
  return verb.usage.map((line) => `waybill ${line}`).join('\n       ');
}

async function print(io: CliIo, text: string): Promise<ExitCode> {
  await io.stdout.write(text);
  return 0;
}
