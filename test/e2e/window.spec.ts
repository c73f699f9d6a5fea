/** What a person sees and does, in the app and through the loopback host: the same window over two transports. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type App, dropPaths, launchApp, launchLoopback } from './launch.ts';

const hosts = [
  ['the app', launchApp],
  ['the loopback host', launchLoopback],
] as const;

const message = (subject: string): string =>
  `Received: from mail.one.example (mail.one.example [192.0.2.7]) by mx.two.example with ESMTPS id 1; Tue, 10 Nov 2026 10:00:02 +0000\r\nFrom: alice@one.example\r\nTo: bob@two.example\r\nSubject: ${subject}\r\nDate: Tue, 10 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@one.example>\r\n\r\nHello.\r\n`;

const evidence = (page: Page) => page.getByRole('listbox', { name: 'Evidence' }).getByRole('option');
const spoof = 'New bank details for invoice 20417';

for (const [name, launch] of hosts) {
  test.describe(name, () => {
    let app: App;
    let page: Page;
    let folder: string;
    const complaints: string[] = [];

    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'waybill-window-'));
      app = await launch(['--sample']);
      page = app.page;
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (line) => {
        if (line.type() === 'error') complaints.push(line.text());
      });
    });

    test.afterAll(async () => {
      await app?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test.afterEach(() => {
      expect(complaints.splice(0)).toEqual([]);
    });

    test('opens with the sample case, and the spoof is called one', async () => {
      await expect(evidence(page)).toHaveCount(4);
      await expect(evidence(page).filter({ hasText: spoof })).toContainText('Cross-tenant spoof');
      await expect(evidence(page).filter({ hasText: 'Shipping schedule' })).toContainText('Authentic');
      await expect(evidence(page).filter({ hasText: 'Customs papers' })).toContainText('Forwarded');
      await evidence(page).filter({ hasText: spoof }).click();
      await expect(page.getByRole('heading', { level: 1, name: spoof })).toBeVisible();
      await expect(page.getByText(/^This message says that it is from alpha\.example/)).toBeVisible();
    });

    test('shows both checks of the shared pool: the failed one where it came in, the passed one where it left', async () => {
      const route = page.getByRole('region', { name: 'Route drawing' });
      await expect(
        route.getByRole('button', { name: /^Ingress check: SPF fail for MAIL FROM alpha\.example from 198\.51\.100\.7/ }),
      ).toBeVisible();
      await expect(route.getByRole('button', { name: /^Egress check: SPF pass for MAIL FROM alpha\.example/ })).toBeVisible();
    });

    test('lights up the bytes of a reason that is chosen', async () => {
      const reasons = page.getByRole('region', { name: 'Reasons' });
      await reasons
        .getByRole('button', { name: /^Ingress SPF flip/ })
        .first()
        .click();
      await expect(page.locator('mark').filter({ hasText: 'spf=fail' }).first()).toBeVisible();
    });

    test('moves through the evidence by keyboard alone', async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.keyboard.press('j');
      await expect(evidence(page).nth(1)).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('k');
      await expect(evidence(page).nth(0)).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('/');
      await expect(page.getByRole('searchbox', { name: 'Filter' })).toBeFocused();
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    });

    test('moves the trust boundary and judges anew', async () => {
      await page.getByRole('button', { name: 'Trust boundary: one hop earlier' }).click();
      // Hop 1 is a transfer inside the service: who trusts that trusts the service, so the line stands where the message came into it.
      await expect(page.getByRole('button', { name: /^Boundary at hop 0/ })).toBeVisible();
      await page.getByRole('button', { name: 'Trust boundary: one hop later' }).click();
      await expect(page.getByRole('button', { name: /^Boundary at hop 2/ })).toBeVisible();
    });

    test('takes a dropped file', async () => {
      const path = join(folder, 'dropped.eml');
      writeFileSync(path, message('dropped on the window'));
      await dropPaths(app, [path]);
      await expect(evidence(page).filter({ hasText: 'dropped on the window' })).toBeVisible();
    });

    test('knows the tenants of a domain: those that messages taught, and those of a dropped directory', async () => {
      const known = page.getByRole('region', { name: 'Tenants and operators' });
      await expect(known).toContainText('learned from');
      const path = join(folder, 'tenants.ndjson');
      const statement = { domain: 'one.example', operator: 'exchange-online', kind: 'dkim-domain', value: 'one.onmicrosoft.com' };
      writeFileSync(path, `${JSON.stringify(statement)}\n`);
      await dropPaths(app, [path]);
      await expect(known.getByRole('listitem').filter({ hasText: 'one.onmicrosoft.com' })).toContainText('of one.example, declared in');
      await expect(known).toContainText('1 statement');
      await known.getByRole('button', { name: 'Forget tenants' }).click();
      await expect(known).not.toContainText('one.onmicrosoft.com');
      await expect(known).toContainText('learned from');
    });

    test('answers an open question by hand, judges anew, and takes the answer away', async () => {
      // The snapshot of the sample case is a whole world: with it, nothing is open.
      await page.getByRole('region', { name: 'DNS snapshot' }).getByRole('button', { name: 'Forget' }).click();
      await evidence(page).filter({ hasText: 'dropped on the window' }).click();
      const open = page.getByRole('region', { name: 'What would change the verdict' });
      const answer = open.getByRole('button', { name: 'Answer by hand: one.example TXT' });
      await answer.click();
      const form = page.getByRole('dialog', { name: 'DNS answer by hand' });
      await expect(form.getByLabel('Name')).toHaveValue('one.example');
      await form.getByLabel('Records').fill('v=spf1 ip4:192.0.2.7 -all');
      await form.getByLabel('From').fill('2026-11-02');
      await form.getByLabel('To').fill('2026-11-01');
      await form.getByRole('button', { name: 'Add answer' }).click();
      await expect(form.getByRole('alert')).toHaveText('The first day is after the last.');
      await form.getByLabel('To').fill('2026-11-30');
      await form.getByRole('button', { name: 'Add answer' }).click();
      await expect(form).toBeHidden();
      const typed = page.getByRole('list', { name: 'DNS snapshot, by hand' });
      await expect(typed).toContainText('v=spf1 ip4:192.0.2.7 -all');
      await expect(answer).toHaveCount(0);
      if (app.host === 'loopback') {
        const saved = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        const text = readFileSync(await (await saved).path(), 'utf8');
        expect(text).toContain('"rdata":["v=spf1 ip4:192.0.2.7 -all"]');
        expect(text).toContain('"source":"by hand"');
      }
      await typed.getByRole('button', { name: 'Remove: one.example TXT' }).click();
      await expect(typed).toHaveCount(0);
      await expect(answer).toBeVisible();
    });

    test('takes a dropped folder, and says which file is no message', async () => {
      const path = mkdtempSync(join(folder, 'folder-'));
      writeFileSync(join(path, 'inside.eml'), message('inside the folder'));
      writeFileSync(join(path, 'empty.eml'), '');
      await dropPaths(app, [path]);
      await expect(evidence(page).filter({ hasText: 'inside the folder' })).toBeVisible();
      await expect(evidence(page).filter({ hasText: 'empty.eml' })).toBeVisible();
    });

    test('opens a file by the open button', async () => {
      const path = join(folder, 'opened.eml');
      writeFileSync(path, message('opened by the button'));
      await app.choosePaths([path]);
      const chooser = app.host === 'loopback' ? page.waitForEvent('filechooser') : null;
      await page.getByRole('button', { name: 'Open', exact: true }).click();
      await (await chooser)?.setFiles(path);
      await expect(evidence(page).filter({ hasText: 'opened by the button' })).toBeVisible();
    });

    test('takes the pasted source of a message', async () => {
      await page.getByRole('button', { name: 'Paste', exact: true }).click();
      await page.getByRole('dialog').getByRole('textbox').fill(message('pasted as text'));
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('dialog')).toBeHidden();
      await expect(evidence(page).filter({ hasText: 'pasted as text' })).toBeVisible();
    });

    test('shows hostile text as text', async () => {
      const path = join(folder, 'hostile.eml');
      writeFileSync(path, message('<img src=x onerror="document.title=1"><b>bold</b>'));
      await dropPaths(app, [path]);
      await evidence(page).filter({ hasText: '<b>bold</b>' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('<b>bold</b>');
      expect(await page.title()).not.toBe('1');
    });

    test('fits a small window, as at 200 % zoom, without scrolling sideways', async () => {
      const session = await app.context.newCDPSession(page);
      await session.send('Emulation.setDeviceMetricsOverride', { width: 720, height: 460, deviceScaleFactor: 2, mobile: false });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await session.send('Emulation.clearDeviceMetricsOverride');
      await session.detach();
      expect(overflow).toBe(0);
    });

    test('changes between dark and light', async () => {
      const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const before = await background();
      await page.getByRole('button', { name: /^Switch theme/ }).click();
      await expect.poll(background).not.toBe(before);
    });
  });
}

test('the app opens the files of its command line instead of the sample case', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-window-'));
  const path = join(folder, 'named.eml');
  writeFileSync(path, message('named on the command line'));
  const app = await launchApp([path, '--sample']);
  await expect(evidence(app.page)).toHaveCount(1);
  await expect(evidence(app.page)).toContainText('named on the command line');
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the window survives a crash of the engine, and says so', async () => {
  const app = await launchApp(['--sample']);
  await expect(evidence(app.page)).toHaveCount(4);
  const pid = await app.enginePid();
  process.kill(pid ?? Number.NaN, 'SIGKILL');
  await expect(app.page.getByRole('status').filter({ hasText: 'was started again' })).toBeVisible();
  await expect(evidence(app.page)).toHaveCount(0);
  await app.clickMenu('sample');
  await expect(evidence(app.page)).toHaveCount(4);
  await app.close();
});
