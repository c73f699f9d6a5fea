/** What the shell gives its window, and what it refuses it: run on the built main and preload. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Bridge } from '../../shared/bridge.ts';
import { calls } from '../../shared/contract.ts';
import { type App, dropPaths, launchApp } from './launch.ts';

declare const waybill: Bridge;

let app: App;
let folder: string;

const message = (subject: string): string =>
  `From: alice@one.example\r\nTo: bob@two.example\r\nSubject: ${subject}\r\nDate: Tue, 10 Nov 2026 10:00:00 +0000\r\nMessage-ID: <${subject}@one.example>\r\n\r\nHello.\r\n`;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waybill-shell-'));
  app = await launchApp();
});

test.afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The subjects in the evidence list, once it holds as many as asked. */
async function subjects(count: number): Promise<(string | null)[]> {
  const list = (): Promise<(string | null)[]> =>
    app.page.evaluate(async () => {
      const outcome = await waybill.calls['evidence.list']({});
      return outcome.ok ? outcome.value.rows.filter((row) => row.state === 'done').map((row) => row.subject) : [];
    });
  await expect.poll(async () => (await list()).length).toBe(count);
  return list();
}

test.afterEach(() => app.page.evaluate(() => waybill.calls['evidence.clear']({}).then(() => undefined)));

test('the preload has exactly the methods of the contract', async () => {
  const methods = await app.page.evaluate(() => Object.keys(waybill.calls));
  expect(methods.sort()).toEqual(Object.keys(calls).sort());
  expect(await app.page.evaluate(() => Object.keys(waybill).sort())).toEqual([
    'addFiles',
    'addOperatorFiles',
    'addSnapshotFiles',
    'addSuffixFiles',
    'addTenantFiles',
    'calls',
    'on',
  ]);
});

test('the window says which host it is in', async () => {
  const outcome = await app.page.evaluate(() => waybill.calls['session.get']({}));
  expect(outcome).toMatchObject({ ok: true, value: { host: 'electron' } });
});

test('a dropped file reaches the engine by its path', async () => {
  const path = join(folder, 'dropped.eml');
  writeFileSync(path, message('dropped'));
  await dropPaths(app, [path]);
  expect(await subjects(1)).toEqual(['dropped']);
});

test('a file that was chosen in the open dialog reaches the engine, and a cancelled dialog does nothing', async () => {
  const path = join(folder, 'chosen.eml');
  writeFileSync(path, message('chosen'));
  const open = (): Promise<unknown> => app.page.evaluate(() => waybill.calls['evidence.open']({ what: 'files' }));
  await app.choosePaths([]);
  expect(await open()).toEqual({ ok: true, value: { opened: false } });
  await app.choosePaths([path]);
  expect(await open()).toEqual({ ok: true, value: { opened: true } });
  expect(await subjects(1)).toEqual(['chosen']);
});

test('a file that a script made is sent as its bytes', async () => {
  const outcome = await app.page.evaluate((text) => waybill.addFiles([new File([text], 'made.eml')]), message('made'));
  expect(outcome.ok).toBe(true);
  expect(await subjects(1)).toEqual(['made']);
});

test('a menu item becomes a command event', async () => {
  const command = app.page.evaluate(() => new Promise((resolve) => waybill.on('command', resolve)));
  await app.page.evaluate(() => undefined); // the listener is in place
  await app.clickMenu('shortcuts');
  expect(await command).toEqual({ name: 'shortcuts' });
  await app.page.keyboard.press('Escape');
});

test('a page cannot name a path', async () => {
  const outcome = await app.page.evaluate(() => waybill.calls['evidence.add']({ items: [{ path: '/etc/passwd' }] }));
  expect(outcome).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

test('a request that does not fit the contract is refused', async () => {
  const outcome = await app.page.evaluate(() => waybill.calls['source.read']({ id: '', start: -1, end: 0 }));
  expect(outcome).toMatchObject({ ok: false, error: { code: 'bad-request' } });
});

test('the page cannot reach another host, even with its Content-Security-Policy switched off', async () => {
  const fetched = (): Promise<string> =>
    app.page.evaluate(() =>
      fetch('http://127.0.0.1:9/').then(
        () => 'reached',
        () => 'failed',
      ),
    );
  expect(await fetched()).toBe('failed');
  const session = await app.context.newCDPSession(app.page);
  const refusals: string[] = [];
  session.on('Network.loadingFailed', ({ blockedReason, errorText }) => refusals.push(blockedReason ?? errorText));
  await session.send('Network.enable');
  await session.send('Page.setBypassCSP', { enabled: true });
  await app.page.reload();
  expect(await fetched()).toBe('failed');
  expect(refusals).toEqual([expect.stringMatching(/inspector|ERR_BLOCKED_BY_CLIENT/)]);
  await session.send('Page.setBypassCSP', { enabled: false });
  await app.page.reload();
  await session.detach();
});

test('the page runs under a policy that starts from nothing', async () => {
  const violation = await app.page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.head.append(script);
        script.remove();
      }),
  );
  expect(violation).toBe('script-src-elem');
  expect(await app.page.evaluate(() => 'ran' in window)).toBe(false);
});

for (const [what, address] of [
  ['to another host', 'https://elsewhere.example/'],
  ['within its own origin', './elsewhere.html'],
] as const) {
  test(`the page cannot be navigated ${what}`, async () => {
    const before = app.page.url();
    await app.page.evaluate((to) => {
      window.location.href = to;
    }, address);
    await app.page.waitForTimeout(500);
    expect(app.page.url()).toBe(before);
    expect(await app.page.evaluate(() => typeof waybill)).toBe('object');
  });
}

test('the page cannot open a window, neither by script nor by a link', async () => {
  expect(await app.page.evaluate(() => window.open('https://elsewhere.example/') === null)).toBe(true);
  await app.page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://elsewhere.example/', target: '_blank' });
    document.body.append(link);
    link.click();
    link.remove();
  });
  await app.page.waitForTimeout(500);
  expect(app.context.pages().length).toBe(1);
});

test('the page gets no permission but to write text to the clipboard', async () => {
  const states = await app.page.evaluate(async () => {
    const state = async (name: string): Promise<string> => (await navigator.permissions.query({ name: name as PermissionName })).state;
    return [await state('geolocation'), await state('notifications'), await state('midi'), await state('clipboard-read')];
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
});

test('the page has no Node', async () => {
  const found = await app.page.evaluate(() => ['require', 'process', 'Buffer', 'module'].filter((name) => name in window));
  expect(found).toEqual([]);
});
