import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import { calls, type EmitEvent, type EventBody, type EvidenceRow, events } from '../../../shared/contract.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { folder, message, messageText, snapshotText, zip } from '../evidence.ts';

/** An engine that works in this process, with its events checked against the contract as they come. */
function engine(sampleDirectory: string | null = null) {
  const heard: { name: string; body: unknown }[] = [];
  const waiting: (() => void)[] = [];
  const emit: EmitEvent = (name, body) => {
    expect(events[name].safeParse(body).error).toBeUndefined();
    heard.push({ name, body });
    for (const wake of waiting.splice(0)) wake();
  };
  const bugs: unknown[] = [];
  const created = createEngine({ emit, version: '1.2.3', host: 'loopback', sampleDirectory, worker: null, onBug: (bug) => bugs.push(bug) });
  onTestFinished(async () => {
    await created.dispose();
    expect(bugs).toEqual([]);
  });
  const { handlers } = created;
  const progress = () => heard.flatMap(({ name, body }) => (name === 'job.progress' ? [body as EventBody<'job.progress'>] : []));
  const finished = async (job: string): Promise<EventBody<'job.progress'>> => {
    for (;;) {
      const event = progress().find((each) => each.job === job && each.finished);
      if (event !== undefined) return event;
      await new Promise<void>((wake) => waiting.push(wake));
    }
  };
  /** Until no job is under way. */
  const idle = async (): Promise<void> => {
    for (const job of new Set(progress().map((each) => each.job))) await finished(job);
  };
  const rows = async (): Promise<readonly EvidenceRow[]> => value(await handlers['evidence.list']({})).rows;
  const load = async (items: Parameters<(typeof handlers)['evidence.add']>[0]['items']) =>
    await finished(value(await handlers['evidence.add']({ items })).job);
  return { ...created, heard, finished, idle, rows, load, progress };
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

describe('engine', () => {
  it('has a handler for every call', () => {
    expect(Object.keys(engine().handlers).sort()).toEqual(Object.keys(calls).sort());
  });

  it('says what the window is connected to', async () => {
    const { handlers } = engine();
    expect(await handlers['session.get']({})).toEqual({
      ok: true,
      value: { version: '1.2.3', host: 'loopback', platform: process.platform, sample: false },
    });
  });

  it('takes messages from a folder, judges them, and lists them in order', async () => {
    const root = folder({ 'b.eml': message({ subject: 'second' }), 'a.eml': message({ subject: 'first' }), 'dns.ndjson': snapshotText });
    const { load, rows } = engine();
    expect(await load([{ path: root }])).toMatchObject({ done: 3, total: 3, failed: 0 });
    const listed = await rows();
    expect(listed.map(({ path, state, subject, from, kind }) => ({ path, state, subject, from, kind }))).toEqual([
      { path: join(root, 'a.eml'), state: 'done', subject: 'first', from: 'alice@alpha.example', kind: listed[0]?.kind },
      { path: join(root, 'b.eml'), state: 'done', subject: 'second', from: 'alice@alpha.example', kind: listed[1]?.kind },
    ]);
    expect(listed[0]?.sentence).toMatch(/\.$/);
  });

  it('tells of a message while it works on it and when it is done', async () => {
    const { load, heard } = engine();
    await load([{ name: 'a.eml', bytes: message() }]);
    const states = heard.flatMap(({ name, body }) =>
      name === 'evidence.changed' ? [(body as EventBody<'evidence.changed'>).row.state] : [],
    );
    expect(states).toEqual(['working', 'done']);
  });

  it('shows what cannot be read as failed lines, and reads the rest', async () => {
    const damaged = zip({ 'in.eml': message() }).subarray(0, 40);
    const root = folder({ '1.zip': damaged, '2.txt': '', '3.eml': message() });
    const { load, rows, handlers } = engine();
    expect(await load([{ path: join(root, 'none.eml') }, { path: root }])).toMatchObject({ done: 4, total: 4, failed: 3 });
    const listed = await rows();
    expect(listed.map(({ state, error }) => error?.code ?? state)).toEqual(['not-found', 'archive-damaged', 'empty', 'done']);
    const [missing] = listed;
    expect(await handlers['analysis.get']({ id: missing?.id ?? '' })).toMatchObject({ ok: false, error: { code: 'not-readable' } });
  });

  it('lists the same bytes under the same path once', async () => {
    const { load, rows } = engine();
    await load([{ name: 'a.eml', bytes: message() }]);
    await load([
      { name: 'a.eml', bytes: message() },
      { name: 'b.eml', bytes: message() },
      { name: 'a.eml', bytes: message({ subject: 'other' }) },
    ]);
    expect((await rows()).map((row) => row.path)).toEqual(['a.eml', 'b.eml', 'a.eml']);
  });

  it('gives the whole analysis of a message', async () => {
    const { load, rows, handlers } = engine();
    await load([{ name: 'a.eml', bytes: message() }]);
    const [row] = await rows();
    const detail = value(await handlers['analysis.get']({ id: row?.id ?? '' }));
    expect(detail.analysis.evidence).toEqual({ path: 'a.eml', sha256: row?.sha256, bytes: message().length });
    expect(detail.analysis.verdict.kind).toBe(row?.kind);
  });

  it('uses a snapshot that lies in the same drop before it judges, and lists no line for it', async () => {
    const root = folder({ 'a.eml': message(), 'z/dns.ndjson': snapshotText });
    const { load, rows, handlers, heard } = engine();
    await load([{ path: root }]);
    expect(value(await handlers['snapshot.get']({}))).toMatchObject({ rrsets: 2 });
    const [row] = await rows();
    expect(value(await handlers['analysis.get']({ id: row?.id ?? '' })).snapshotSize).toBe(2);
    expect(heard.filter(({ name }) => name === 'evidence.changed')).toHaveLength(2);
  });

  it('judges everything again when a snapshot comes, or goes', async () => {
    const { load, rows, handlers, idle } = engine();
    await load([{ name: 'a.eml', bytes: message({ ip: '203.0.113.9' }) }]);
    const spf = async () => {
      const [row] = await rows();
      const { analysis } = value(await handlers['analysis.get']({ id: row?.id ?? '' }));
      return analysis.replays
        .filter(({ source, spf: check }) => source === 'replay' && check.identity === 'mailfrom')
        .map((replay) => replay.spf.result);
    };
    expect(await spf()).toEqual(['unknown']);
    expect(value(await handlers['questions.get']({})).questions).toContain('alpha.example TXT');
    const state = value(await handlers['snapshot.add']({ items: [{ name: 'dns.ndjson', bytes: new TextEncoder().encode(snapshotText) }] }));
    expect(state).toEqual({ files: [{ name: 'dns.ndjson', format: 'native', rrsets: 2 }], rrsets: 2, byHand: [] });
    await idle();
    expect(await spf()).toEqual(['fail']);
    expect(value(await handlers['questions.get']({})).questions).toEqual([]);
    expect(value(await handlers['snapshot.clear']({}))).toEqual({ files: [], rrsets: 0, byHand: [] });
    await idle();
    expect(await spf()).toEqual(['unknown']);
    expect((await rows()).map((row) => row.state)).toEqual(['done']);
  });

  it('judges everything again by an answer that was typed, and by its removal', async () => {
    const { load, rows, handlers } = engine();
    await load([{ name: 'a.eml', bytes: message({ ip: '203.0.113.9' }) }]);
    const [row] = await rows();
    const open = async () => {
      const { analysis, spf } = value(await handlers['analysis.get']({ id: row?.id ?? '' }));
      return [analysis.questions.includes('alpha.example TXT'), spf.some((check) => check.result === 'fail')];
    };
    expect(await open()).toEqual([true, false]);
    const record = {
      name: 'Alpha.Example.',
      type: 'TXT' as const,
      answer: 'records' as const,
      records: ['"v=spf1 ip4:192.0.2.10 " "-all"'],
      from: null,
      to: null,
    };
    const kept = { ...record, name: 'alpha.example', records: ['v=spf1 ip4:192.0.2.10 -all'] };
    expect(value(await handlers['snapshot.edit']({ action: 'add', record }))).toEqual({ files: [], rrsets: 1, byHand: [kept] });
    expect(await open()).toEqual([false, true]);
    expect(value(await handlers['snapshot.export']({})).text.split('\n')).toEqual([
      '{"snapshot":"waybill/dns/1","complete":false}',
      '{"rrname":"alpha.example","rrtype":"TXT","rdata":["v=spf1 ip4:192.0.2.10 -all"],"source":"by hand"}',
      '',
    ]);
    expect(value(await handlers['snapshot.edit']({ action: 'remove', record: kept }))).toEqual({ files: [], rrsets: 0, byHand: [] });
    expect(await open()).toEqual([true, false]);
    expect(await handlers['snapshot.edit']({ action: 'remove', record: kept })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('uses a snapshot from inside an archive too, for what came before it', async () => {
    const archive = zip({ 'a.eml': message(), 'dns.ndjson': Buffer.from(snapshotText) });
    const { load, rows, handlers } = engine();
    await load([{ name: 'case.zip', bytes: archive }]);
    const [row] = await rows();
    expect(value(await handlers['analysis.get']({ id: row?.id ?? '' })).snapshotSize).toBe(2);
  });

  it('refuses a snapshot that is none, and keeps the good ones beside it', async () => {
    const { handlers } = engine();
    const items = [
      { name: 'prose.txt', bytes: Buffer.from('Dear Sir,\n\nthis is no snapshot.\n') },
      { name: 'dns.ndjson', bytes: Buffer.from(snapshotText) },
    ];
    expect((await handlers['snapshot.add']({ items })).ok).toBe(false);
    expect(value(await handlers['snapshot.get']({})).files.map((file) => file.name)).toEqual(['dns.ndjson']);
  });

  it('moves the trust boundary of one message, and back', async () => {
    const { load, rows, handlers } = engine();
    const twoHops = messageText().replace(
      'From: Alice',
      'Received: from a (a [203.0.113.1]) by mail.alpha.example; Wed, 11 Mar 2026 08:14:10 +0000\r\nFrom: Alice',
    );
    await load([{ name: 'a.eml', bytes: new TextEncoder().encode(twoHops) }]);
    const id = (await rows())[0]?.id ?? '';
    const inferred = value(await handlers['analysis.get']({ id })).analysis.boundary;
    expect(value(await handlers['boundary.set']({ id, hop: 0 })).analysis.boundary).toMatchObject({ hop: 0, basis: 'user' });
    expect(value(await handlers['analysis.get']({ id })).analysis.boundary).toMatchObject({ hop: 0, basis: 'user' });
    expect(await handlers['boundary.set']({ id, hop: 7 })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(value(await handlers['boundary.set']({ id, hop: null })).analysis.boundary).toEqual(inferred);
  });

  it('reads the source one character a byte, and no further than the message', async () => {
    const bytes = Buffer.concat([message({ body: 'caf' }), Buffer.from([0xe9])]);
    const { load, rows, handlers } = engine();
    await load([{ name: 'a.eml', bytes }]);
    const id = (await rows())[0]?.id ?? '';
    expect(value(await handlers['source.read']({ id, start: 0, end: 12 }))).toEqual({ start: 0, text: 'Return-Path:', size: bytes.length });
    expect(value(await handlers['source.read']({ id, start: bytes.length - 1, end: 1e9 })).text).toBe('\u00e9');
    expect(value(await handlers['source.read']({ id, start: 1e9, end: 2e9 })).text).toBe('');
    expect(value(await handlers['source.read']({ id, start: 20, end: 10 })).text).toBe('');
  });

  it('reads at most 1 MiB of the source a call', async () => {
    const { load, rows, handlers } = engine();
    await load([{ name: 'a.eml', bytes: message({ body: 'x'.repeat(1_200_000) }) }]);
    const id = (await rows())[0]?.id ?? '';
    expect(value(await handlers['source.read']({ id, start: 5, end: 2_000_000 })).text).toHaveLength(1024 * 1024);
  });

  it('gives the parts of a message and their text', async () => {
    const text = [
      'From: alice@alpha.example',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'caf=C3=A9',
      '--x',
      'Content-Type: text/html',
      '',
      '<b>café</b>',
      '--x--',
      '',
    ].join('\r\n');
    const { load, rows, handlers } = engine();
    await load([{ name: 'a.eml', bytes: new TextEncoder().encode(text) }]);
    const id = (await rows())[0]?.id ?? '';
    const [whole] = value(await handlers['parts.get']({ id }));
    const [plain] = whole?.children ?? [];
    expect(plain?.contentType).toBe('text/plain');
    expect(value(await handlers['part.read']({ id, path: plain?.path ?? '' })).text.trim()).toBe('café');
  });

  it('takes pasted source, repaired, under a name that its bytes decide', async () => {
    const { handlers, finished, rows } = engine();
    const quoted = messageText({ subject: 'pasted' }).replaceAll('\r\n', '\n').trimEnd().replace(/^/gm, '> ');
    await finished(value(await handlers['evidence.paste']({ text: quoted })).job);
    await finished(value(await handlers['evidence.paste']({ text: quoted })).job);
    expect(await rows()).toMatchObject([{ path: expect.stringMatching(/^pasted-[0-9a-f]{8}\.eml$/), subject: 'pasted', state: 'done' }]);
  });

  it('opens the sample case where it was shipped', async () => {
    expect(await engine().handlers['sample.open']({})).toMatchObject({ ok: false, error: { code: 'not-found' } });
    const root = folder({ 'a.eml': message() });
    const { handlers, finished, rows } = engine(root);
    await finished(value(await handlers['sample.open']({})).job);
    expect((await rows()).map((row) => row.path)).toEqual([join('sample', 'a.eml')]);
  });

  it('removes evidence, and everything', async () => {
    const { load, rows, handlers, heard } = engine();
    await load(['a', 'b', 'c'].map((name) => ({ name, bytes: message() })));
    const [first] = await rows();
    expect(await handlers['evidence.remove']({ id: first?.id ?? '' })).toEqual({ ok: true, value: {} });
    expect((await rows()).map((row) => row.path)).toEqual(['b', 'c']);
    expect(await handlers['evidence.clear']({})).toEqual({ ok: true, value: {} });
    expect(await rows()).toEqual([]);
    expect(heard.filter(({ name }) => name === 'evidence.removed')).toHaveLength(3);
  });

  it.each([
    ['analysis.get', {}],
    ['boundary.set', { hop: null }],
    ['source.read', { start: 0, end: 1 }],
    ['parts.get', {}],
    ['part.read', { path: '1' }],
    ['evidence.remove', {}],
  ] as const)('refuses %s for evidence that it does not hold', async (call, rest) => {
    const { handlers } = engine();
    const handler = handlers[call] as (request: unknown) => Promise<unknown>;
    expect(await handler({ id: 'evidence-99', ...rest })).toMatchObject({ ok: false, error: { code: 'unknown-evidence' } });
  });

  it('begins nothing new once a job is cancelled, and says how far it came', async () => {
    const root = folder(
      Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}.eml`, message({ subject: String(index) })])),
    );
    const { handlers, finished, rows, progress } = engine();
    const { job } = value(await handlers['evidence.add']({ items: [{ path: root }] }));
    while (!progress().some((event) => event.done > 0)) await new Promise((resolve) => setImmediate(resolve));
    await handlers['job.cancel']({ job });
    const end = await finished(job);
    expect(end.done).toBeGreaterThan(0);
    expect(end.done).toBeLessThan(200);
    const listed = await rows();
    expect(listed).toHaveLength(end.done);
    expect(new Set(listed.map((row) => row.state))).toEqual(new Set(['done']));
  });

  it('keeps no dialog of its own', async () => {
    expect(await engine().handlers['evidence.open']({ what: 'files' })).toEqual({ ok: true, value: { opened: false } });
  });

  it('loads paths for its host, and resolves once they are judged', async () => {
    const root = folder({ 'a.eml': message() });
    const { addPaths, rows } = engine();
    await addPaths([root]);
    expect((await rows()).map((row) => row.state)).toEqual(['done']);
  });

  it('keeps the bytes that it judged, whatever becomes of their file', async () => {
    const root = folder({ 'a.eml': message() });
    const { load, handlers, rows } = engine();
    await load([{ path: root }]);
    writeFileSync(join(root, 'a.eml'), 'changed');
    const id = (await rows())[0]?.id ?? '';
    expect(value(await handlers['source.read']({ id, start: 0, end: 11 })).text).toBe('Return-Path');
  });

  it('gives replies that fit the contract', async () => {
    const { load, rows, handlers } = engine();
    await load([{ name: 'a.eml', bytes: message() }]);
    const id = (await rows())[0]?.id ?? '';
    const requests = {
      'analysis.get': { id },
      'source.read': { id, start: 0, end: 9 },
      'parts.get': { id },
      'part.read': { id, path: '1' },
    };
    const plain = ['session.get', 'evidence.list', 'snapshot.get', 'questions.get'] as const;
    const asked: [string, unknown][] = [...Object.entries(requests), ...plain.map((name): [string, unknown] => [name, {}])];
    for (const [name, request] of asked) {
      const call = name as keyof typeof calls;
      const reply = value(await (handlers[call] as (request: unknown) => Promise<Outcome<unknown>>)(request));
      expect(calls[call].reply.safeParse(reply).error, name).toBeUndefined();
      expect(structuredClone(reply), name).toEqual(reply);
    }
  });
});
