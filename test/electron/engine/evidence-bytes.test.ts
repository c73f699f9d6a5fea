import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEvidenceBytes, sha256Of } from '../../../electron/engine/evidence-bytes.ts';
import { folder, message, zip } from '../evidence.ts';

const identity = (path: string, bytes: Uint8Array, file: string, shownAs = path) => ({
  path,
  sha256: sha256Of(bytes),
  origin: { file, shownAs },
});

describe('the bytes of the evidence', () => {
  it('that exist nowhere else are refused beyond what memory is set aside for them, until some are removed', async () => {
    const mebibyte = 1024 * 1024;
    const held = createEvidenceBytes(mebibyte, 2 * mebibyte);
    const bytes = new Uint8Array(mebibyte);
    const keep = (id: string, size = mebibyte) => held.keep(id, bytes.subarray(0, size), { path: id, sha256: '', origin: null });
    expect([keep('a').ok, keep('b').ok, keep('b').ok]).toEqual([true, true, true]);
    expect(keep('c', 1)).toEqual({
      ok: false,
      error: {
        code: 'too-large',
        message:
          'Uploaded and pasted messages may take 2 MiB of memory together, and this one no longer fits in. Remove some of them, or start Waybill with the path of their folder.',
        evidence: 'c',
      },
    });
    expect(await held.read('c')).toMatchObject({ ok: false, error: { code: 'unknown-evidence' } });
    expect(held.keep('file', bytes, identity('file', bytes, '/nowhere/file')).ok).toBe(true);
    held.drop('a');
    expect([keep('c').ok, keep('d', 1).ok]).toEqual([true, false]);
    held.clear();
    expect([keep('d').ok, keep('e').ok]).toEqual([true, true]);
  });

  it('come from memory, where they fit', async () => {
    const held = createEvidenceBytes();
    held.keep('1', message(), identity('a.eml', message(), '/nowhere/a.eml'));
    expect(await held.read('1')).toEqual({ ok: true, value: message() });
  });

  it('are read again from their file, or from the container in it, where they do not', async () => {
    const [one, other] = [message({ subject: 'one' }), message({ subject: 'other' })];
    const root = folder({ 'a.eml': one, 'b.zip': zip({ 'x.eml': other }) });
    const held = createEvidenceBytes(10);
    held.keep('1', one, identity('a.eml', one, join(root, 'a.eml')));
    held.keep('2', other, identity('b.zip!x.eml', other, join(root, 'b.zip'), 'b.zip'));
    expect(await held.read('1')).toEqual({ ok: true, value: one });
    expect(await held.read('2')).toEqual({ ok: true, value: other });
  });

  it('are refused once the file has changed, or is gone', async () => {
    const root = folder({ 'a.eml': message() });
    const held = createEvidenceBytes(0);
    held.keep('1', message(), identity('a.eml', message(), join(root, 'a.eml')));
    held.keep('2', message(), identity('b.eml', message(), join(root, 'b.eml')));
    writeFileSync(join(root, 'a.eml'), message({ subject: 'swapped' }));
    expect(await held.read('1')).toEqual({
      ok: false,
      error: { code: 'not-readable', message: 'The file has changed since it was added.', evidence: 'a.eml' },
    });
    expect(await held.read('2')).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('stay in memory where they were uploaded, whatever the limit', async () => {
    const held = createEvidenceBytes(0);
    held.keep('1', message(), { path: 'pasted', sha256: sha256Of(message()), origin: null });
    expect(await held.read('1')).toEqual({ ok: true, value: message() });
  });

  it('are unknown once dropped', async () => {
    const held = createEvidenceBytes();
    held.keep('1', message(), identity('a.eml', message(), '/nowhere'));
    held.keep('2', message(), { path: 'pasted', sha256: sha256Of(message()), origin: null });
    held.drop('1');
    expect(await held.read('1')).toMatchObject({ ok: false, error: { code: 'unknown-evidence' } });
    held.clear();
    expect(await held.read('2')).toMatchObject({ ok: false, error: { code: 'unknown-evidence' } });
  });
});
