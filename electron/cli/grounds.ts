/** What the command line names to judge messages by: `--dns`, `--tenants` and `--operators`, read before the first message. */
import { resolve } from 'node:path';
import type { Outcome } from '../../shared/outcome.ts';
import { readFileWithin } from '../engine/read-file.ts';
import type { Grounds } from '../engine/task.ts';
import type { CliIo } from './io.ts';
import { type ReadSnapshots, readSnapshots } from './snapshots.ts';
import { type Arguments, listOption } from './verb.ts';

export interface NamedGrounds {
  readonly grounds: Omit<Grounds, 'lessons'>;
  /** What could not be read, and is therefore not judged by. */
  readonly refused: ReadSnapshots['refused'];
  /** Whether this file was named by one of the options: then it is no stray among the messages. */
  isNamed(file: string): boolean;
}

/** The options of a verb that takes grounds, for `defineVerb`. */
export const groundsOptions = {
  dns: { type: 'string', multiple: true },
  tenants: { type: 'string', multiple: true },
  operators: { type: 'string', multiple: true },
} as const;

/** Their lines in a verb's help. */
export const groundsHelp = `  --dns FILE        DNS snapshot of any known format; may be repeated
  --tenants FILE    directory of known tenants: NDJSON, one statement a line,
                    {"domain":"a.example","operator":"exchange-online","kind":"tenant-id","value":"…"}
                    (kind: dkim-domain, tenant-id, organization-domain or account; "name" may be
                    added), or a JSON array of them; may be repeated
  --operators FILE  operators of shared infrastructure in the schema of the shipped catalogue, one
                    entry or an array: a known id replaces the shipped entry; may be repeated`;

/** Reads every named file. Notes on what was passed over in snapshots go to standard error. */
export async function readGrounds(args: Arguments, io: CliIo): Promise<NamedGrounds> {
  const names = { dns: listOption(args, 'dns'), tenants: listOption(args, 'tenants'), operators: listOption(args, 'operators') };
  const snapshots = await readSnapshots(names.dns, io);
  const tenants = await readNamed(names.tenants, async () => (await import('../engine/tenant-file.ts')).readTenantFile, io);
  const operators = await readNamed(names.operators, async () => (await import('../engine/operator-file.ts')).readOperatorFile, io);
  const named = new Set(Object.values(names).flatMap((paths) => paths.map((path) => resolve(io.directory, path))));
  return {
    grounds: {
      snapshot: snapshots.files,
      declared: tenants.files.flatMap((file) => file.statements),
      operators: operators.files.flatMap((file) => file.entries),
    },
    refused: [...snapshots.refused, ...tenants.refused, ...operators.refused],
    isNamed: (file) => named.has(file),
  };
}

type Parse<T> = (bytes: Uint8Array, name: string) => Outcome<T>;

/** `load` is called where there is a file to read: the code behind it is large. */
async function readNamed<T>(paths: readonly string[], load: () => Promise<Parse<T>>, io: CliIo) {
  const files: T[] = [];
  const refused: ReadSnapshots['refused'][number][] = [];
  for (const path of paths) {
    const read = await readFileWithin(resolve(io.directory, path), path);
    const parsed = read.ok ? (await load())(read.value, path) : read;
    if (parsed.ok) files.push(parsed.value);
    else refused.push({ path, error: parsed.error });
  }
  return { files, refused };
}
