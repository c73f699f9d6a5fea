import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AnalysisErrorSchema, AnalysisSchema } from '../../shared/analysis-schema.ts';
import { analyze } from '../../shared/analyze.ts';
import { emptySnapshot } from '../../shared/dns/snapshot.ts';
import type { Analysis } from '../../shared/facts/analysis.ts';
import { infrastructure, messageOf, postfix } from './route/traced.ts';

describe('AnalysisSchema', () => {
  let analysis: Analysis;
  beforeAll(async () => {
    const { bytes } = messageOf(
      'Authentication-Results: mx.recv.example; spf=fail (sender IP is 203.0.113.66) smtp.mailfrom=a.example; dmarc=fail header.from=a.example',
      postfix('mx.recv.example', { helo: 'evil.example', ip: '203.0.113.66' }),
    );
    analysis = (await analyze({ evidence: { path: 'a.eml', bytes }, snapshot: emptySnapshot, infrastructure, boundaryHop: null })).analysis;
  });

  const problems = (value: unknown): readonly string[] =>
    (AnalysisSchema.safeParse(value).error?.issues ?? []).map((issue) => issue.path.join('.') || issue.code);

  it('takes a real analysis with a verdict', () => {
    expect(analysis.verdict.kind).toBe('unauthorised');
    expect(problems(analysis)).toEqual([]);
  });

  it.each<[string, (whole: Analysis) => object, readonly string[]]>([
    ['an unknown member', (whole) => ({ ...whole, score: 7 }), ['unrecognized_keys']],
    ['another schema', (whole) => ({ ...whole, schema: 'waybill/analysis/2' }), ['schema']],
    ['a missing member', ({ questions: _, ...rest }) => rest, ['questions']],
    ['a kind that is none', (whole) => ({ ...whole, verdict: { ...whole.verdict, kind: 'spoof' } }), ['verdict.kind']],
    ['a time without a zone', (whole) => ({ ...whole, evaluatedAt: '2026-11-20 08:00:00' }), ['evaluatedAt']],
    ['a time with fractions', (whole) => ({ ...whole, evaluatedAt: '2026-11-20T08:00:00.000Z' }), ['evaluatedAt']],
    ['a hash that is none', (whole) => ({ ...whole, evidence: { ...whole.evidence, sha256: 'AB' } }), ['evidence.sha256']],
    ['a negative hop', (whole) => ({ ...whole, boundary: { ...whole.boundary, hop: -1 } }), ['boundary.hop']],
    ['a fraction of a byte', (whole) => ({ ...whole, evidence: { ...whole.evidence, bytes: 1.5 } }), ['evidence.bytes']],
  ])('refuses %s', (_, change, expected) => {
    expect(problems(change(analysis))).toEqual(expected);
  });

  it('takes a boundary that is nowhere', () => {
    expect(problems({ ...analysis, boundary: { ...analysis.boundary, hop: null, header: -1, basis: 'none' } })).toEqual([]);
  });

  it('can be shipped as a JSON Schema, closed and described', () => {
    // zod puts a schema that has an id behind a reference to itself.
    const [shipped] = Object.values(z.toJSONSchema(AnalysisSchema).$defs ?? {});
    expect(shipped).toMatchObject({ type: 'object', additionalProperties: false, title: 'Waybill analysis of one message' });
    expect(shipped?.required).toEqual(Object.keys(analysis));
  });
});

describe('AnalysisErrorSchema', () => {
  const refused = {
    schema: 'waybill/error/1',
    evidence: { path: 'missing.eml', sha256: null, bytes: null },
    error: { code: 'not-found', message: 'No such file.' },
  };

  it('takes an input that was never read, and one that was', () => {
    expect(AnalysisErrorSchema.safeParse(refused).error).toBeUndefined();
    const read = { ...refused, evidence: { path: 'x.eml', sha256: 'a'.repeat(64), bytes: 3 } };
    expect(AnalysisErrorSchema.safeParse(read).error).toBeUndefined();
  });

  it.each([
    ['half-read evidence', { ...refused, evidence: { path: 'x.eml', sha256: null, bytes: 3 } }],
    ['no error', { schema: refused.schema, evidence: refused.evidence }],
    ['an unknown member', { ...refused, stack: 'at x' }],
  ])('refuses %s', (_, value) => {
    expect(AnalysisErrorSchema.safeParse(value).success).toBe(false);
  });
});
