/** What a session is judged by, changed while it holds evidence: the public suffix list, and the bundled copies of operators' records. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import { type Call, calls, type EmitEvent, type EventBody, events, type Reply, type Request } from '../../../shared/contract.ts';
import { currentSuffixList } from '../../../shared/names/public-suffix-choice.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { message } from '../evidence.ts';

/** An engine in this process with one message in it; replies and events are checked against the contract. */
async function engineWith(bytes: Uint8Array<ArrayBuffer>) {
  const heard: { name: string; body: unknown }[] = [];
  const jobs = new Map<string, boolean>();
  let wake = (): void => undefined;
  const emit: EmitEvent = (name, body) => {
    expect(events[name].safeParse(body).error).toBeUndefined();
    heard.push({ name, body });
    if (name !== 'job.progress') return;
    const { job, finished } = body as EventBody<'job.progress'>;
    jobs.set(job, finished);
    wake();
  };
  const onBug = (bug: unknown) => expect.unreachable(String(bug));
  const { handlers, dispose } = createEngine({ emit, version: '1', host: 'loopback', sampleDirectory: null, worker: null, onBug });
  onTestFinished(dispose);
  /** Calls, and waits until no job is under way. */
  const call = async <C extends Call>(name: C, request: Request<C>): Promise<Reply<C>> => {
    const outcome = await handlers[name](request as never);
    const reply = value(outcome as Outcome<object>);
    expect(calls[name].reply.safeParse(reply).error).toBeUndefined();
    if ('job' in reply && !jobs.has(String(reply.job))) jobs.set(String(reply.job), false);
    while ([...jobs.values()].includes(false)) await new Promise<void>((resolve) => (wake = resolve));
    return reply as Reply<C>;
  };
  await call('evidence.add', { items: [{ name: 'a.eml', bytes }] });
  const [row] = (await call('evidence.list', {})).rows;
  const detail = () => call('analysis.get', { id: row?.id ?? '' });
  return { call, heard, handlers, detail };
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const list = (name: string, ...rules: string[]) => ({ name, bytes: bytesOf(`// VERSION: 2026-08-19_x\n${rules.join('\n')}\n`) });

describe('the public suffix list of a session', () => {
  it('is the bundled one until a file comes, and every message is judged again by that', async () => {
    const { call, detail, heard } = await engineWith(message({ from: 'alice@mail.alpha.example' }));
    const judged = async () => {
      const { analysis, dmarc } = await detail();
      return [analysis.message.from[0]?.organizationalDomain, dmarc.rfc7489.organizationalDomain, dmarc.rfc7489.suffixList];
    };
    const bundled = (await call('suffixes.get', {})).bundled;
    expect(await call('suffixes.get', {})).toEqual({ bundled, file: null });
    const before = await judged();
    expect(before).toEqual(['alpha.example', 'alpha.example', `${bundled.name}, public suffix list of ${bundled.date}`]);

    const file = { name: 'mine.dat', date: '2026-08-19', rules: 2 };
    expect(await call('suffixes.add', { items: [list('mine.dat', 'example', 'alpha.example')] })).toEqual({ bundled, file });
    expect(heard.filter(({ name }) => name === 'suffixes.changed').map(({ body }) => body)).toEqual([{ bundled, file }]);
    expect(await judged()).toEqual(['mail.alpha.example', 'mail.alpha.example', 'mine.dat, public suffix list of 2026-08-19']);
    // Nothing of it is left behind in this process.
    expect(currentSuffixList().name).toBe(bundled.name);

    await call('suffixes.add', { items: [list('other.dat', 'example')] });
    expect(await judged()).toEqual(['alpha.example', 'alpha.example', 'other.dat, public suffix list of 2026-08-19']);

    expect(await call('suffixes.clear', {})).toEqual({ bundled, file: null });
    expect(await judged()).toEqual(before);
  });

  it('is also taken from among the evidence, by what the file holds', async () => {
    const { call, detail } = await engineWith(message({ from: 'alice@mail.alpha.example' }));
    const bytes = bytesOf('// ===BEGIN ICANN DOMAINS===\nexample\nalpha.example\n');
    await call('evidence.add', { items: [{ name: 'dropped.txt', bytes }] });
    expect((await call('suffixes.get', {})).file).toEqual({ name: 'dropped.txt', date: null, rules: 2 });
    expect((await detail()).dmarc.rfc7489.organizationalDomain).toBe('mail.alpha.example');
    expect((await call('evidence.list', {})).rows.length).toBe(1);
  });

  it('stays what it was where a file is none', async () => {
    const { call, handlers } = await engineWith(message());
    await call('suffixes.add', { items: [list('mine.dat', 'example')] });
    const refused = await handlers['suffixes.add']({ items: [{ name: 'page.html', bytes: bytesOf('<html><body>\n') }] });
    expect(refused).toMatchObject({ ok: false, error: { code: 'not-readable', evidence: 'page.html' } });
    expect((await call('suffixes.get', {})).file?.name).toBe('mine.dat');
  });
});

describe('the bundled copies of operators’ records', () => {
  // At the time of the message the copies are a year old.
  const bytes = message({ from: 'alice@alpha.example', ip: '40.107.117.56' });
  const record = (text: string, name = 'alpha.example') => ({
    action: 'add' as const,
    record: { name, type: 'TXT' as const, answer: 'records' as const, records: [text], from: null, to: null },
  });

  it('answer nothing until somebody switches them on, and nothing again once they are off', async () => {
    const { call, detail } = await engineWith(bytes);
    await call('snapshot.edit', record('v=spf1 include:spf.protection.outlook.com -all'));
    const spf = async () => {
      const check = (await detail()).spf.find(({ identity, source }) => identity === 'mailfrom' && source === 'replay');
      return [check?.result, check?.sharedBy, check?.copies ?? []];
    };
    const isUsed = async () => (await call('snapshot.report', { at: null })).baseline.isUsed;
    expect([await spf(), await isUsed()]).toEqual([['unknown', null, []], false]);
    await call('snapshot.baseline', { use: true });
    const copy = { name: 'spf.protection.outlook.com', seen: '2025-02-18', isStale: true };
    expect([await spf(), await isUsed()]).toEqual([['pass', 'exchange-online', [copy]], true]);
    expect((await detail()).analysis.verdict.open).toContain(
      'Bundled copies stand in for DNS answers: spf.protection.outlook.com (seen 2025-02-18, more than a year before). Captured answers may differ.',
    );
    await call('snapshot.baseline', { use: false });
    expect([await spf(), await isUsed()]).toEqual([['unknown', null, []], false]);
  });

  it('never stand above an answer of the user’s, whenever that was seen', async () => {
    const { call, detail } = await engineWith(bytes);
    await call('snapshot.baseline', { use: true });
    await call('snapshot.edit', record('v=spf1 include:spf.protection.outlook.com -all'));
    await call('snapshot.edit', {
      action: 'add',
      record: { ...record('v=spf1 -all', 'spf.protection.outlook.com').record, from: '2001-01-01', to: '2001-01-02' },
    });
    const check = (await detail()).spf.find(({ identity, source }) => identity === 'mailfrom' && source === 'replay');
    expect([check?.result, check?.copies]).toEqual(['fail', undefined]);
  });

  it('say how old they are', async () => {
    const { call } = await engineWith(bytes);
    const { baseline } = await call('snapshot.report', { at: Date.parse('2025-03-01') });
    expect(baseline).toMatchObject({ isUsed: false, compared: '2026-11-24', newest: '2025-02-18' });
    expect(baseline.stale).toBeLessThan(baseline.names);
    expect((await call('snapshot.report', { at: Date.parse('2026-11-24') })).baseline.stale).toBe(baseline.names);
  });
});

describe('what the snapshot is made of', () => {
  const file = (name: string, ...lines: object[]) => ({
    name,
    bytes: bytesOf(lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
  });
  const txt = (text: string) => ({ rrname: 'a.example', rrtype: 'TXT', rdata: [text] });

  it('is told by file, with the contradictions and whose word counts', async () => {
    const { call } = await engineWith(message());
    await call('snapshot.add', {
      items: [
        file(
          'old.ndjson',
          { snapshot: 'waybill/dns/1', complete: true },
          { ...txt('v=spf1 -all'), time_first: 1_700_000_000, time_last: 1_700_086_400 },
        ),
        file('new.ndjson', { ...txt('v=spf1 ~all') }, { rrname: 'b.example', rrtype: 'A', rdata: [], rcode: 'SERVFAIL' }),
      ],
    });
    const report = await call('snapshot.report', { at: 1_700_000_000_000 });
    expect(
      report.files.map(({ name, answers, absences, failures, complete, earliest, latest }) => [
        name,
        answers,
        absences,
        failures,
        complete,
        earliest,
        latest,
      ]),
    ).toEqual([
      ['old.ndjson', 1, 0, 0, true, 1_700_000_000, 1_700_086_400],
      ['new.ndjson', 1, 0, 1, false, null, null],
    ]);
    expect(report.conflicts).toEqual([
      {
        name: 'a.example',
        type: 'TXT',
        kind: 'records',
        chosen: 0,
        statements: [
          {
            file: 'old.ndjson',
            source: 'old.ndjson',
            rcode: 'NOERROR',
            records: ['v=spf1 -all'],
            timeFirst: 1_700_000_000,
            timeLast: 1_700_086_400,
          },
          { file: 'new.ndjson', source: 'new.ndjson', rcode: 'NOERROR', records: ['v=spf1 ~all'], timeFirst: null, timeLast: null },
        ],
      },
    ]);
    expect([report.conflictCount, report.agreements]).toEqual([1, 0]);
    // A year later only the answer without times holds.
    expect((await call('snapshot.report', { at: null })).conflicts[0]?.chosen).toBe(1);
  });

  it('lists the first contradictions and counts all', async () => {
    const { call } = await engineWith(message());
    const names = Array.from({ length: 250 }, (_, index) => `n${index}.example`);
    const lines = (text: string) => names.map((rrname) => ({ ...txt(text), rrname }));
    await call('snapshot.add', { items: [file('one.ndjson', ...lines('x')), file('two.ndjson', ...lines('y'))] });
    const report = await call('snapshot.report', { at: null });
    expect([report.conflicts.length, report.conflictCount]).toEqual([200, 250]);
  });
});

describe('the open questions of a session', () => {
  it('come with what may follow and the rounds that remain at most', async () => {
    const { call, detail } = await engineWith(message());
    await call('snapshot.edit', {
      action: 'add',
      record: {
        name: 'alpha.example',
        type: 'TXT',
        answer: 'records',
        records: ['v=spf1 include:b.example include:c.example -all'],
        from: null,
        to: null,
      },
    });
    await detail();
    const { questions, ahead, rounds } = await call('questions.get', {});
    expect([questions.includes('b.example TXT'), questions.includes('c.example TXT'), ahead.includes('c.example TXT')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(rounds.now).toBeGreaterThanOrEqual(rounds.ahead);
    expect(rounds.ahead).toBeGreaterThan(1);
  });
});

describe('a tenant directory that names an operator nobody knows', () => {
  const statement = { domain: 'alpha.example', operator: 'own-gateway', kind: 'account', value: 'x' };
  const directory = { name: 'tenants.ndjson', bytes: bytesOf(`${JSON.stringify(statement)}\n`) };
  const entry = {
    id: 'own-gateway',
    name: 'Own gateway',
    pools: [],
    sources: [{ id: 'x', url: 'https://a.example/', retrieved: '2026-11-01', says: 'x', standing: 'recalled' }],
  };

  it('says so, until the operator is known', async () => {
    const { call, heard } = await engineWith(message());
    const unknown = async () => (await call('tenants.get', {})).unknownOperators;
    expect((await call('tenants.add', { items: [directory] })).unknownOperators).toEqual(['own-gateway']);
    await call('operators.add', { items: [{ name: 'own.json', bytes: bytesOf(JSON.stringify(entry)) }] });
    expect(await unknown()).toBeUndefined();
    expect(heard.filter(({ name }) => name === 'tenants.changed').length).toBe(2);
    await call('operators.clear', {});
    expect(await unknown()).toEqual(['own-gateway']);
  });
});
