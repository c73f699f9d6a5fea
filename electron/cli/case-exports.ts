/** The forms in which `waybill export` writes a case: each takes the open case and a place, and says in one line what it wrote. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Json } from '../../shared/export/uuid.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { type CampaignSummary, streamCampaigns, summariseCampaigns } from '../engine/case-store/campaigns.ts';
import { csvTables } from '../engine/case-store/csv-tables.ts';
import type { Database } from '../engine/case-store/database.ts';
import { exportSchema, writeParquet } from '../engine/case-store/parquet.ts';
import { streamSuspectMessages } from '../engine/case-store/suspect-messages.ts';
import { fileRefusal } from '../engine/walk.ts';
import type { CliIo } from './io.ts';
import { openOutput } from './output-file.ts';
import { UsageError } from './verb.ts';

export interface CaseExport {
  /** Name of the option. */
  readonly option: 'parquet' | 'csv' | 'stix' | 'misp';
  /** Before the case is opened: refuses where nothing can be written to. */
  prepare(shown: string, io: CliIo): Promise<Outcome<null>>;
  /** `nameOf` gives the name of an operator. Gives a line for people. */
  write(database: Database, shown: string, io: CliIo, nameOf: (operator: string) => string): Promise<Outcome<string>>;
}

export const caseExports: readonly CaseExport[] = [
  {
    option: 'parquet',
    prepare: prepareFolder,
    async write(database, shown, io) {
      const folder = resolve(io.directory, shown);
      await writeParquet(database, folder);
      await writeFile(join(folder, 'schema.json'), `${JSON.stringify(exportSchema, null, 2)}\n`);
      return succeed(await describeTables(database, shown));
    },
  },
  {
    option: 'csv',
    prepare: prepareFolder,
    async write(database, shown, io) {
      for (const { file, lines } of csvTables) {
        const written = await writeWhole(join(shown, file), io, lines(database));
        if (!written.ok) return written;
      }
      return succeed(await describeTables(database, shown));
    },
  },
  {
    option: 'stix',
    prepare: async () => succeed(null),
    async write(database, shown, io, nameOf) {
      const suspects = await summariseSuspects(database, nameOf);
      const { writeBundle } = await import('../../shared/export/stix/bundle.ts');
      const { campaignObjects } = await import('../../shared/export/stix/campaign-objects.ts');
      const { messageObjects } = await import('../../shared/export/stix/message-objects.ts');
      const bundle = writeBundle(suspects.contents);
      const pieces = async function* (): AsyncGenerator<string> {
        yield bundle.begin;
        for await (const campaign of streamCampaigns(database, nameOf)) yield bundle.add(campaignObjects(campaign));
        for await (const message of streamSuspectMessages(database, nameOf)) yield bundle.add(messageObjects(message));
        yield bundle.end;
      };
      const written = await writeWhole(shown, io, pieces());
      return written.ok ? succeed(await describeSuspects(suspects, shown, io)) : written;
    },
  },
  {
    option: 'misp',
    prepare: async () => succeed(null),
    async write(database, shown, io, nameOf) {
      const suspects = await summariseSuspects(database, nameOf);
      const { writeEvent } = await import('../../shared/export/misp/event.ts');
      const { contents, first, last } = suspects;
      // Where nothing is suspect there is no time either; the event says that there is nothing.
      const none = '1970-01-01T00:00:00Z';
      const info = `Suspected cross-tenant spoofing: ${countSuspects(suspects)}`;
      const event = writeEvent({ info, first: first ?? none, last: last ?? none, contents });
      const pieces = async function* (): AsyncGenerator<string> {
        yield event.begin;
        for await (const campaign of streamCampaigns(database, nameOf)) yield event.campaign(campaign);
        for await (const message of streamSuspectMessages(database, nameOf)) yield event.message(message);
        yield event.end;
      };
      const written = await writeWhole(shown, io, pieces());
      return written.ok ? succeed(await describeSuspects(suspects, shown, io)) : written;
    },
  },
];

/** What is suspect in a case, before it is written: a file names itself and its time at its beginning. */
interface Suspects {
  readonly campaigns: CampaignSummary;
  readonly messages: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly contents: Json;
}

async function summariseSuspects(database: Database, nameOf: (operator: string) => string): Promise<Suspects> {
  const campaigns = await summariseCampaigns(database);
  const hashes: string[] = [];
  let { first, last } = campaigns;
  for await (const { sha256, at } of streamSuspectMessages(database, nameOf)) {
    hashes.push(sha256);
    // ISO 8601 times of one form sort as text.
    if (first === null || at < first) first = at;
    if (last === null || at > last) last = at;
  }
  const { leftOut: _, ...counted } = campaigns;
  return { campaigns, messages: hashes.length, first, last, contents: { campaigns: { ...counted }, messages: hashes } };
}

/** Made where there is none; what is in it already might be mistaken for the export. */
async function prepareFolder(shown: string, io: CliIo): Promise<Outcome<null>> {
  const folder = resolve(io.directory, shown);
  try {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length > 0) throw new UsageError(`The folder ${shown} is not empty.`);
    return succeed(null);
  } catch (fault) {
    if (fault instanceof UsageError) throw fault;
    return { ok: false, error: fileRefusal(fault, shown) };
  }
}

async function writeWhole(shown: string, io: CliIo, pieces: AsyncIterable<string>): Promise<Outcome<null>> {
  const output = await openOutput(shown, io.directory);
  if (!output.ok) return output;
  try {
    for await (const piece of pieces) await output.value.write(piece);
    await output.value.finish();
    return succeed(null);
  } catch (fault) {
    // A full disk, or a folder in the place of the file.
    if (fault instanceof Error && 'code' in fault && 'syscall' in fault)
      return refuse('not-readable', 'It cannot be written.', { evidence: shown });
    throw fault;
  } finally {
    await output.value.discard();
  }
}

async function describeTables(database: Database, shown: string): Promise<string> {
  const [count] = await database.all('SELECT count(*)::INTEGER AS reports, (SELECT count(*)::DOUBLE FROM record) AS records FROM report');
  return `${Number(count?.reports)} reports with ${Number(count?.records)} rows written to ${shown}\n`;
}

function countSuspects({ campaigns, messages }: Suspects): string {
  const { campaigns: count, rows } = campaigns;
  const found = `${count} ${count === 1 ? 'campaign' : 'campaigns'} in reports (${rows} ${rows === 1 ? 'row' : 'rows'}, ${campaigns.messages} messages)`;
  return `${found}, ${messages} analysed ${messages === 1 ? 'message' : 'messages'}`;
}

async function describeSuspects(suspects: Suspects, shown: string, io: CliIo): Promise<string> {
  const { leftOut } = suspects.campaigns;
  if (leftOut > 0)
    await io.stderr.write(`waybill: ${leftOut} suspect rows are left out: their reports hold no time, no From domain or no messages.\n`);
  return `${countSuspects(suspects)} written to ${shown}\n`;
}
