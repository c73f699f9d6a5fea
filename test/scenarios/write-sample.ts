/** Writes the sample case. Run by `npm run sample`; a test fails when the files and the story differ. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serializeSnapshot } from '../../shared/dns/snapshot.ts';
import { zoneFile } from '../helpers/zone.ts';
import { sampleMessages, sampleZone } from './sample.ts';
import { sampleReports } from './sample-reports.ts';

export const samplePath = fileURLToPath(new URL('../sample-case/', import.meta.url));

/** The files of the sample case by name. */
export async function buildSample(): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const message of sampleMessages) files.set(message.name, await message.build());
  files.set('dns.ndjson', Buffer.from(serializeSnapshot([zoneFile(sampleZone, { name: 'sample case' })]), 'utf8'));
  for (const [name, bytes] of sampleReports()) files.set(name, bytes);
  return files;
}

export async function writeSample(): Promise<void> {
  mkdirSync(`${samplePath}reports`, { recursive: true });
  for (const [name, bytes] of await buildSample()) writeFileSync(`${samplePath}${name}`, bytes);
}
