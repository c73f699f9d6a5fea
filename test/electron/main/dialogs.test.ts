import { describe, expect, it } from 'vitest';
import { dialogOptions, openByDialog } from '../../../electron/main/dialogs.ts';
import { calls } from '../../../shared/contract.ts';
import { refuse, succeed } from '../../../shared/outcome.ts';

const choosing =
  (...filePaths: string[]) =>
  async () => ({ canceled: filePaths.length === 0, filePaths });

describe('openByDialog', () => {
  it.each([
    ['files', 'evidence.add'],
    ['folder', 'evidence.add'],
    ['snapshot', 'snapshot.add'],
    ['tenants', 'tenants.add'],
    ['operators', 'operators.add'],
    ['suffixes', 'suffixes.add'],
  ] as const)('hands chosen %s to %s', async (what, call) => {
    const asked: unknown[] = [];
    const outcome = await openByDialog(what, choosing('/a.eml', '/b.eml'), async (name, request) => {
      asked.push([name, request]);
      return succeed({});
    });
    expect(asked).toEqual([[call, { items: [{ path: '/a.eml' }, { path: '/b.eml' }] }]]);
    expect(outcome).toEqual(succeed({ opened: true }));
  });

  it('does nothing when the dialog was cancelled', async () => {
    const outcome = await openByDialog('files', choosing(), () => expect.unreachable('the engine was called'));
    expect(outcome).toEqual(succeed({ opened: false }));
  });

  it("passes on the engine's refusal", async () => {
    const refusal = refuse('snapshot-damaged', 'Not a snapshot.');
    expect(await openByDialog('snapshot', choosing('/x'), async () => refusal)).toEqual(refusal);
  });
});

describe('dialogOptions', () => {
  it('hides no file by its name', () => {
    for (const what of calls['evidence.open'].request.shape.what.options) expect(dialogOptions(what)).not.toHaveProperty('filters');
  });
});
