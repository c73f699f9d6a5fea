import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import { type EmitEvent, type EventBody, events } from '../../../shared/contract.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { type LearningMessage, learningCase, learningSnapshot, permutations } from '../../helpers/learning-case.ts';
import { folder } from '../evidence.ts';

type Names = readonly LearningMessage[];
const everyone = Object.keys(learningCase) as LearningMessage[];
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** An engine without workers that holds the world of the case. */
async function engine() {
  const heard: { name: string; body: unknown }[] = [];
  const running = new Set<string>();
  let wake = (): void => undefined;
  const emit: EmitEvent = (name, body) => {
    expect(events[name].safeParse(body).error).toBeUndefined();
    heard.push({ name, body });
    if (name !== 'job.progress') return;
    const { job, finished } = body as EventBody<'job.progress'>;
    if (finished) running.delete(job);
    wake();
  };
  const onBug = (bug: unknown) => expect.unreachable(String(bug));
  const { handlers, dispose } = createEngine({ emit, version: '1', host: 'loopback', sampleDirectory: null, worker: null, onBug });
  onTestFinished(dispose);
  await handlers['snapshot.add']({ items: [{ name: 'dns.ndjson', bytes: bytesOf(learningSnapshot) }] });

  const load = async (items: Parameters<(typeof handlers)['evidence.add']>[0]['items']): Promise<void> => {
    const { job } = value(await handlers['evidence.add']({ items }));
    running.add(job);
    while (running.has(job)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const add = (...names: Names) => load(names.map((name) => ({ name: `${name}.eml`, bytes: learningCase[name] })));
  const rows = async () => value(await handlers['evidence.list']({})).rows;
  const idOf = async (name: LearningMessage) => (await rows()).find((row) => row.path === `${name}.eml`)?.id ?? '';
  const kindOf = async (name: LearningMessage) => (await rows()).find((row) => row.path === `${name}.eml`)?.kind;
  /** Everything that is known of the messages, by name: the lines of the list and the whole analyses. */
  const verdicts = async () => {
    const listed = [...(await rows())].sort((one, other) => (one.path < other.path ? -1 : 1));
    return await Promise.all(listed.map(async ({ id, ...row }) => ({ row, detail: value(await handlers['analysis.get']({ id })) })));
  };
  /** What is judged again on its own comes to this in the end. */
  const becomes = (name: LearningMessage, kind: string) => expect.poll(() => kindOf(name)).toBe(kind);
  return { handlers, heard, load, add, rows, idOf, kindOf, becomes, verdicts };
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

describe('a case that learns', () => {
  it('judges earlier messages again once a later one has shown whose tenants are whose', async () => {
    const { add, kindOf } = await engine();
    await add('spoof', 'scanner');
    expect([await kindOf('spoof'), await kindOf('scanner')]).toEqual(['laundered-pass', 'laundered-pass']);
    await add('teacher');
    expect([await kindOf('spoof'), await kindOf('scanner')]).toEqual(['cross-tenant-spoof', 'laundered-pass']);
  });

  it('comes to the same verdicts, word for word, in whatever order the messages come, one by one or together', async () => {
    const reference = await engine();
    await reference.add(...everyone);
    const expected = await reference.verdicts();
    expect(expected.map(({ row }) => `${row.path} ${row.kind}`)).toEqual([
      'lookalike.eml laundered-pass',
      'north.eml authentic',
      'scanner.eml laundered-pass',
      'spoof.eml cross-tenant-spoof',
      'teacher.eml authentic',
    ]);
    for (const order of permutations(everyone).filter((_, index) => index % 10 === 0)) {
      const { add, verdicts } = await engine();
      for (const name of order) await add(name);
      expect(await verdicts(), order.join(' ')).toEqual(expected);
    }
    for (const order of permutations(['teacher', 'spoof', 'scanner'] as const)) {
      const { add, verdicts } = await engine();
      await add(...order, 'north', 'lookalike');
      expect(await verdicts(), order.join(' ')).toEqual(expected);
    }
  });

  it('judges nothing again that nothing was learned about', async () => {
    const { add, heard, idOf } = await engine();
    await add('teacher', 'lookalike');
    const before = heard.length;
    await add('spoof');
    const spoof = await idOf('spoof');
    const touched = heard
      .slice(before)
      .flatMap(({ name, body }) => (name === 'evidence.changed' ? [(body as EventBody<'evidence.changed'>).row.id] : []));
    expect(new Set(touched)).toEqual(new Set([spoof]));
  });

  it('forgets what a message taught when it is removed, or no longer teaches', async () => {
    const { add, kindOf, idOf, becomes, handlers } = await engine();
    await add('teacher', 'spoof');
    expect(await kindOf('spoof')).toBe('cross-tenant-spoof');
    await handlers['evidence.remove']({ id: await idOf('teacher') });
    await becomes('spoof', 'laundered-pass');
    expect(value(await handlers['tenants.get']({})).known).toEqual([]);

    await add('teacher');
    expect(await kindOf('spoof')).toBe('cross-tenant-spoof');
    // With the boundary at the oldest hop it did not come through the service, so it names no tenant any more.
    const id = await idOf('teacher');
    await handlers['boundary.set']({ id, hop: 0 });
    await becomes('spoof', 'laundered-pass');
    await handlers['boundary.set']({ id, hop: null });
    await becomes('spoof', 'cross-tenant-spoof');
  });

  it('says which tenants it knows and why, and tells of every change', async () => {
    const { add, handlers, heard } = await engine();
    await add('teacher', 'spoof');
    const { files, known } = value(await handlers['tenants.get']({}));
    expect(files).toEqual([]);
    expect(known.map(({ domain, kind, origin, because }) => ({ domain, kind, origin, because }))).toContainEqual({
      domain: 'alpha.example',
      kind: 'tenant-id',
      origin: 'learned',
      because: 'learned from teacher.eml, whose signature of alpha.example verified',
    });
    expect(heard.filter(({ name }) => name === 'tenants.changed').at(-1)?.body).toEqual({ files, known });
    await handlers['evidence.clear']({});
    expect(heard.filter(({ name }) => name === 'tenants.changed').at(-1)?.body).toEqual({ files: [], known: [] });
  });
});

const statement = (value: string) =>
  `${JSON.stringify({ domain: 'alpha.example', operator: 'exchange-online', kind: 'tenant-id', value, name: 'Alpha Freight' })}\n`;
const directory = statement('3f2b1c7e-5f0a-4c58-9a55-1c2d3e4f5a6b');

describe('a tenant directory', () => {
  it('judges every message again when it comes and when it goes', async () => {
    const { add, becomes, handlers, heard } = await engine();
    await add('spoof');
    const added = value(await handlers['tenants.add']({ items: [{ name: 'tenants.ndjson', bytes: bytesOf(directory) }] }));
    expect(added).toEqual({
      files: [{ name: 'tenants.ndjson', statements: 1 }],
      known: [
        {
          domain: 'alpha.example',
          operator: 'exchange-online',
          kind: 'tenant-id',
          value: '3f2b1c7e-5f0a-4c58-9a55-1c2d3e4f5a6b',
          name: 'Alpha Freight',
          origin: 'declared',
          because: 'tenants.ndjson, line 1',
        },
      ],
    });
    await becomes('spoof', 'cross-tenant-spoof');
    expect(heard.some(({ name }) => name === 'tenants.changed')).toBe(true);
    expect(value(await handlers['tenants.clear']({}))).toEqual({ files: [], known: [] });
    await becomes('spoof', 'laundered-pass');
  });

  it('is recognised among the evidence, by its content, and is no line of the list', async () => {
    const { rows, load, handlers } = await engine();
    await load([{ path: folder({ 'a.eml': learningCase.spoof, 'notes.txt': directory }) }]);
    expect((await rows()).map((row) => row.kind)).toEqual(['cross-tenant-spoof']);
    expect(value(await handlers['tenants.get']({})).files).toHaveLength(1);
  });

  it('is refused with its line where it is damaged, and the good ones beside it are kept', async () => {
    const { handlers } = await engine();
    const items = [
      { name: 'bad.ndjson', bytes: bytesOf(`${directory}{"domain":7}\n`) },
      { name: 'good.ndjson', bytes: bytesOf(directory) },
    ];
    const refused = await handlers['tenants.add']({ items });
    expect(refused).toMatchObject({ ok: false, error: { message: expect.stringContaining('line 2'), evidence: 'bad.ndjson' } });
    expect(value(await handlers['tenants.get']({})).files).toEqual([{ name: 'good.ndjson', statements: 1 }]);
    expect(await handlers['tenants.add']({ items: [{ path: '/nowhere/none.json' }] })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });
});

const operator = JSON.stringify({
  id: 'my-relay',
  name: 'My Relay',
  pools: [{ id: 'out', networks: ['198.51.100.0/24'], scope: 'shared', sources: ['me'] }],
  sources: [{ id: 'me', url: 'https://relay.example/ranges', retrieved: '2026-11-01', says: 'published ranges', standing: 'published' }],
});

describe('the user’s own operators', () => {
  it('take part in the judgement, dropped among the evidence or added, until they are cleared', async () => {
    const { add, load, handlers, idOf } = await engine();
    await add('spoof');
    const operators = async () => {
      const { analysis } = value(await handlers['analysis.get']({ id: await idOf('spoof') }));
      return analysis.hops.map((hop) => hop.operator);
    };
    expect(await operators()).not.toContain('my-relay');
    await load([{ name: 'relay', bytes: bytesOf(operator) }]);
    expect(value(await handlers['operators.get']({}))).toEqual({ files: [{ name: 'relay', operators: ['my-relay'] }] });
    expect(await operators()).toContain('my-relay');
    expect(value(await handlers['operators.clear']({}))).toEqual({ files: [] });
    expect(await operators()).not.toContain('my-relay');
    expect(value(await handlers['operators.add']({ items: [{ name: 'again', bytes: bytesOf(operator) }] })).files).toHaveLength(1);
    expect(await handlers['operators.add']({ items: [{ name: 'bad', bytes: bytesOf('{}') }] })).toMatchObject({
      ok: false,
      error: { code: 'not-readable', evidence: 'bad' },
    });
  });
});
