/** Runs the engine over the real messages beside the checkout and compares with what may, and must not, be said of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { analyze } from '../../shared/analyze.ts';
import { emptySnapshot } from '../../shared/dns/snapshot.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import type { Infrastructure } from '../../shared/facts/infrastructure.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import { corporaPath } from '../helpers/corpora.ts';

export const messagesPath = join(corporaPath, 'messages');

/** A row of labels.tsv: the verdict kinds that are right and that would be wrong, by what receiver and operator recorded. */
export interface Label {
  readonly file: string;
  readonly class: string;
  readonly allowed: readonly string[];
  readonly forbidden: readonly string[];
}

export function readLabels(): readonly Label[] {
  const lines = readFileSync(join(messagesPath, 'labels.tsv'), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [file = '', labelClass = '', allowed = '', forbidden = ''] = line.split('\t');
    return { file, class: labelClass, allowed: allowed.split(','), forbidden: forbidden.split(',') };
  });
}

/** All messages of the corpus, relative to its folder, sorted. */
export function listMessages(): readonly string[] {
  return readdirSync(messagesPath, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(eml|raw|rfc822|txt)$/.test(entry.name) && !/LICEN|README/.test(entry.name))
    .map((entry) => relative(messagesPath, join(entry.parentPath, entry.name)))
    .sort();
}

const infrastructure: Infrastructure = createInfrastructure();

/** Analyses one file of the corpus without any DNS. */
export function analyzeFile(file: string): Promise<Detail> {
  return analyzeBytes(file, readFileSync(join(messagesPath, file)));
}

export function analyzeBytes(path: string, bytes: Uint8Array): Promise<Detail> {
  return analyze({ evidence: { path, bytes }, snapshot: emptySnapshot, infrastructure, boundaryHop: null });
}

/** Class by verdict, as a table for people. */
export function formatTable(rows: readonly { readonly class: string; readonly kind: string; readonly right: boolean }[]): string {
  const kinds = [...new Set(rows.map((row) => row.kind))].sort();
  const classes = [...new Set(rows.map((row) => row.class))].sort();
  const header = ['class'.padEnd(18), 'messages', 'right', ...kinds].join('  ');
  const lines = classes.map((name) => {
    const own = rows.filter((row) => row.class === name);
    const share = `${Math.round((100 * own.filter((row) => row.right).length) / own.length)} %`;
    const counts = kinds.map((kind) => String(own.filter((row) => row.kind === kind).length).padStart(kind.length));
    return [name.padEnd(18), String(own.length).padStart(8), share.padStart(5), ...counts].join('  ');
  });
  return [header, ...lines].join('\n');
}
