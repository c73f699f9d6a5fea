import { describe, expect, it, onTestFinished } from 'vitest';
import { builtWorker, createAnalyst } from '../../../electron/engine/analyst.ts';
import { parseSnapshot } from '../../../shared/dns/snapshot.ts';
import { formatQuestion } from '../../../shared/facts/dns.ts';
import { emptySheet } from '../../../shared/question-sheet.ts';
import { message, snapshotText } from '../evidence.ts';

const tiny = new URL('./workers/tiny.mjs', import.meta.url);

function analyst(worker: URL | null) {
  const created = createAnalyst(worker, (stack) => expect.unreachable(stack), 2);
  onTestFinished(() => created.dispose());
  return created;
}

function snapshot() {
  const parsed = parseSnapshot(new TextEncoder().encode(snapshotText), 'dns.ndjson');
  if (!parsed.ok) throw new Error(parsed.error.message);
  return [parsed.value];
}

describe('an analyst with workers', () => {
  it('copies the bytes, or gives them away where asked', async () => {
    const { run } = analyst(tiny);
    const bytes = message();
    const expected = { ok: true, value: `${bytes.length} bytes` };
    expect(await run({ kind: 'json', path: 'a.eml', bytes, indented: false })).toEqual(expected);
    expect(bytes.length).toBeGreaterThan(0);
    expect(await run({ kind: 'json', path: 'a.eml', bytes, indented: false }, { handOver: true })).toEqual(expected);
    expect(bytes.length).toBe(0);
  });

  it('gives away only the message of a container, not the container', async () => {
    const { run } = analyst(tiny);
    const whole = new Uint8Array(100);
    expect(await run({ kind: 'json', path: 'a!1', bytes: whole.subarray(10, 30), indented: false }, { handOver: true })).toEqual({
      ok: true,
      value: '20 bytes',
    });
    expect(whole.length).toBe(100);
  });

  it('carries the snapshot to its workers as it is', async () => {
    const { run, setSnapshot } = analyst(tiny);
    setSnapshot(snapshot());
    expect(await run({ kind: 'questions', path: 'a.eml', bytes: message() })).toEqual({
      ok: true,
      value: { snapshot: snapshot(), sent: ['snapshot'] },
    });
  });
});

describe('an analyst without workers', () => {
  it('does the same work in this process', async () => {
    const { run, setSnapshot, size } = analyst(null);
    expect(size).toBe(1);
    const open = await run({ kind: 'questions', path: 'a.eml', bytes: message() });
    expect(open.ok && open.value.now.map(formatQuestion)).toContain('alpha.example TXT');
    setSnapshot(snapshot());
    expect(await run({ kind: 'questions', path: 'a.eml', bytes: message() })).toMatchObject({ ok: true, value: { now: [] } });
  });

  it('gives an analysis in every form that a task may ask for', async () => {
    const { run, setSnapshot } = analyst(null);
    setSnapshot(snapshot());
    const on = { path: 'a.eml', bytes: message() };
    const detail = await run({ kind: 'detail', ...on, boundaryHop: null });
    const summary = await run({ kind: 'summary', ...on, boundaryHop: null });
    const json = await run({ kind: 'json', ...on, indented: false });
    const indented = await run({ kind: 'json', ...on, indented: true });
    const text = await run({ kind: 'text', ...on, style: { colour: false, columns: 100 } });
    if (!detail.ok || !summary.ok || !json.ok || !indented.ok || !text.ok) throw new Error('refused');
    const { analysis } = detail.value.detail;
    const taught = { lesson: null, domain: 'alpha.example', organization: 'alpha.example' };
    expect([detail, summary, json, indented, text].map((outcome) => outcome.value.taught)).toEqual(Array(5).fill(taught));
    expect(JSON.parse(json.value.text)).toEqual(analysis);
    expect(JSON.parse(indented.value.text)).toEqual(analysis);
    expect(json.value.text).not.toContain('\n');
    expect(summary.value.summary).toEqual({
      subject: 'Shipping schedule',
      from: 'alice@alpha.example',
      date: '2026-03-11T08:14:05Z',
      kind: 'authentic',
      confidence: analysis.verdict.confidence,
      sentence: analysis.verdict.sentence,
      sheet: emptySheet,
    });
    expect(text.value).toMatchObject({ kind: 'authentic', text: expect.stringContaining('AUTHENTIC') });
  });
});

it('finds no built worker beside the sources, so that tests need no build', () => {
  expect(builtWorker()).toBeNull();
});
