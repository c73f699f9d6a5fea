import { describe, expect, it } from 'vitest';
import { analyzeInCase, buildCaseKnowledge } from '../../../shared/analyze-in-case.ts';
import { buildSnapshot } from '../../../shared/dns/snapshot.ts';
import type { Analysis } from '../../../shared/facts/analysis.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { createPoolPresumption } from '../../../shared/infrastructure/presumed-pool.ts';
import { traitsOfMessage } from '../../../shared/reports/message-traits.ts';
import { type LearningMessage, learningCase } from '../../helpers/learning-case.ts';

const infrastructure = createInfrastructure();

async function analysisOf(name: LearningMessage): Promise<Analysis> {
  const evidence = { path: `${name}.eml`, bytes: learningCase[name] };
  const input = {
    evidence,
    snapshot: buildSnapshot([]),
    infrastructure,
    boundaryHop: null,
    presumePool: createPoolPresumption(infrastructure),
  };
  return (await analyzeInCase(input, buildCaseKnowledge([], [], infrastructure))).detail.analysis;
}

describe('the traits of a message', () => {
  it('name whom it is from, how it came, who signed it and when', async () => {
    expect(traitsOfMessage(await analysisOf('spoof'))).toEqual({
      fromDomains: ['alpha.example'],
      organizations: ['alpha.example'],
      mailFromDomain: 'alpha.example',
      addresses: ['40.107.117.56'],
      operator: 'exchange-online',
      recipientDomains: ['recv.example'],
      signatures: ['bravotrading.onmicrosoft.com'],
      signers: ['bravotrading.onmicrosoft.com'],
      tenants: ['bravotrading.onmicrosoft.com', 'bravo.example'],
      at: '2026-03-11T08:14:13Z',
    });
  });

  it("name no foreign tenant where the domain's own signature passes", async () => {
    const { signers, tenants } = traitsOfMessage(await analysisOf('teacher'));
    expect([signers, tenants]).toEqual([['alpha.example'], []]);
  });

  it('stay small whatever a message holds, and hold no name that is none', async () => {
    const analysis = await analysisOf('spoof');
    const [dkim] = analysis.dkim;
    const domains = [...Array(500).keys()].map((number) => `n${number}.example`);
    const from = [...domains, '', 'x'.repeat(300), 'no name', '[203.0.113.1]'].map((domain) => ({
      address: `a@${domain}`,
      domain,
      organizationalDomain: domain,
    }));
    const many: Analysis = {
      ...analysis,
      message: { ...analysis.message, from, mailFrom: '' },
      dkim: dkim === undefined ? [] : domains.map((domain) => ({ ...dkim, domain: `signs-${domain}`, result: 'pass' as const })),
      hops: analysis.hops.map((hop) => ({ ...hop, for: '<user@Recv.Example>' })),
      evaluatedAt: null,
    };
    const traits = traitsOfMessage(many);
    expect([traits.fromDomains.length, traits.signers.length, traits.tenants.length]).toEqual([100, 100, 100]);
    expect([traits.mailFromDomain, traits.recipientDomains, traits.at]).toEqual(['', ['recv.example'], null]);
    expect(traitsOfMessage({ ...many, message: { ...many.message, from: from.slice(500) } }).fromDomains).toEqual([]);
  });
});
