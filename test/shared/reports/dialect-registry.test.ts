import { describe, expect, it } from 'vitest';
import { dialects, recognizeDialect, unknownDialect } from '../../../shared/reports/dialect-registry.ts';

const root = (namespace: string | null, version: string | null, ...paths: string[]) => ({ namespace, version, paths: new Set(paths) });

describe('the registry of dialects', () => {
  it('lists all files of the folder, each id once, in order', () => {
    const ids = dialects.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids).toContain('rfc9990');
  });

  it('says of every dialect on what it rests', () => {
    expect(dialects.filter(({ basis }) => basis.length < 10)).toEqual([]);
  });

  it.each([
    [
      root('urn:ietf:params:xml:ns:dmarc-2.0', '1.0', 'policy_published/pct', 'policy_published/fo', 'record/auth_results/spf/scope'),
      'rfc9990',
    ],
    [root('http://dmarc.org/dmarc-xml/0.1', null, 'policy_published/pct'), 'draft-2012'],
    [root('http://dmarc.org/dmarc-xml/0.1', '1.0', 'policy_published/pct'), 'rfc7489'],
    [root('urn:other', null, 'record'), 'rfc7489'],
    [root(null, null), unknownDialect.id],
  ])('a root %j is read as %s', (shape, id) => {
    expect(recognizeDialect(shape).id).toBe(id);
  });

  it('no report that one dialect declares as its own is claimed with as many marks by another', () => {
    for (const namespace of ['urn:ietf:params:xml:ns:dmarc-2.0', 'http://dmarc.org/dmarc-xml/0.1', 'http://dmarc.org/dmarc-xml/0.2']) {
      for (const paths of [[], ['policy_published/pct'], ['policy_published/np', 'policy_published/testing', 'policy_published/fo']]) {
        const shape = root(namespace, null, 'record', ...paths);
        const claims = dialects
          .flatMap(({ recognize }) => (recognize === 'by-value' ? [] : (recognize(shape) ?? [])))
          .filter(({ declared }) => declared);
        const most = Math.max(...claims.map(({ saw }) => saw.length));
        expect(claims.filter(({ saw }) => saw.length === most)).toHaveLength(1);
      }
    }
  });
});
