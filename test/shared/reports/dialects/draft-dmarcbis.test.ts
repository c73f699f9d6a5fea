import { describe, expect, it } from 'vitest';
import { notesOf, readXml, reportXml, rowXml } from '../samples.ts';

describe('the dialect draft-dmarcbis', () => {
  it('is recognised by the namespace of the drafts', () => {
    const report = readXml(
      reportXml(rowXml({ dkim: 'alpha.example s1 pass' }), {
        root: 'feedback xmlns="http://dmarc.org/dmarc-xml/0.2"',
        policy: '<domain>alpha.example</domain><p>none</p><testing>n</testing>',
      }),
    );
    expect([report.dialect, report.policy?.testing, notesOf(report)]).toEqual(['draft-dmarcbis', 'n', []]);
  });

  it('is not claimed for the namespace that was published', () => {
    expect(readXml(reportXml(rowXml({}), { root: 'feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0"' })).dialect).toBe('rfc9990');
  });
});
