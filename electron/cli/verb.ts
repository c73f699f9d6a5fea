/** What a verb is. One file a verb in `verbs/`, named like it; its default export is found there, no list is kept. */
import type { ParseArgsOptionsConfig } from 'node:util';
import type { CliIo } from './io.ts';

/** 0 done, 1 some input could not be read, 2 usage (product.md, CLI contract). */
export type ExitCode = 0 | 1 | 2;

export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

export interface Verb {
  readonly name: string;
  /** One line for the list of verbs. */
  readonly summary: string;
  /** Synopsis lines without `waybill`. */
  readonly usage: readonly string[];
  /** What the options do, and what comes out; printed as it stands. */
  readonly help: string;
  readonly examples: readonly string[];
  readonly options: ParseArgsOptionsConfig;
  run(args: Arguments, io: CliIo): Promise<ExitCode>;
}

/** A usage error: the command line cannot mean anything. Caught in `cli.ts` only, printed with the verb's synopsis, exit code 2. */
export class UsageError extends Error {}

export function defineVerb(verb: Verb): Verb {
  return verb;
}

/** The value of an option that is given at most once. */
export function textOption({ values }: Arguments, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

export function requiredOption(args: Arguments, name: string): string {
  const value = textOption(args, name);
  if (value === null) throw new UsageError(`--${name} is missing.`);
  return value;
}

/** The values of an option that may be repeated, in order. */
export function listOption({ values }: Arguments, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

export function flag({ values }: Arguments, name: string): boolean {
  return values[name] === true;
}

export function rejectPositionals({ positionals }: Arguments): void {
  const [first] = positionals;
  if (first !== undefined) throw new UsageError(`“${first}” is one argument too many.`);
}
