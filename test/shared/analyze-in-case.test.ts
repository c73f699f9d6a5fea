import { describe, expect, it } from 'vitest';
import { analyzeInCase, buildCaseKnowledge } from '../../shared/analyze-in-case.ts';
import { buildSnapshot } from '../../shared/dns/snapshot.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import type { KnownTenant } from '../../shared/facts/tenant-knowledge.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import type { Lesson } from '../../shared/infrastructure/tenant-directory.ts';
import { alpha, type LearningMessage, learningCase, learningSnapshot } from '../helpers/learning-case.ts';
import { readSnapshot } from '../helpers/snapshot.ts';

const infrastructure = createInfrastructure();
const snapshot = buildSnapshot([readSnapshot(learningSnapshot)]);

function judge(name: LearningMessage, lessons: readonly Lesson[] = [], declared: readonly KnownTenant[] = []) {
  const evidence = { path: `${name}.eml`, bytes: learningCase[name] };
  return analyzeInCase({ evidence, snapshot, infrastructure, boundaryHop: null }, buildCaseKnowledge(declared, lessons, infrastructure));
}

async function lessonsOf(...names: readonly LearningMessage[]): Promise<readonly Lesson[]> {
  const taught = await Promise.all(names.map(async (name) => (await judge(name)).taught.lesson));
  return taught.filter((lesson) => lesson !== null);
}

const verdict = ({ detail }: { detail: Detail }) => {
  const { kind, confidence, reasons } = detail.analysis.verdict;
  return { kind, confidence, signals: [...new Set(reasons.map((reason) => reason.signal))] };
};

describe('a message judged in its case', () => {
  it('alone is judged as if nothing were known', async () => {
    expect(verdict(await judge('teacher'))).toMatchObject({ kind: 'authentic', confidence: 'confirmed' });
    expect(verdict(await judge('spoof'))).toMatchObject({ kind: 'laundered-pass' });
    expect(verdict(await judge('scanner'))).toMatchObject({ kind: 'laundered-pass' });
  });

  it('teaches the tenants that its aligned signature vouches for', async () => {
    const { taught } = await judge('teacher');
    expect(taught).toMatchObject({ domain: 'alpha.example', organization: 'alpha.example' });
    expect(taught.lesson?.tenants.map(({ kind, value }) => `${kind} ${value}`)).toContain(`tenant-id ${alpha.id}`);
    expect((await judge('spoof')).taught).toEqual({ lesson: null, domain: 'alpha.example', organization: 'alpha.example' });
  });

  it('is told by the others who its domain’s own tenants are, against it or for it', async () => {
    const lessons = await lessonsOf('teacher');
    const spoof = verdict(await judge('spoof', lessons));
    expect(spoof.kind).toBe('cross-tenant-spoof');
    expect(spoof.signals).toEqual(expect.arrayContaining(['tenant-mismatch', 'missing-usual-signature']));
    const scanner = verdict(await judge('scanner', lessons));
    expect(scanner.kind).toBe('laundered-pass');
    expect(scanner.signals).toContain('known-tenant');
  });

  it('that proves its own sender is not judged by what others proved, itself or by another tenant', async () => {
    const lessons = await lessonsOf('teacher', 'north');
    for (const name of ['teacher', 'north'] as const) expect((await judge(name, lessons)).detail).toEqual((await judge(name)).detail);
    // With the other's lesson alone its tenant would be a stranger's.
    expect((await judge('north', await lessonsOf('teacher'))).detail).toEqual((await judge('north')).detail);
  });

  it('teaches the same whatever it is told', async () => {
    const lessons = await lessonsOf('teacher', 'north');
    for (const name of Object.keys(learningCase) as LearningMessage[]) {
      expect((await judge(name, lessons)).taught).toEqual((await judge(name)).taught);
    }
  });

  it('is judged by the user’s own directory whether or not it teaches', async () => {
    const tenant = { domain: 'alpha.example', operator: 'exchange-online', kind: 'tenant-id', name: null, origin: 'declared' } as const;
    const other: KnownTenant = { ...tenant, value: '00000000-0000-0000-0000-000000000000', because: 'tenants.ndjson, line 1' };
    const own: KnownTenant = { ...tenant, value: alpha.id, because: 'tenants.ndjson, line 2' };
    expect(verdict(await judge('teacher', [], [other])).signals).toContain('tenant-mismatch');
    expect(verdict(await judge('teacher', [], [other, own])).signals).toContain('known-tenant');
    expect(verdict(await judge('spoof', [], [own])).kind).toBe('cross-tenant-spoof');
  });

  it('is told of names that it can be taken for, whether or not it teaches', async () => {
    const lessons = await lessonsOf('teacher');
    expect(verdict(await judge('lookalike')).signals).not.toContain('lookalike-domain');
    expect(verdict(await judge('lookalike', lessons)).signals).toContain('lookalike-domain');
    const twin = { ...lessons[0], tenants: [], signedDomain: 'a1pha.example', message: 'other.eml' };
    expect(verdict(await judge('teacher', [twin])).signals).toContain('lookalike-domain');
  });
});
