import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { reportXml, rowXml } from '../../shared/reports/samples.ts';
import { engineUnderTest } from '../engine-under-test.ts';
import { folder, message, messageText, zip } from '../evidence.ts';
import { everyRow } from '../report-filter.ts';

const clean = rowXml({ ip: '40.107.117.56', count: 60, dkim: 'alpha.example s1 pass', evaluated: 'pass pass' });
const spoof = rowXml({ ip: '40.107.117.56', count: 40, dkim: 'bravo.onmicrosoft.com selector1 pass' });
const bytesOf = (text: string) => new TextEncoder().encode(text);
const report = (id: string, rows = clean + spoof): string => reportXml(rows, { id });
const ask = { filter: everyRow } as const;
const page = { ...ask, offset: 0, limit: 100 } as const;

/** An e-mail as receivers send reports. */
function mailWith(attached: Uint8Array, type = 'application/gzip', name = 'receiver.example!alpha.example!1!2.xml.gz'): string {
  return [
    'From: dmarc@receiver.example',
    'To: reports@alpha.example',
    'Subject: Report Domain: alpha.example Submitter: receiver.example Report-ID: <1>',
    'Message-ID: <report-1@receiver.example>',
    'MIME-Version: 1.0',
    `Content-Type: ${type}; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(attached).toString('base64'),
    '',
  ].join('\r\n');
}

function failureMail(enclosed: string, id = 'failure-1'): string {
  return [
    'From: dmarc@receiver.example',
    `Message-ID: <${id}@receiver.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
    '',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: auth-failure',
    'Version: 1',
    'User-Agent: x/1',
    'Auth-Failure: dmarc',
    'Identity-Alignment: none',
    'Source-IP: 203.0.113.7',
    'Arrival-Date: Wed, 11 Mar 2026 08:14:13 +0000',
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    enclosed,
    '--b--',
    '',
  ].join('\r\n');
}

describe('reports that are dropped on the window', () => {
  it('go into the case and are judged; what is no report beside them is evidence as ever', async () => {
    const root = folder({
      'a.xml': report('1'),
      'b.xml.gz': gzipSync(report('2')),
      'c.zip': zip({ 'c.xml': bytesOf(report('3')), 'mail.eml': message() }),
      'd.eml': mailWith(gzipSync(report('4'))),
      'e.eml': message({ subject: 'Other' }),
      'f.mbox': `From x@y Thu Jan  1 00:00:00 2026\n${messageText({ subject: 'Third' }).replaceAll('\r\n', '\n')}\n`,
    });
    const { load, call, rows, bodies } = engineUnderTest();
    expect(await load([{ path: root }])).toMatchObject({ done: 7, total: 7, failed: 0, records: 8 });
    expect((await rows()).map(({ path, state, subject }) => [path.slice(root.length + 1), state, subject]).sort()).toEqual([
      ['c.zip!mail.eml', 'done', 'Shipping schedule'],
      ['e.eml', 'done', 'Other'],
      ['f.mbox', 'done', 'Third'],
    ]);
    const totals = await call('reports.totals', ask);
    expect(totals).toMatchObject({ reports: 4, rows: 8, messages: 400 });
    expect(bodies('reports.changed').at(-1)?.totals).toEqual(totals);
    const { groups } = await call('reports.groups', { by: 'tenant', sort: 'attention', ...page });
    expect(groups[0]).toMatchObject({ key: 'bravo.onmicrosoft.com', messages: 160 });
  });

  it('are not looked for in mails that are mails, whatever is attached', async () => {
    const attached = mailWith(zip({ 'invoice.txt': bytesOf('pay') }), 'application/zip', 'invoice.zip').replace(
      /^Subject:.*$/m,
      'Subject: Invoice',
    );
    const root = folder({ 'a.eml': attached, 'b.eml': mailWith(bytesOf('\u001f\u008bnothing')) });
    const { load, call, rows } = engineUnderTest();
    await load([{ path: root }]);
    expect((await rows()).map(({ path, state }) => [path.slice(root.length + 1), state])).toContainEqual(['a.eml', 'done']);
    expect(await call('reports.totals', ask)).toMatchObject({ reports: 0 });
  });

  it('of failures give up the message that they enclose, as evidence that can be read again', async () => {
    const enclosed = messageText({ subject: 'The spoof' });
    const root = folder({
      'a.eml': failureMail(enclosed),
      'b.zip': zip({ 'b.eml': bytesOf(failureMail(enclosed.replace('spoof', 'other'), 'failure-2')) }),
    });
    const { load, call, rows } = engineUnderTest();
    expect(await load([{ path: root }])).toMatchObject({ failed: 0 });
    const found = await rows();
    expect(found.map(({ path, subject }) => [path.slice(root.length + 1), subject]).sort()).toEqual([
      ['a.eml!enclosed.eml', 'The spoof'],
      ['b.zip!b.eml!enclosed.eml', 'The other'],
    ]);
    const { reports } = await call('reports.list', { sort: 'begin', ...page });
    expect(reports.map(({ kind }) => kind)).toEqual(['failure', 'failure']);
    const source = await call('source.read', { id: found[0]?.id ?? '', start: 0, end: 1_000 });
    expect(source.text.trimEnd()).toBe((found[0]?.subject === 'The spoof' ? enclosed : enclosed.replace('spoof', 'other')).trimEnd());
  });

  it('count once, and once more is no failure', async () => {
    const root = folder({ 'a.xml': report('1'), 'same.xml': report('1') });
    const { load, call } = engineUnderTest();
    expect(await load([{ path: root }])).toMatchObject({ done: 2, total: 2, failed: 0 });
    expect(await load([{ path: join(root, 'a.xml') }])).toMatchObject({ done: 1, total: 1, failed: 0 });
    expect(await call('reports.totals', ask)).toMatchObject({ reports: 1, rows: 2, messages: 100 });
  });

  it('that cannot be read are lines of the list, and stop nothing', async () => {
    const root = folder({ 'a.zip': zip({ 'a.xml': bytesOf(report('1')) }).subarray(0, 60), 'b.xml': report('2'), 'c.xml': '<feedback' });
    const { load, call, rows } = engineUnderTest();
    const { failed } = await load([{ path: root }]);
    expect(failed).toBeGreaterThan(0);
    const refused = (await rows()).filter(({ state }) => state === 'failed');
    expect(refused.map(({ path }) => path.slice(root.length + 1).split('!')[0])).toContain('a.zip');
    expect(refused.every(({ error }) => error !== null && error.message.length > 10)).toBe(true);
    expect((await call('reports.totals', ask)).reports).toBeGreaterThanOrEqual(1);
  });

  it('can be stopped at any moment: whole reports stay, judged', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`${String(index).padStart(4, '0')}.xml`, report(String(index))]),
    );
    const root = folder(many);
    const { call, until, finished } = engineUnderTest();
    const { job } = await call('evidence.add', { items: [{ path: root }] });
    await until('job.progress', (body) => body.job === job && body.total > 0);
    await call('job.cancel', { job });
    await finished(job);
    const totals = await call('reports.totals', ask);
    expect(totals.rows).toBe(totals.reports * 2);
    const { rows } = await call('reports.rows', { sort: 'attention', ...page });
    expect(rows.every(({ record }) => record.class !== 'unknown')).toBe(true);
  });

  it('are judged anew when it becomes known whose tenant it is', async () => {
    const { load, call, until, bodies } = engineUnderTest();
    const judgedAnew = async (work: () => Promise<unknown>): Promise<void> => {
      const before = bodies('reports.changed').length;
      await work();
      await until('reports.changed', () => bodies('reports.changed').length > before);
    };
    await load([{ name: 'a.xml', bytes: bytesOf(report('1')) }]);
    const classes = async () => (await call('reports.rows', { sort: 'attention', ...page })).rows.map(({ record }) => record.class);
    expect(await classes()).toEqual(['cross-tenant-suspect', 'aligned-dkim']);
    const known = { domain: 'alpha.example', operator: 'exchange-online', kind: 'dkim-domain', value: 'bravo.onmicrosoft.com' };
    await judgedAnew(() => call('tenants.add', { items: [{ name: 'tenants.ndjson', bytes: bytesOf(`${JSON.stringify(known)}\n`) }] }));
    expect(await classes()).toEqual(['aligned-spf-shared-pool-only', 'aligned-dkim']);
    await judgedAnew(() => call('tenants.clear', {}));
    expect(await classes()).toEqual(['cross-tenant-suspect', 'aligned-dkim']);
  });

  it('go when the evidence is cleared, and can be added again', async () => {
    const { load, call, rows, bodies } = engineUnderTest();
    const items = [
      { name: 'a.xml', bytes: bytesOf(report('1')) },
      { name: 'a.eml', bytes: message() },
    ];
    await load(items);
    await call('evidence.clear', {});
    expect(await rows()).toEqual([]);
    expect(await call('reports.totals', ask)).toMatchObject({ reports: 0, rows: 0 });
    expect(bodies('reports.changed').at(-1)?.totals.reports).toBe(0);
    await load(items);
    expect(await call('reports.totals', ask)).toMatchObject({ reports: 1, rows: 2 });
    expect(await rows()).toHaveLength(1);
  });
});

describe('a report', () => {
  it('is shown with its own bytes, piece by piece, from whatever it is packed in', async () => {
    const text = report('Größe €', `${clean}<!-- ${'é€😀'.repeat(400)} -->`);
    const root = folder({ 'a.zip': zip({ 'b.zip': zip({ 'x.xml': bytesOf(text) }) }), 'm.eml': mailWith(gzipSync(report('2'))) });
    const { load, call, ask: outcomeOf } = engineUnderTest();
    await load([{ path: root }, { name: 'up.xml.gz', bytes: new Uint8Array(gzipSync(report('3'))) }]);
    const { reports } = await call('reports.list', { sort: 'begin', ...page });
    expect(reports).toHaveLength(3);
    const wanted = [text, report('2'), report('3')];
    for (const { id } of reports) {
      const head = await call('report.get', { report: id });
      let whole = '';
      for (let start = 0; start < (head.evidence.bytes ?? 0); start += 101) {
        whole += (await call('report.raw', { report: id, start, end: start + 101 })).text;
      }
      expect(wanted).toContain(whole);
      expect(createHash('sha256').update(whole).digest('hex')).toBe(head.evidence.sha256);
    }
    writeFileSync(join(root, 'm.eml'), mailWith(gzipSync(report('other'))));
    const changed = reports.find(({ path }) => path.includes('m.eml'));
    expect(await outcomeOf('report.raw', { report: changed?.id ?? 0, start: 0, end: 10 })).toMatchObject({
      ok: false,
      error: { code: 'not-kept' },
    });
    expect(await outcomeOf('report.raw', { report: 99, start: 0, end: 10 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});

describe('views of the reports', () => {
  it('can be written as CSV and JSON', async () => {
    const { load, call } = engineUnderTest();
    const empty = await call('reports.export', { view: 'rows', ...ask, format: 'csv' });
    expect(empty).toMatchObject({ name: 'rows.csv', truncated: false });
    await load([{ name: 'a.xml', bytes: bytesOf(report('1')) }]);
    const csv = await call('reports.export', { view: 'rows', ...ask, format: 'csv' });
    const lines = csv.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe(empty.text.trimEnd());
    expect(lines[1]).toContain('cross-tenant-suspect,exchange-online,bravo.onmicrosoft.com,40.107.117.56,40');
    const views = [
      'rows',
      'reports',
      'policies',
      'time-line',
      'operator',
      'tenant',
      'source',
      'reporter',
      'organization',
      'from-domain',
    ] as const;
    for (const view of views) {
      const json = JSON.parse((await call('reports.export', { view, ...ask, format: 'json' })).text) as unknown[];
      const table = (await call('reports.export', { view, ...ask, format: 'csv' })).text.trimEnd().split('\r\n');
      expect([view, table.length]).toEqual([view, json.length + 1]);
      expect(json.length).toBeGreaterThan(0);
    }
  });
});

describe('a message and the reports', () => {
  const row = rowXml({ ip: '192.0.2.10', count: 3, spf: 'alpha.example pass', evaluated: 'fail pass' });
  const ofTheDay = reportXml(row, { begin: Date.UTC(2026, 2, 11) / 1000, reporter: 'recv.example' });

  it('lead to one another', async () => {
    const { load, call, rows, ask: outcomeOf } = engineUnderTest();
    await load([{ name: 'a.eml', bytes: message() }]);
    const [{ id = '' } = {}] = await rows();
    expect(await call('campaign.get', { id })).toMatchObject({ covered: false, ties: [] });
    await load([{ name: 'a.xml', bytes: bytesOf(ofTheDay) }]);
    const campaign = await call('campaign.get', { id });
    expect(campaign.covered).toBe(true);
    expect(campaign.ties.map(({ tie }) => tie)).toContain('this-message');
    expect(await call('row.messages', { report: 1, ordinal: 1 })).toMatchObject({ messages: [{ evidence: id, tie: 'this-message' }] });
    expect(await outcomeOf('row.messages', { report: 1, ordinal: 2 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await outcomeOf('campaign.get', { id: 'nothing' })).toMatchObject({ ok: false, error: { code: 'unknown-evidence' } });
  });
});
