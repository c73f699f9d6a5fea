/** A case as a file: it is saved, left and opened again, with its messages, reports and notes; and a message leads to its reported rows. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type App, dropPaths, launchApp, launchLoopback, root } from './launch.ts';

const hosts = [
  ['the app', launchApp],
  ['the loopback host', launchLoopback],
] as const;

const spoof = 'New bank details for invoice 20417';
const evidence = (page: Page) => page.getByRole('listbox', { name: 'Evidence' }).getByRole('option');
const caseMenu = (page: Page) => page.getByRole('button', { name: /^Case: / });
const choose = async (page: Page, item: string): Promise<void> => {
  await caseMenu(page).click();
  await page.getByRole('menuitem', { name: item }).click();
};

for (const [name, launch] of hosts) {
  test.describe(`cases in ${name}`, () => {
    let app: App;
    let page: Page;
    let folder: string;
    const before = process.env.WAYBILL_CASES;
    const complaints: string[] = [];

    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'waybill-cases-'));
      process.env.WAYBILL_CASES = folder;
      app = await launch(['--sample']);
      page = app.page;
      page.on('pageerror', (error) => complaints.push(String(error)));
      await expect(evidence(page)).toHaveCount(4);
      await evidence(page).filter({ hasText: spoof }).click();
      await expect(page.getByRole('heading', { level: 1, name: spoof })).toBeVisible();
    });

    test.afterAll(async () => {
      await app?.close();
      if (before === undefined) delete process.env.WAYBILL_CASES;
      else process.env.WAYBILL_CASES = before;
      rmSync(folder, { recursive: true, force: true });
    });

    test.afterEach(() => {
      expect(complaints.splice(0)).toEqual([]);
    });

    test('tells how far a message went once its reports are in, and leads to the rows behind a tie and back', async () => {
      await dropPaths(app, [join(root, 'test/sample-case/reports')]);
      await expect(page.getByRole('button', { name: /^Find in reports.*messages/ })).toBeVisible();
      await page.keyboard.press('f');
      const panel = page.getByRole('region', { name: 'How far did it go?' });
      await expect(panel).toBeFocused();
      await expect(panel.getByText('northmail.example').first()).toBeVisible();
      const tie = panel.getByRole('row', { name: /^Same foreign tenant/ });
      const messages = await tie.getByRole('cell').first().innerText();
      expect(Number(messages)).toBeGreaterThan(0);
      await tie.getByRole('button', { name: /^Show rows/ }).click();
      const rows = page.getByRole('grid', { name: 'Rows' });
      await expect(rows.getByRole('row').filter({ hasText: 'bravotrading.onmicrosoft.com' }).first()).toBeVisible();
      await expect(page.getByRole('button', { name: 'Remove: Tenant bravotrading.onmicrosoft.com' })).toBeVisible();
      await page.locator('body').press('f');
      await expect(panel).toBeFocused();
    });

    test('keeps a note by itself', async () => {
      const card = page.getByRole('group').filter({ hasText: 'Notes on this message' });
      await card.locator('summary').click();
      await card.getByRole('textbox').fill('Called the bank.');
      await expect(card.getByText(/^Kept, but the case is not saved/)).toBeVisible();
    });

    test('asks before a case that is not saved is left, and stays', async () => {
      await choose(page, 'New case');
      const question = page.getByRole('dialog', { name: 'This case is not saved' });
      await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(question).toBeHidden();
      await expect(evidence(page)).toHaveCount(4);
    });

    test('saves by keyboard, with the original bytes', async () => {
      await page.keyboard.press('Control+s');
      const form = page.getByRole('dialog', { name: 'Save this case' });
      await expect(form.getByLabel('Name')).toBeFocused();
      await page.keyboard.type('Bank details');
      await form.getByLabel('Keep the original bytes in the case').check();
      await form.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(form).toBeHidden();
      await expect(caseMenu(page)).toHaveAccessibleName('Case: Bank details');
      await expect(caseMenu(page)).toContainText('Saved');
      expect(readdirSync(folder)).toContain('Bank details.waybill');
    });

    test('begins a new one without a question, and brings everything back', async () => {
      await choose(page, 'New case');
      await expect(page.getByRole('heading', { name: 'Nothing to examine yet' })).toBeVisible();
      await expect(caseMenu(page)).toHaveAccessibleName('Case: Unsaved case');
      await choose(page, 'Open a case…');
      const list = page.getByRole('dialog', { name: 'Open a case' });
      await expect(list.getByRole('button', { name: /^Bank details/ })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(evidence(page)).toHaveCount(4);
      await expect(caseMenu(page)).toHaveAccessibleName('Case: Bank details');
      await evidence(page).filter({ hasText: spoof }).click();
      await expect(page.getByRole('heading', { level: 1, name: spoof })).toBeVisible();
      await expect(page.getByRole('textbox', { name: 'Notes on this message' })).toHaveValue('Called the bank.');
      await expect(page.getByRole('button', { name: /^Find in reports.*messages/ })).toBeVisible();
    });

    test('keeps a saved case up to date by itself', async () => {
      await choose(page, 'Notes on the case…');
      const notes = page.getByRole('dialog', { name: 'Notes on the case' });
      await notes.getByRole('textbox').fill('Ask northmail.example for the messages.');
      await expect(notes.getByText(/^Saved in the case/)).toBeVisible();
      await page.keyboard.press('Escape');
      await choose(page, 'New case');
      await expect(caseMenu(page)).toHaveAccessibleName('Case: Unsaved case');
      await choose(page, 'Open a case…');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Bank details/ })
        .click();
      await expect(evidence(page)).toHaveCount(4);
      await choose(page, 'Notes on the case…');
      await expect(notes.getByRole('textbox')).toHaveValue('Ask northmail.example for the messages.');
      await page.keyboard.press('Escape');
    });
  });
}
