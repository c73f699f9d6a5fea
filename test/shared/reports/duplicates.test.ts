import { describe, expect, it } from 'vitest';
import { createDuplicateFinder, keyOf, withDuplicate } from '../../../shared/reports/duplicates.ts';
import { readXml, reportXml, rowXml } from './samples.ts';

const read = (options: Parameters<typeof reportXml>[1] = {}, path = 'a.xml') => {
  const report = readXml(reportXml(rowXml({}), options));
  return { ...report, evidence: { ...report.evidence, path } };
};

describe('reports that were seen before', () => {
  it('the same bytes count once, under whatever name', () => {
    const finder = createDuplicateFinder();
    expect(withDuplicate(read(), finder).duplicateOf).toBeNull();
    const again = withDuplicate(read({}, 'b.zip!a.xml'), finder);
    expect([again.duplicateOf, again.notes.map(({ code }) => code)]).toEqual(['a.xml', ['duplicate-report']]);
  });

  it.each([
    ['another range', { begin: 1_793_577_600 }],
    ['another reporter', { reporter: 'other.example' }],
    ['another domain', { policy: '<domain>bravo.example</domain><p>none</p>' }],
  ])('the same id with %s is another report', (_title, options) => {
    const finder = createDuplicateFinder();
    finder.meet(read());
    expect(finder.meet(read(options))).toEqual({ duplicateOf: null, notes: [] });
  });

  it('the same key with other content counts, and is said', () => {
    const finder = createDuplicateFinder();
    finder.meet(read());
    const other = finder.meet(read({ metadata: '<error>late</error>' }, 'b.xml'));
    expect([other.duplicateOf, other.notes[0]?.code]).toEqual([null, 'same-id-other-content']);
  });

  it('a report without an id has no key', () => {
    expect(keyOf({ ...read(), reportId: null })).toBeNull();
  });
});
