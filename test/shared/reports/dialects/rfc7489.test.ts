import { describe, expect, it } from 'vitest';
import dialect from '../../../../shared/reports/dialects/rfc7489.ts';
import { notesOf, readXml, reportXml, rowXml } from '../samples.ts';

describe('the dialect rfc7489', () => {
  it.each([
    ['with its version', 'feedback', '1.0', []],
    ['with version 0.1', 'feedback', '0.1', []],
    ['without a version', 'feedback', null, ['version-missing']],
    ['with its namespace', 'feedback xmlns="http://dmarc.org/dmarc-xml/0.1"', '1.0', []],
    ['with a version of no standard', 'feedback', '3', ['version-unexpected version']],
  ])('is recognised %s', (_title, root, version, notes) => {
    const report = readXml(reportXml(rowXml({}), { root, version }));
    expect([report.dialect, notesOf(report)]).toEqual(['rfc7489', notes]);
  });

  it('is what a report without any marks is', () => {
    expect(readXml(reportXml(rowXml({ spf: '' }), { version: null, policy: '<domain>alpha.example</domain><p>none</p>' })).dialect).toBe(
      'rfc7489',
    );
  });

  it('keeps fields of the later standard, and says so', () => {
    const report = readXml(
      reportXml(rowXml({}), { policy: '<domain>alpha.example</domain><p>none</p><np>reject</np><pct>50</pct><fo>1</fo>' }),
    );
    expect(report).toMatchObject({ dialect: 'rfc7489', policy: { np: 'reject', pct: 50 } });
    expect(notesOf(report)).toEqual(['element-not-in-dialect policy_published/np']);
  });

  it('does not recognise a tree that holds neither a policy nor a row', () => {
    if (dialect.recognize === 'by-value') throw new Error('It is a standard, no habit.');
    expect(dialect.recognize({ namespace: null, version: null, paths: new Set(['something']) })).toBeNull();
  });
});
