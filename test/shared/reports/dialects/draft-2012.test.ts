import { describe, expect, it } from 'vitest';
import { notesOf, readXml, reportXml, rowXml } from '../samples.ts';

const root = 'feedback xmlns="http://dmarc.org/dmarc-xml/0.1"';
const policy = '<domain>alpha.example</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><pct>100</pct>';
const oldRow = rowXml({ dkim: 'alpha.example s1 pass' })
  .replace(/<envelope_from>.*?<\/envelope_from>/, '')
  .replace('<scope>mfrom</scope>', '');

describe('the dialect draft-2012', () => {
  it('is recognised by the namespace without anything that RFC 7489 added', () => {
    const report = readXml(reportXml(oldRow, { root, policy, version: null }));
    expect([report.dialect, report.records[0]?.envelopeFrom, notesOf(report)]).toEqual(['draft-2012', null, []]);
  });

  it.each([
    ['a version', { version: '1.0' }],
    ['failure options', { version: null, policy: `${policy}<fo>1</fo>` }],
    ['no namespace', { version: null, root: 'feedback' }],
  ])('is not a report with %s', (_title, options) => {
    expect(readXml(reportXml(oldRow, { root, policy, ...options })).dialect).toBe('rfc7489');
  });
});
