import { describe, expect, it } from 'vitest';
import { alignByWalk } from '../../../../shared/authentication/dmarc/alignment.ts';
import { type PolicyLookup, parseDmarcRecord } from '../../../../shared/authentication/dmarc/record.ts';

const missing: PolicyLookup = { kind: 'not-captured' };
const failed: PolicyLookup = { kind: 'failed', rcode: 'SERVFAIL' };
const record = (tags = ''): PolicyLookup => ({ kind: 'record', record: parseDmarcRecord(`v=DMARC1; p=none; ${tags}`) });

function align(from: string, domain: string, answers: Readonly<Record<string, PolicyLookup>>, rest: PolicyLookup = { kind: 'none' }) {
  return alignByWalk(from, domain, (name) => answers[name] ?? rest);
}

describe('alignByWalk with all answers at hand', () => {
  it.each([
    ['a.example', 'a.example', {}, 'strict'],
    ['a.example', 'b.example', {}, 'none'],
    ['a.example', 'bounce.a.example', { 'a.example': record() }, 'relaxed'],
    ['news.a.example', 'bounce.a.example', { 'a.example': record() }, 'relaxed'],
    // Without a record above, a name is its own organizational domain.
    ['a.example', 'bounce.a.example', {}, 'none'],
    // psd=n cuts a subsidiary off.
    ['a.example', 'bounce.sub.a.example', { 'a.example': record(), 'sub.a.example': record('psd=n') }, 'none'],
    ['sub.a.example', 'bounce.sub.a.example', { 'a.example': record(), 'sub.a.example': record('psd=n') }, 'relaxed'],
    // A registry with psd=y keeps its registrants apart; one that forgets it joins them (RFC 9989 section 11.8).
    ['one.sa.example', 'two.sa.example', { 'sa.example': record('psd=y') }, 'none'],
    ['one.sa.example', 'two.sa.example', { 'sa.example': record() }, 'relaxed'],
  ] as const)('%s and %s', (from, domain, answers, expected) => {
    expect(align(from, domain, answers)).toBe(expected);
  });
});

describe('alignByWalk with answers missing', () => {
  it.each([
    // Nothing above both: no answer matters.
    ['a.example', 'b.test', {}, 'none'],
    ['a.example', 'a.example', {}, 'strict'],
    ['a.example', 'b.example', {}, 'unknown'],
    ['a.example', 'bounce.a.example', {}, 'unknown'],
    // Whatever stands at the top, both names have it above them: it can only move both.
    ['a.example', 'bounce.a.example', { 'a.example': record(), 'bounce.a.example': { kind: 'none' } }, 'relaxed'],
    // But it could join two names that are apart below it.
    ['a.example', 'b.example', { 'a.example': record(), 'b.example': record() }, 'unknown'],
    ['a.example', 'b.example', { 'a.example': record('psd=n') }, 'none'],
    ['a.example', 'bounce.a.example', { 'a.example': record('psd=n') }, 'unknown'],
  ] as const)('%s and %s, knowing %j', (from, domain, answers, expected) => {
    expect(align(from, domain, answers, missing)).toBe(expected);
  });

  it('gives up on names with very many open answers instead of trying them all', () => {
    expect(align('8.7.6.5.4.3.2.a.example', 'x.8.7.6.5.4.3.2.a.example', {}, missing)).toBe('unknown');
  });
});

describe('alignByWalk with failed answers', () => {
  it.each([
    [{ example: failed }, 'error'],
    [{ example: failed, 'a.example': record('psd=n') }, 'none'],
    [{ example: failed, 'a.example': missing }, 'unknown'],
  ] as const)('knowing %j', (answers, expected) => {
    expect(align('a.example', 'b.example', answers)).toBe(expected);
  });
});
