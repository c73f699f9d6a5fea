/** What the command line names to judge messages by: `--dns`, `--tenants`, `--operators`, `--psl` and `--baseline`, read before the first message. */
import { resolve } from 'node:path';
import type { PageGround } from '../../shared/export/html/page.ts';
import { unknownOperators } from '../../shared/infrastructure/unknown-operators.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { printable } from '../../shared/text/printable.ts';
import type { OperatorFile } from '../engine/operator-file.ts';
import { readFileWithin } from '../engine/read-file.ts';
import type { Grounds } from '../engine/task.ts';
import type { TenantFile } from '../engine/tenant-file.ts';
import { baselineHelp, baselineOptions } from './baseline-option.ts';
import type { CliIo } from './io.ts';
import { type ReadSnapshots, type ReadSource, readSnapshots, sourceOf } from './snapshots.ts';
import { readSuffixes, suffixHelp, suffixOptions } from './suffix-option.ts';
import { type Arguments, flag, listOption, textOption } from './verb.ts';

export interface NamedGrounds {
  readonly grounds: Omit<Grounds, 'lessons'>;
  /** What could not be read, and is therefore not judged by. */
  readonly refused: ReadSnapshots['refused'];
  /** The files that are judged by, with their hashes. */
  readonly sources: readonly PageGround[];
  /** Whether this file was named by one of the options: then it is no stray among the messages. */
  isNamed(file: string): boolean;
}

/** The options of a verb that takes grounds, for `defineVerb`. */
export const groundsOptions = {
  dns: { type: 'string', multiple: true },
  tenants: { type: 'string', multiple: true },
  operators: { type: 'string', multiple: true },
  ...suffixOptions,
  ...baselineOptions,
} as const;

/** Their lines in a verb's help. */
export const groundsHelp = `  --dns FILE        DNS snapshot of any known format; may be repeated
  --tenants FILE    directory of known tenants: NDJSON, one statement a line,
                    {"domain":"a.example","operator":"exchange-online","kind":"tenant-id","value":"…"}
                    (kind: dkim-domain, tenant-id, organization-domain or account; "name" may be
                    added), or a JSON array of them; may be repeated
  --operators FILE  operators of shared infrastructure in the schema of the shipped catalogue, one
                    entry or an array: a known id replaces the shipped entry; may be repeated
${suffixHelp(20)}
${baselineHelp(20)}`;

/** Reads every named file. Notes on what was passed over in snapshots go to standard error. */
export async function readGrounds(args: Arguments, io: CliIo): Promise<NamedGrounds> {
  const names = { dns: listOption(args, 'dns'), tenants: listOption(args, 'tenants'), operators: listOption(args, 'operators') };
  const snapshots = await readSnapshots(names.dns, io);
  const tenants = await readNamed(names.tenants, async () => (await import('../engine/tenant-file.ts')).readTenantFile, io);
  const operators = await readNamed(names.operators, async () => (await import('../engine/operator-file.ts')).readOperatorFile, io);
  await noteUnknownOperators(tenants.files, operators.files, io);
  const suffixes = await readSuffixes(args, io);
  const psl = textOption(args, 'psl');
  const named = new Set([...Object.values(names).flat(), ...(psl === null ? [] : [psl])].map((path) => resolve(io.directory, path)));
  return {
    grounds: {
      snapshot: snapshots.files,
      declared: tenants.files.flatMap((file) => file.statements),
      operators: operators.files.flatMap((file) => file.entries),
      suffixes: suffixes.rules,
      baseline: flag(args, 'baseline'),
    },
    refused: [...snapshots.refused, ...tenants.refused, ...operators.refused, ...suffixes.refused],
    sources: [
      ...snapshots.sources.map((source): PageGround => ({ role: 'DNS snapshot', ...source })),
      ...tenants.sources.map((source): PageGround => ({ role: 'tenant directory', ...source })),
      ...operators.sources.map((source): PageGround => ({ role: 'operators', ...source })),
      ...suffixes.sources.map((source): PageGround => ({ role: 'public suffix list', ...source })),
    ],
    isNamed: (file) => named.has(file),
  };
}

/** A statement about an operator that nobody knows is never compared with anything: a typing error must not look like a finding. */
async function noteUnknownOperators(tenants: readonly TenantFile[], operators: readonly OperatorFile[], io: CliIo): Promise<void> {
  if (tenants.length === 0) return;
  const { shippedOperators } = await import('../../shared/infrastructure/match.ts');
  const known = new Set([...shippedOperators(), ...operators.flatMap((file) => file.entries)].map(({ id }) => id));
  for (const { name, statements } of tenants) {
    for (const operator of unknownOperators(statements, known)) {
      await io.stderr.write(
        `waybill: ${printable(`${name}: nobody knows the operator “${operator}”; what is said of its tenants concerns nothing.`)}\n`,
      );
    }
  }
}

type Parse<T> = (bytes: Uint8Array, name: string) => Outcome<T>;

/** `load` is called where there is a file to read: the code behind it is large. */
async function readNamed<T>(paths: readonly string[], load: () => Promise<Parse<T>>, io: CliIo) {
  const files: T[] = [];
  const sources: ReadSource[] = [];
  const refused: ReadSnapshots['refused'][number][] = [];
  for (const path of paths) {
    const read = await readFileWithin(resolve(io.directory, path), path);
    const parsed = read.ok ? (await load())(read.value, path) : read;
    if (read.ok && parsed.ok) {
      files.push(parsed.value);
      sources.push(sourceOf(path, read.value));
    } else if (!parsed.ok) refused.push({ path, error: parsed.error });
  }
  return { files, sources, refused };
}
