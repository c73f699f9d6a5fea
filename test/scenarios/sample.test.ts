import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../../shared/analyze.ts';
import { buildSnapshot, emptySnapshot, parseSnapshot } from '../../shared/dns/snapshot.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import type { DnsSnapshot } from '../../shared/facts/dns.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import { unquotedWords } from '../corpus/quotes.ts';
import { sampleMessages } from './sample.ts';
import { buildSample, samplePath, writeSample } from './write-sample.ts';

const infrastructure = createInfrastructure();

async function analyzeSample(name: string, snapshot: DnsSnapshot): Promise<Detail> {
  return analyze({ evidence: { path: name, bytes: readFileSync(`${samplePath}${name}`) }, snapshot, infrastructure, boundaryHop: null });
}

describe('the sample case', () => {
  let snapshot: DnsSnapshot = emptySnapshot;

  beforeAll(async () => {
    if (import.meta.env.MODE === 'write-sample') await writeSample();
    const file = parseSnapshot(readFileSync(`${samplePath}dns.ndjson`), 'dns.ndjson');
    if (!file.ok) throw new Error(file.error.message);
    snapshot = buildSnapshot([file.value]);
  });

  it('is what its story builds', async () => {
    const built = await buildSample();
    const files = readdirSync(samplePath, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map(({ parentPath, name }) => relative(samplePath, join(parentPath, name)).replaceAll('\\', '/'));
    expect(names.sort()).toEqual([...built.keys()].sort());
    for (const [name, bytes] of built) {
      expect(readFileSync(`${samplePath}${name}`).equals(bytes), `${name} differs from its story: run npm run sample`).toBe(true);
    }
  });

  it.each(sampleMessages)('$name is $expect.kind', async ({ name, expect: expected }) => {
    const { analysis } = await analyzeSample(name, snapshot);
    expect({ kind: analysis.verdict.kind, confidence: analysis.verdict.confidence }).toEqual(expected);
  });

  it.each(sampleMessages)('$name quotes only what its bytes hold', async ({ name }) => {
    const detail = await analyzeSample(name, snapshot);
    const bytes = readFileSync(`${samplePath}${name}`);
    expect(detail.analysis.verdict.reasons.flatMap((reason) => unquotedWords(reason, bytes, detail.source))).toEqual([]);
  });

  it('shows the flip at the hop where the pass was a spoof, by our own replay of both connections', async () => {
    const { analysis } = await analyzeSample('1-new-bank-details.eml', snapshot);
    const replays = analysis.replays
      .filter((replay) => replay.source === 'replay' && replay.spf.identity === 'mailfrom')
      .map(({ role, spf }) => ({ role, ip: spf.ip, result: spf.result, sharedBy: spf.sharedBy, path: spf.path }));
    expect(replays).toEqual([
      { role: 'ingress', ip: '198.51.100.7', result: 'fail', sharedBy: null, path: ['alpha.example'] },
      {
        role: 'egress',
        ip: '40.107.117.56',
        result: 'pass',
        sharedBy: 'exchange-online',
        path: ['alpha.example', 'spf.protection.outlook.com'],
      },
    ]);
    expect(analysis.verdict).toMatchObject({
      operator: 'exchange-online',
      claimedDomain: 'alpha.example',
      actualTenant: 'bravotrading.onmicrosoft.com',
      passed: { spf: true, dmarc: true },
      flippedAt: analysis.boundary.hop,
    });
    expect(analysis.questions).toEqual([]);
  });

  it.each(sampleMessages)(
    '$name keeps its verdict without DNS, from what receiver and service recorded',
    async ({ name, expect: expected }) => {
      const { analysis } = await analyzeSample(name, emptySnapshot);
      expect(analysis.verdict.kind).toBe(expected.kind);
      expect(analysis.questions.length).toBeGreaterThan(0);
    },
  );
});
