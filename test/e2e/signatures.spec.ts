/** From a signature to the octets that were hashed for it, and from those to their bytes in the source, in the app and through the loopback host. */
import { expect, test } from '@playwright/test';
import { type App, launchApp, launchLoopback } from './launch.ts';

const hosts = [
  ['the app', launchApp],
  ['the loopback host', launchLoopback],
] as const;

for (const [name, launch] of hosts) {
  test.describe(name, () => {
    let app: App;

    test.beforeAll(async () => {
      app = await launch(['--sample']);
      const spoof = app.page.getByRole('listbox', { name: 'Evidence' }).getByRole('option').filter({ hasText: 'New bank details' });
      await spoof.click();
      await app.page.getByRole('tab', { name: /^DKIM/ }).click();
    });

    test.afterAll(async () => {
      await app?.close();
    });

    test('shows what was hashed, and that both hashes are the ones that were signed', async () => {
      const coverage = app.page.getByRole('region', { name: /^What is signed by: bravotrading/ });
      await coverage.getByRole('button', { name: 'Canonical bytes' }).click();
      const octets = coverage.getByRole('list', { name: 'Canonical bytes' });
      await expect(octets.getByRole('listitem')).toHaveCount(9);
      await expect(octets).toContainText('from:Alice␣Alder␣<alice@alpha.example>↵');
      await expect(coverage.getByText('the same', { exact: true })).toHaveCount(2);
    });

    test('leads from each piece to its bytes, by keyboard too, and marks in the margin what was hashed', async () => {
      const octets = app.page.getByRole('list', { name: 'Canonical bytes' });
      const source = app.page.getByRole('region', { name: 'Source' }).last();
      const from = octets.getByRole('button', { name: /^7 From/ });
      await from.focus();
      await app.page.keyboard.press('Enter');
      await expect(from).toHaveAttribute('aria-current', 'true');
      await expect(source.locator('.line', { hasText: 'From: Alice' }).locator('.line-mark')).toHaveText('7');
      await octets.getByRole('button', { name: /^B Body/ }).click();
      await expect(source.locator('.line[data-body] .line-mark[data-mark="body"]').first()).toBeVisible();
      await expect(app.page.locator('.hash-legend')).toContainText('hashed body');
    });
  });
}
