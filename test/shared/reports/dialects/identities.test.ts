import { describe, expect, it } from 'vitest';
import { notesOf, readXml, reportXml, rowXml } from '../samples.ts';

describe('the habit identities', () => {
  it('reads the element under its right name, and the habits of other elements below it too', () => {
    const report = readXml(reportXml(rowXml({}).replaceAll('identifiers>', 'identities>')));
    expect(report.records[0]).toMatchObject({ headerFrom: 'alpha.example', envelopeFrom: 'alpha.example' });
    expect(notesOf(report)).toEqual(['element-renamed record[1]/identities']);
  });

  it('leaves the same name alone anywhere else', () => {
    expect(notesOf(readXml(reportXml(rowXml({}), { metadata: '<identities>x</identities>' })))).toEqual([
      'element-unknown report_metadata/identities',
    ]);
  });
});
