import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { walk } from '../../../electron/engine/walk.ts';
import { folder } from '../evidence.ts';

async function shown(path: string, shownAs = path): Promise<string[]> {
  const found: string[] = [];
  for await (const step of walk(path, shownAs)) found.push(step.kind === 'file' ? step.shownAs : `${step.shownAs}: ${step.error.code}`);
  return found;
}

describe('walking a path', () => {
  it('gives a file as itself', async () => {
    const root = folder({ 'a.eml': '' });
    expect(await shown(join(root, 'a.eml'), './a.eml')).toEqual(['./a.eml']);
  });

  it('gives the files of a folder in code point order, below the folder as it was given', async () => {
    const root = folder({ 'b.eml': '', 'B.eml': '', 'a/2.eml': '', 'a/10.eml': '', 'ä.eml': '', '.hidden/c.eml': '' });
    const expected = ['.hidden/c.eml', 'B.eml', 'a/10.eml', 'a/2.eml', 'b.eml', 'ä.eml'];
    expect(await shown(root, 'mails')).toEqual(expected.map((name) => `mails/${name}`));
    expect(await shown(root, 'mails/')).toEqual(expected.map((name) => `mails/${name}`));
    expect(await shown(root, '.')).toEqual(expected.map((name) => `./${name}`));
  });

  it('passes over what systems leave in folders', async () => {
    expect(await shown(folder({ '.DS_Store': '', 'Thumbs.db': '', 'desktop.ini': '', 'a.eml': '' }), 'f')).toEqual(['f/a.eml']);
  });

  it('refuses what is not there', async () => {
    const root = folder({});
    expect(await shown(join(root, 'missing.eml'), 'missing.eml')).toEqual(['missing.eml: not-found']);
    expect(await shown(join(folder({ file: '' }), 'file/below'), 'x')).toEqual(['x: not-found']);
  });

  it.skipIf(process.platform === 'win32')('reads links to files, and follows no link to a folder, so that a circle ends', async () => {
    const root = folder({ 'a/mail.eml': '' });
    symlinkSync(root, join(root, 'a/circle'));
    symlinkSync(join(root, 'a/mail.eml'), join(root, 'linked.eml'));
    symlinkSync(join(root, 'nowhere'), join(root, 'a/dangling'));
    expect(await shown(root, 'f')).toEqual(['f/a/circle: not-readable', 'f/a/dangling: not-found', 'f/a/mail.eml', 'f/linked.eml']);
  });

  it.skipIf(process.platform === 'win32')('refuses devices', async () => {
    expect(await shown('/dev/zero')).toEqual(['/dev/zero: not-readable']);
  });

  it.skipIf(process.platform === 'win32')('takes a pipe as a file', async () => {
    const root = folder({});
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expect(await shown(join(root, 'pipe'), 'pipe')).toEqual(['pipe']);
  });

  it('refuses what lies deeper than any evidence folder', async () => {
    const root = folder({ [`${'d/'.repeat(70)}deep.eml`]: '', 'a.eml': '' });
    const found = await shown(root, 'f');
    expect(found).toEqual(['f/a.eml', `f/${'d/'.repeat(64).slice(0, -1)}: not-readable`]);
  });
});
