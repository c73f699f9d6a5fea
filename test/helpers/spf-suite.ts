/** Reads the SPF conformance suites: scenarios with their world and their cases. */
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { importZonedata } from '../../shared/dns/formats/suite-zonedata.ts';
import { buildSnapshot } from '../../shared/dns/snapshot.ts';
import type { DnsSnapshot } from '../../shared/facts/dns.ts';
import { corporaPath } from './corpora.ts';

export interface SuiteCase {
  readonly id: string;
  readonly scenario: string;
  readonly spec: string;
  readonly helo: string;
  readonly ip: string;
  readonly mailFrom: string;
  /** Results that the suite accepts. */
  readonly accepts: readonly string[];
  /** The explanation wanted; `DEFAULT` is none of the domain's own. */
  readonly explanation: string | null;
  readonly snapshot: DnsSnapshot;
}

/** All cases of a suite file below `spf/` in the corpora. */
export function readSuite(path: string): SuiteCase[] {
  const documents = parseAllDocuments(readFileSync(`${corporaPath}spf/${path}`, 'utf8'), { uniqueKeys: false });
  return documents.flatMap((document, index) => {
    const scenario = document.toJS() as {
      description?: string;
      comment?: string;
      tests?: Record<string, Record<string, unknown>>;
      zonedata: unknown;
    };
    const world = importZonedata(scenario.zonedata, `${path} #${index + 1}`);
    if (!world.ok) throw new Error(world.error.message);
    const snapshot = buildSnapshot([world.value]);
    return Object.entries(scenario.tests ?? {}).map(([id, test]) => ({
      id,
      scenario: (scenario.description ?? scenario.comment ?? `scenario ${index + 1}`).trim(),
      spec: String(test.spec ?? ''),
      helo: String(test.helo),
      ip: String(test.host),
      mailFrom: String(test.mailfrom ?? ''),
      accepts: (Array.isArray(test.result) ? test.result : [test.result]).map(String),
      explanation: test.explanation === undefined ? null : String(test.explanation),
      snapshot,
    }));
  });
}
