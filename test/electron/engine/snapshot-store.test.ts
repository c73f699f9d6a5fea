import { describe, expect, it } from 'vitest';
import { createSnapshotStore } from '../../../electron/engine/snapshot-store.ts';
import type { RecordByHand } from '../../../shared/contract.ts';
import { snapshotText } from '../evidence.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the snapshot of a session', () => {
  it('counts its files and RRsets, and hands them on with every change', async () => {
    const handed: number[] = [];
    const store = createSnapshotStore((files) => handed.push(files.length));
    expect(await store.add('one.ndjson', bytes(snapshotText))).toEqual({ ok: true, value: true });
    expect(await store.add('two.ndjson', bytes('{"rrname":"b.example","rrtype":"A","rdata":["192.0.2.1"]}\n'))).toEqual({
      ok: true,
      value: true,
    });
    expect(store.state()).toEqual({
      files: [
        { name: 'one.ndjson', format: 'native', rrsets: 2 },
        { name: 'two.ndjson', format: 'native', rrsets: 1 },
      ],
      rrsets: 3,
      byHand: [],
    });
    store.clear();
    expect(store.state()).toEqual({ files: [], rrsets: 0, byHand: [] });
    expect([handed, store.version()]).toEqual([[1, 2, 0], 3]);
  });

  it('takes the same file once, and is not changed by clearing nothing', async () => {
    const store = createSnapshotStore(() => undefined);
    store.clear();
    await store.add('one.ndjson', bytes(snapshotText));
    expect(await store.add('copy.ndjson', bytes(snapshotText))).toEqual({ ok: true, value: false });
    expect(store.version()).toBe(1);
  });

  it('refuses what it cannot read, and is not changed by it', async () => {
    const store = createSnapshotStore(() => undefined);
    expect(await store.add('prose.txt', bytes('Dear Sir,\n'))).toMatchObject({ ok: false, error: { code: 'snapshot-damaged' } });
    expect(store.version()).toBe(0);
  });

  const typed: RecordByHand = { name: 'c.example', type: 'A', answer: 'records', records: ['192.0.2.3'], from: null, to: null };

  it('puts what was typed last, so that it wins, and marks it', async () => {
    const handed: (readonly string[])[] = [];
    const store = createSnapshotStore((files) => handed.push(files.map((file) => file.name)));
    expect(store.edit({ action: 'add', record: typed })).toEqual({ ok: true, value: true });
    await store.add('one.ndjson', bytes(snapshotText));
    expect(store.edit({ action: 'add', record: { ...typed, name: ' C.example.' } })).toEqual({ ok: true, value: false });
    expect(handed).toEqual([['by hand'], ['one.ndjson', 'by hand']]);
    expect(store.state()).toMatchObject({ rrsets: 3, byHand: [typed] });
    expect([store.version(), store.text()]).toEqual([2, { ok: true, value: expect.stringContaining('"source":"by hand"') }]);
  });

  it('forgets what was typed with the files, once', async () => {
    let changes = 0;
    const store = createSnapshotStore(() => {
      changes += 1;
    });
    store.edit({ action: 'add', record: typed });
    store.clear();
    store.clear();
    expect([changes, store.version(), store.state()]).toEqual([2, 2, { files: [], rrsets: 0, byHand: [] }]);
    await store.add('one.ndjson', bytes(snapshotText));
    store.edit({ action: 'add', record: typed });
    store.clear();
    expect([changes, store.files()]).toEqual([5, []]);
  });

  it('refuses what is no answer, and to remove what nobody typed', () => {
    const store = createSnapshotStore(() => undefined);
    expect(store.edit({ action: 'add', record: { ...typed, records: ['192.0.2.300'] } })).toMatchObject({ error: { code: 'bad-request' } });
    expect(store.edit({ action: 'remove', record: typed })).toMatchObject({ error: { code: 'not-found' } });
    expect(store.version()).toBe(0);
  });

  it('looks for contradictions among what can be compared while somebody waits, and says where it did not', async () => {
    const store = createSnapshotStore(() => undefined);
    const lines = (text: string, count: number) =>
      Array.from({ length: count }, (_, index) => `{"rrname":"n${index}.example","rrtype":"TXT","rdata":["${text}"]}\n`).join('');
    await store.add('small.ndjson', bytes(lines('x', 1)));
    await store.add('other.ndjson', bytes(lines('y', 1)));
    expect(store.report(null).conflictCount).toBe(1);
    await store.add('large.ndjson', bytes(lines('z', 100_000)));
    const { files, conflicts, conflictCount } = store.report(null);
    expect([files.map(({ answers }) => answers), conflicts, conflictCount]).toEqual([[1, 1, 100_000], [], null]);
  });
});
