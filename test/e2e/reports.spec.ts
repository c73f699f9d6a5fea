/** The reports of the sample case, and reports that are dropped: from the sentence to the row, to its message, and to the bytes. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { sampleReportFacts, sampleReports } from '../scenarios/sample-reports.ts';
import { type App, dropPaths, launchApp, launchLoopback } from './launch.ts';

const hosts = [
  ['the app', launchApp],
  ['the loopback host', launchLoopback],
] as const;

const rows = (page: Page) => page.getByRole('grid', { name: 'Rows' }).getByRole('row');
const headline = (page: Page) => page.getByRole('status').filter({ hasText: 'shared pool' });

for (const [name, launch] of hosts) {
  test.describe(`reports in ${name}`, () => {
    let app: App;
    let page: Page;
    const complaints: string[] = [];

    test.beforeAll(async () => {
      app = await launch(['--sample']);
      page = app.page;
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (line) => {
        if (line.type() === 'error') complaints.push(line.text());
      });
    });

    test.afterAll(() => app?.close());

    test.afterEach(() => {
      expect(complaints.splice(0)).toEqual([]);
    });

    test('say in one sentence how far the spoof went', async () => {
      const { reports, suspectMessages, receiversOfSpoofs } = sampleReportFacts;
      await expect(page.getByRole('tab', { name: `Reports ${reports}` })).toBeVisible();
      await page.keyboard.press('r');
      await expect(headline(page)).toContainText(`${suspectMessages} of 1,200 messages in March 2026 passed SPF through a shared pool`);
      await expect(headline(page)).toContainText(`1 foreign tenant, 1 domain used, seen by ${receiversOfSpoofs} receivers.`);
    });

    test('narrow by class, by days and by text, and widen again', async () => {
      await page.keyboard.press('7');
      await expect(page.getByText(`${sampleReportFacts.rows} rows`).first()).toBeVisible();
      await page.getByRole('button', { name: /^Cross-tenant suspect/ }).click();
      await expect(rows(page)).toHaveCount(1 + sampleReportFacts.suspectRows);
      await page.getByRole('slider', { name: /^Messages over time/ }).focus();
      for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter', 'Shift+ArrowRight'])
        await page.keyboard.press(key);
      await expect(page.getByRole('button', { name: 'Remove: Days 10 Mar 2026 – 11 Mar 2026' })).toBeVisible();
      await expect(rows(page)).toHaveCount(1 + 4);
      await page.keyboard.press('Escape');
      await expect(rows(page)).toHaveCount(1 + sampleReportFacts.suspectRows);
      await page.keyboard.press('/');
      await page.keyboard.type('postamt');
      await expect(rows(page)).toHaveCount(1 + 1);
      await page.getByRole('button', { name: 'Clear all' }).click();
      await expect(page.getByRole('searchbox', { name: 'Search the reports' })).toHaveValue('');
    });

    test('show why a row is suspect, and lead to the message that it counts', async () => {
      await page.getByRole('button', { name: /^Cross-tenant suspect/ }).click();
      await page.getByRole('grid', { name: 'Rows' }).focus();
      await page.keyboard.press('Enter');
      const detail = page.getByRole('region', { name: 'Row', exact: true });
      await expect(detail).toContainText('the signature that passed is that of bravotrading.onmicrosoft.com');
      await detail.getByRole('button', { name: /New bank details for invoice 20417/ }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'New bank details for invoice 20417' })).toBeVisible();
      await page.keyboard.press('r');
      await expect(detail).toBeVisible();
    });

    test('show a report with its policy, its rows and its own bytes, in which one finds', async () => {
      await page.getByRole('button', { name: 'Open the report' }).click();
      const report = page.getByRole('region', { name: 'Report', exact: true });
      await expect(report).toContainText('alpha.example p=reject');
      await report.getByRole('tab', { name: 'Raw' }).click();
      await expect(report.getByRole('region', { name: 'Raw report' })).toContainText('<org_name>');
      await report.getByRole('searchbox').fill('bravotrading.onmicrosoft');
      await expect(report.locator('mark')).toHaveText('bravotrading.onmicrosoft');
      await report.getByRole('tab', { name: 'Rows' }).click();
      await expect(report.getByRole('grid', { name: 'Rows' }).getByRole('row').nth(1)).toContainText('Suspect');
      await page.keyboard.press('Escape');
      await expect(report).toBeHidden();
    });

    test('unfold an operator to its tenants and addresses', async () => {
      await page.getByRole('tab', { name: 'Sources' }).click();
      const sources = page.getByRole('treegrid', { name: 'Sources' });
      await sources.focus();
      await page.keyboard.press('ArrowRight');
      await expect(sources.getByRole('row').filter({ hasText: 'bravotrading.onmicrosoft.com' })).toBeVisible();
      await page.keyboard.press('f');
      await expect(page.getByRole('button', { name: /^Remove: Operator/ })).toBeVisible();
      await page.keyboard.press('Escape');
      await page.getByRole('tab', { name: 'Policies' }).click();
      await expect(page.getByText('p: quarantine → reject, sp: quarantine → reject')).toBeVisible();
    });

    test('save a view as CSV', async () => {
      test.skip(app.host !== 'loopback', 'the system asks where to put it');
      await page.getByRole('tab', { name: /^Rows/ }).click();
      await page.getByRole('button', { name: 'Save this view' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: 'As CSV' }).click();
      const file = await download;
      expect(file.suggestedFilename()).toBe('rows.csv');
      const lines = readFileSync(await file.path(), 'utf8')
        .trim()
        .split(/\r?\n/);
      expect(lines.length).toBe(1 + sampleReportFacts.rows);
    });
  });

  test.describe(`reports alone in ${name}`, () => {
    let app: App;
    let folder: string;

    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'waybill-reports-'));
      app = await launch([]);
    });

    test.afterAll(async () => {
      await app?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test('open their workspace when they are dropped into an empty case', async () => {
      const { page } = app;
      await page.keyboard.press('r');
      await expect(page.getByRole('heading', { name: 'No report in this case yet' })).toBeVisible();
      await page.keyboard.press('m');
      const paths = [...sampleReports()].slice(0, 3).map(([, bytes], index) => {
        const path = join(folder, `report-${index}.xml`);
        writeFileSync(path, bytes);
        return path;
      });
      await dropPaths(app, paths);
      await expect(page.getByRole('tab', { name: 'Reports 3' })).toHaveAttribute('aria-selected', 'true');
      await expect(page.getByRole('treegrid', { name: 'Sources' })).toContainText('Exchange Online');
      await page.keyboard.press('m');
      await expect(page.getByRole('heading', { name: 'No message in this case yet' })).toBeVisible();
    });
  });
}
