import { describe, expect, it } from 'vitest';
import { notesOf, readXml, reportXml, rowXml } from '../samples.ts';

const policy =
  '<domain>alpha.example</domain><p>reject</p><sp>none</sp><np>quarantine</np><adkim>s</adkim><aspf>r</aspf><discovery_method>treewalk</discovery_method><testing>y</testing><fo>1</fo>';
const root = 'feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0"';

describe('the dialect rfc9990', () => {
  it('is recognised by its namespace, whatever else stands in the report', () => {
    const report = readXml(reportXml(rowXml({ dkim: 'alpha.example s1 pass' }), { root }));
    expect(report).toMatchObject({ dialect: 'rfc9990', metadata: { namespace: 'urn:ietf:params:xml:ns:dmarc-2.0' } });
    expect(notesOf(report)).toEqual(['element-not-in-dialect policy_published/pct']);
  });

  it('is recognised by fields that only it has, because reporters leave the namespace out', () => {
    const report = readXml(reportXml(rowXml({}), { policy, metadata: '<generator>ours 2</generator>' }));
    expect([report.dialect, report.metadata.generator, notesOf(report)]).toEqual(['rfc9990', 'ours 2', ['namespace-missing']]);
    expect(report.policy).toEqual({
      domain: 'alpha.example',
      p: 'reject',
      sp: 'none',
      np: 'quarantine',
      adkim: 's',
      aspf: 'r',
      pct: null,
      fo: '1',
      testing: 'y',
      discoveryMethod: 'treewalk',
    });
  });

  it('asks for the selector of every signature', () => {
    const row = rowXml({ dkim: 'alpha.example s1 pass' }).replace('<selector>s1</selector>', '');
    expect(notesOf(readXml(reportXml(row, { root, policy })))).toEqual(['element-missing record[1]/auth_results/dkim']);
  });

  it('is not claimed for a report of RFC 7489 that only has np, as Google writes it', () => {
    expect(
      readXml(reportXml(rowXml({}), { policy: '<domain>alpha.example</domain><p>none</p><sp>none</sp><pct>100</pct><np>none</np>' }))
        .dialect,
    ).toBe('rfc7489');
  });
});
