/** Counter-examples that the random runs of verdict.test.ts found once, kept by name. */
import { describe, expect, it } from 'vitest';
import type { Detail } from '../../shared/facts/detail.ts';
import type { VerdictKind } from '../../shared/facts/verdict.ts';
import { forgeries } from '../scenarios/language/forgery.ts';
import { judge, judgeWithoutDns, scenarios, tell } from '../scenarios/language/registry.ts';
import type { Told } from '../scenarios/language/scenario.ts';

async function told(id: string): Promise<Told> {
  const scenario = scenarios.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`No scenario ${id}`);
  return tell(scenario);
}

const verdictOf = ({ analysis: { verdict } }: Detail): string => `${verdict.kind} ${verdict.confidence}`;

/** The message with the forged fields behind its own. */
function pastedAtEnd(message: Uint8Array, pretends: string): Uint8Array {
  const forgery = forgeries.find((candidate) => candidate.pretends === pretends);
  if (forgery === undefined) throw new Error(`No forgery ${pretends}`);
  const buffer = Buffer.from(message);
  const end = buffer.indexOf('\r\n\r\n') + 2;
  const fields = Buffer.from(forgery.fields.map((field) => `${field}\r\n`).join(''));
  return Buffer.concat([buffer.subarray(0, end), fields, buffer.subarray(end)]);
}

describe('a forged header that once cleared a spoof', () => {
  it.each([
    ['01-cross-tenant-spoof', 'a seal of Microsoft over a pass (i=2)', 'an older set stands above a newer one'],
    ['01-cross-tenant-spoof', 'an ingress pass', 'the service’s own record says otherwise'],
    ['exchange-unsealed', 'a seal of Microsoft over a pass (i=1)', 'it names another client than the service’s stamps'],
    ['exchange-unsealed', 'a seal of Microsoft over a failure (i=1)', 'it names another client than the service’s stamps'],
    ['exchange-only-foreign-signature', 'an original pass', 'no stamp of the service confirms it'],
    ['10b-smuggled', 'an original pass', 'no stamp of the service confirms it'],
    ['05-echo-spoof', 'a signature of bravo’s tenant', 'one of two signatures of that tenant verified, whichever it was'],
    [
      'gateway-proofpoint-essentials-foreign-tenant',
      'the stamp x-ms-exchange-crosstenant-originalattributedtenantconnectingip: TenantId=3f2b1c7e-5f0a-4c58-9a55-1c2d3e4f5a6b;Ip=[192.0.2.10];Helo=[mx1.alpha.example]',
      'a mark that anybody can paste silences nothing',
    ],
  ])('%s with %s stays what it was: %s', async (id, pretends) => {
    const story = await told(id);
    const bytes = pastedAtEnd(story.message, pretends);
    expect(verdictOf(await judgeWithoutDns(story, { bytes }))).toBe(verdictOf(await judgeWithoutDns(story)));
    expect(verdictOf(await judge(story, { bytes }))).toBe(verdictOf(await judge(story)));
  });
});

describe('a change of form that once accused', () => {
  it('a refolded signature in simple form leaves it open who made the message', async () => {
    const story = await told('09c-forwarded-from-signed');
    const bytes = Buffer.from(Buffer.from(story.message).toString('latin1').replace('Subject: Invoice', 'Subject:\r\n Invoice'), 'latin1');
    const accusations: readonly VerdictKind[] = ['cross-tenant-spoof', 'laundered-pass'];
    expect(accusations).not.toContain((await judge(story, { bytes })).analysis.verdict.kind);
  });
});

describe('a tenant’s name that looks like the From domain', () => {
  it('clears only where the service made the name from the domain, not where the tenant chose it', async () => {
    const story = await told('exchange-only-foreign-signature');
    const bytes = Buffer.from(
      Buffer.from(story.message)
        .toString('latin1')
        .replaceAll('bravotrading.onmicrosoft.com', 'alpha-example.onmicrosoft.com')
        .replaceAll('selector1-bravotrading-onmicrosoft-com', 'selector1-alpha-example-onmicrosoft-com'),
      'latin1',
    );
    expect(verdictOf(await judgeWithoutDns(story, { bytes }))).toBe('shared-pass-unattributed null');
  });
});
