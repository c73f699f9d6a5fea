import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeSessionFolder, sweepSessionFolders } from '../../../electron/engine/session-folder.ts';
import { folder } from '../evidence.ts';

const host = hostname()
  .replace(/[^A-Za-z0-9]/g, '')
  .slice(0, 40);

describe('folders of a session', () => {
  it('are for this user alone, and gone when they are removed', async () => {
    const made = await makeSessionFolder(folder({}));
    if (process.platform !== 'win32') expect(statSync(made.path).mode & 0o777).toBe(0o700);
    await made.remove();
    expect(existsSync(made.path)).toBe(false);
  });

  it('are swept when their process is gone, and only then', async () => {
    const root = folder({});
    const names = {
      crashed: `waybill-session-${host}-4242-abcdef`,
      running: `waybill-session-${host}-4243-abcdef`,
      ours: `waybill-session-${host}-${process.pid}-abcdef`,
      elsewhere: 'waybill-session-otherhost-4242-abcdef',
      other: 'waybill-4242',
    };
    for (const name of Object.values(names)) mkdirSync(join(root, name, 'inside'), { recursive: true });
    symlinkSync(join(root, names.other), join(root, `waybill-session-${host}-4242-linked`));
    await sweepSessionFolders(root, (id) => id === 4243);
    expect(readdirSync(root).sort()).toEqual(
      [names.running, names.ours, names.elsewhere, names.other, `waybill-session-${host}-4242-linked`].sort(),
    );
    await sweepSessionFolders(join(root, 'none'));
  });
});
