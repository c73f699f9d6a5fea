/** Reports are written by strangers: whatever they hold, reading them ends, throws nothing, and keeps within its limits. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingKnown } from '../../shared/facts/tenant-knowledge.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import { ReportSchema } from '../../shared/report-schema.ts';
import { createRowJudge } from '../../shared/reports/classify.ts';
import { readReports } from '../../shared/reports/open.ts';
import { createReportParser, readWholeReport } from '../../shared/reports/read.ts';
import { zipOf } from '../helpers/archives.ts';
import { reportXml, rowXml } from '../shared/reports/samples.ts';

const infrastructure = createInfrastructure();
const rows = [
  rowXml({ dkim: 'alpha.example s1 pass, bravo.onmicrosoft.com s2 fail' }),
  rowXml({ ip: '40.107.1.1', dkim: 'bravo.onmicrosoft.com s2 pass' }),
  rowXml({ reason: '<reason><type>forwarded</type><comment>x &amp; y</comment></reason>' }),
];
const sound = reportXml(rows.join('\n'));

/** Pieces that break XML, reports and readers in ways that chance does not find. */
const splinter = fc.constantFrom(
  '<',
  '>',
  '&',
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?xml',
  '<!DOCTYPE a [',
  ']>',
  '&#0;',
  '&#x110000;',
  '&a;',
  '\0',
  '\ufeff',
  '\ufffe',
  '<record>',
  '</record>',
  '<row>',
  '<feedback>',
  '</feedback>',
  '<dkim>',
  '</spf>',
  '<count>-1</count>',
  '<__proto__>',
  '<constructor>',
  '<recrod>',
  '<source_ip>::ffff:1.2.3.4</source_ip>',
  '99999999999999999999',
  ' '.repeat(300),
  'é',
  '\ud800',
  '="',
  "='",
  '<a:b xmlns:a="">',
);

type Cut = { readonly at: number; readonly length: number; readonly put: string };
const cuts = fc.array(
  fc.record({ at: fc.nat(sound.length), length: fc.nat(40), put: fc.oneof(fc.constant(''), splinter, fc.string({ maxLength: 8 })) }),
  { minLength: 1, maxLength: 8 },
);

function cutUp(text: string, all: readonly Cut[]): string {
  return all.reduce((now, { at, length, put }) => now.slice(0, at) + put + now.slice(at + length), text);
}

function publish(bytes: Uint8Array): void {
  const outcome = readWholeReport(bytes, 'x.xml');
  if (!outcome.ok) return;
  const { records, ...head } = outcome.value;
  const judge = createRowJudge({ infrastructure, knowledge: nothingKnown, align: (from, domain) => from === domain });
  for (const record of records) judge.observe(record, head, 1);
  const judged = records.map((record) => ({ ...record, ...judge.judge(record, head) }));
  expect(ReportSchema.safeParse({ schema: 'waybill/report/1', ...head, records: judged }).error?.issues).toBeUndefined();
  expect(head.recordCount).toBe(records.length);
  expect(head.messageCount).toBe(records.reduce((sum, { count }) => sum + (count ?? 0), 0));
}

describe('mutated reports', () => {
  it('are read or refused, always by the schema', () => {
    fc.assert(
      fc.property(cuts, (all) => publish(Buffer.from(cutUp(sound, all)))),
      { numRuns: 600 },
    );
  });

  it('of any bytes at all are read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => publish(bytes)),
      { numRuns: 200 },
    );
  });

  it('made of nothing but splinters are read or refused', () => {
    fc.assert(
      fc.property(fc.array(splinter, { maxLength: 60 }), (pieces) => publish(Buffer.from(`<feedback>${pieces.join('')}`))),
      { numRuns: 400 },
    );
  });

  it('give the same in whatever pieces they arrive', () => {
    fc.assert(
      fc.property(cuts, fc.integer({ min: 1, max: 600 }), (all, size) => {
        const bytes = Buffer.from(cutUp(sound, all));
        const records: unknown[] = [];
        const parser = createReportParser('x.xml', {
          onReport: () => undefined,
          onRecord: (record) => records.push(record),
          onNote: () => undefined,
        });
        for (let start = 0; start < bytes.length; start += size) parser.write(bytes.subarray(start, start + size));
        const outcome = parser.end();
        const whole = readWholeReport(bytes, 'x.xml');
        expect(outcome.ok).toBe(whole.ok);
        if (whole.ok) expect(records).toEqual(whole.value.records);
      }),
      { numRuns: 200 },
    );
  });

  it('keep the rows that the damage did not touch', () => {
    const many = Array.from({ length: 12 }, (_, index) => rowXml({ ip: `192.0.2.${index}` }));
    fc.assert(
      fc.property(fc.nat(11), fc.constantFrom('&', '<', '<x', '&y;', '</count>'), (hurt, put) => {
        const damaged = many.map((row, index) => (index === hurt ? row.replace('<header_from>', `<header_from>${put}`) : row));
        const outcome = readWholeReport(Buffer.from(reportXml(damaged.join(''))), 'x.xml');
        const addresses = outcome.ok ? outcome.value.records.map(({ sourceIp }) => sourceIp) : [];
        expect(addresses).toEqual(many.map((_, index) => `192.0.2.${index}`));
      }),
      { numRuns: 60 },
    );
  });
});

describe('mutated containers', () => {
  const limits = { depth: 3, members: 50, memberBytes: 200_000, totalBytes: 400_000 };
  const mail = `From: a@b.example\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: application/gzip\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(gzipSync(sound)).toString('base64')}\r\n--x--\r\n`;
  const seeds: readonly Uint8Array[] = [
    gzipSync(sound),
    zipOf([
      { name: 'a.xml', content: Buffer.from(sound) },
      { name: 'b.gz', content: gzipSync(sound) },
    ]),
    Buffer.from(mail),
    Buffer.from(`From a@b.example Mon Nov  2 01:00:00 2026\r\n${mail}\r\nFrom a@b.example Mon Nov  2 01:00:00 2026\r\n${mail}`),
  ];

  it('give reports, refusals and notes, and end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(5_000), fc.nat(255)), { maxLength: 12 }),
        async (seed, changes) => {
          const bytes = Uint8Array.from(seed);
          for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
          let count = 0;
          for await (const item of readReports('x', bytes, limits)) {
            count += 1;
            expect(['report', 'refusal', 'note']).toContain(item.kind);
          }
          expect(count).toBeGreaterThan(0);
          expect(count).toBeLessThan(200);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('that unpack to far more than they are stop at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20), { level: 9 });
    const nested = zipOf(Array.from({ length: 40 }, (_, index) => ({ name: `${index}.xml.gz`, content: bomb })));
    const codes: string[] = [];
    for await (const item of readReports('x.zip', nested, limits)) if (item.kind === 'refusal') codes.push(item.refusal.code);
    expect(new Set(codes)).toEqual(new Set(['too-large']));
  });
});
