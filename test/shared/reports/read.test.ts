import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ReportHead, ReportRecord } from '../../../shared/facts/report.ts';
import type { Note } from '../../../shared/reports/notes.ts';
import { createReportParser, readReport, readWholeReport } from '../../../shared/reports/read.ts';
import { generateReport } from '../../bench/report-generator.ts';
import { utf8 } from '../../helpers/message-text.ts';
import { notesOf, readXml, reportXml, rowXml } from './samples.ts';

function inPieces(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

describe('reading an aggregate report', () => {
  it('gives the whole of it', () => {
    const xml = reportXml(
      rowXml({
        count: 3,
        dkim: 'bravo.onmicrosoft.com selector1 pass',
        reason: '<reason><type>local_policy</type><comment>ours</comment></reason>',
      }),
    );
    expect(readXml(xml)).toEqual({
      evidence: { path: 'sample.xml', sha256: createHash('sha256').update(xml).digest('hex'), bytes: xml.length },
      kind: 'aggregate',
      dialect: 'rfc7489',
      reporter: 'receiver.example',
      reportId: 'r-1',
      begin: '2026-11-01T00:00:00Z',
      end: '2026-11-01T23:59:59Z',
      policy: {
        domain: 'alpha.example',
        p: 'reject',
        sp: 'reject',
        np: null,
        adkim: 'r',
        aspf: 'r',
        pct: 100,
        fo: '1',
        testing: null,
        discoveryMethod: null,
      },
      otherPolicies: [],
      metadata: { email: 'dmarc@receiver.example', extraContactInfo: null, generator: null, version: '1.0', namespace: null, errors: [] },
      failure: null,
      tls: null,
      duplicateOf: null,
      notes: [],
      recordCount: 1,
      messageCount: 3,
      records: [
        {
          sourceIp: '203.0.113.20',
          count: 3,
          disposition: 'none',
          dkim: 'fail',
          spf: 'pass',
          reasons: [{ type: 'local_policy', comment: 'ours' }],
          headerFrom: 'alpha.example',
          envelopeFrom: 'alpha.example',
          envelopeTo: null,
          authResults: {
            dkim: [{ domain: 'bravo.onmicrosoft.com', selector: 'selector1', result: 'pass', humanResult: null }],
            spf: [{ domain: 'alpha.example', scope: 'mfrom', result: 'pass', humanResult: null }],
          },
        },
      ],
    });
  });

  it.each([1, 2, 3, 7, 64, 1_000])('gives the same in pieces of %d bytes', async (size) => {
    const bytes = utf8(
      reportXml(rowXml({}) + rowXml({ ip: '2001:db8::1', count: 5 }), { reporter: 'Müller & Söhne &lt;ö&gt;'.replace(' & ', ' &amp; ') }),
    );
    const records: ReportRecord[] = [];
    const notes: Note[] = [];
    const outcome = await readReport(
      inPieces(bytes, size),
      {
        onReport: () => undefined,
        onRecord: (record) => records.push(record),
        onNote: (note) => notes.push(note),
      },
      'sample.xml',
    );
    const whole = readXml(bytes);
    expect(outcome).toEqual({ ok: true, value: (({ records: _, ...head }) => head)(whole) });
    expect([records, notes]).toEqual([whole.records, whole.notes]);
  });

  it('takes chunks that arrive over time', async () => {
    async function* slowly() {
      for (const piece of inPieces(utf8(reportXml(rowXml({}))), 50)) yield piece;
    }
    const heads: ReportHead[] = [];
    await readReport(slowly(), { onReport: (head) => heads.push(head), onRecord: () => undefined, onNote: () => undefined });
    expect(heads.map(({ recordCount }) => recordCount)).toEqual([1]);
  });

  it('hands out each row before the report has ended', () => {
    const seen: number[] = [];
    const parser = createReportParser('x', {
      onReport: () => undefined,
      onRecord: (_, ordinal) => seen.push(ordinal),
      onNote: () => undefined,
    });
    const xml = reportXml(rowXml({}).repeat(20));
    parser.write(utf8(xml.slice(0, xml.length - 1_000)));
    expect(seen.length).toBeGreaterThan(15);
    parser.write(utf8(xml.slice(xml.length - 1_000)));
    parser.end();
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('gives no row twice where the XML breaks in the middle', () => {
    const rows = Array.from({ length: 9 }, (_, index) => rowXml({ ip: `203.0.113.${index}` }));
    rows[5] = rowXml({ ip: '203.0.113.5', from: 'alpha&beta.example' });
    const report = readXml(reportXml(rows.join('')));
    expect(report.records.map(({ sourceIp }) => sourceIp)).toEqual(Array.from({ length: 9 }, (_, index) => `203.0.113.${index}`));
    expect(report).toMatchObject({ recordCount: 9, messageCount: 9 });
    expect(notesOf(report)).toEqual([
      'not-well-formed',
      'stray-markup record[6]/identifiers/header_from',
      'domain-invalid record[6]/identifiers/header_from',
    ]);
  });

  it('keeps the rows up to the fault of a report that is too large to be mended', () => {
    let rows = 0;
    const parser = createReportParser('x', {
      onReport: () => undefined,
      onRecord: () => {
        rows += 1;
      },
      onNote: () => undefined,
    });
    const chunks = [...generateReport(100)];
    for (const chunk of chunks.slice(0, -1)) parser.write(chunk);
    parser.write(utf8(new TextDecoder().decode(chunks.at(-1)).replace('</feedback>', '')));
    parser.write(utf8('<broken <'));
    const filler = utf8(' '.repeat(1024 * 1024));
    for (let size = 0; size <= 65; size += 1) parser.write(filler);
    const outcome = parser.end();
    expect(rows).toBe(100);
    expect(outcome.ok && outcome.value.notes.map(({ code }) => code)).toEqual(['not-well-formed', 'rest-not-read']);
  });

  it.each([
    ['', 'empty'],
    ['  \n ', 'empty'],
    ['<html><body/></html>', 'not-a-message'],
    ['just text', 'not-a-message'],
    ['<feedbacks></feedbacks>', 'not-a-message'],
  ])('refuses %j', (text, code) => {
    const outcome = readWholeReport(utf8(text), 'x.xml');
    expect(!outcome.ok && outcome.error).toMatchObject({ code, evidence: 'x.xml' });
  });

  it('holds no more memory for ten times the rows', async () => {
    const measure = async (rows: number): Promise<number> => {
      let highest = 0;
      let seen = 0;
      await readReport(generateReport(rows), {
        onReport: () => undefined,
        onRecord: () => {
          seen += 1;
          if (seen % 2_000 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed);
        },
        onNote: () => undefined,
      });
      expect(seen).toBe(rows);
      return highest / 1024 / 1024;
    };
    const small = await measure(2_000);
    const large = await measure(20_000);
    // 13 MB of XML: what grows is garbage between two collections, not the report. Chunks up to 64 MiB live outside of the heap.
    expect(large - small).toBeLessThan(60);
  });
});
