/** Connects the store to the client: asks for what is there already, and writes every event into the store. */
import type { EventBody, EventName } from '../../shared/contract.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Client } from '../client.ts';
import { initialState, type Job, nothingHeld, nothingSelected, update, useWaybill } from '../store.ts';
import { count } from '../words.ts';
import { loadDetail, refreshDetails } from './analysis.ts';
import { holdClient, theClient } from './current-client.ts';
import { notify } from './notices.ts';

/** The pause in which events are gathered: a folder of ten thousand messages must not draw ten thousand times. */
const gatherMilliseconds = 16;

interface Waiting {
  readonly rows: Map<string, EventBody<'evidence.changed'>['row']>;
  readonly removed: Set<string>;
  readonly jobs: Map<string, EventBody<'job.progress'>>;
}

let waiting: Waiting = { rows: new Map(), removed: new Set(), jobs: new Map() };
let timer: ReturnType<typeof setTimeout> | null = null;

function gather(add: (into: Waiting) => void): void {
  add(waiting);
  timer ??= setTimeout(flushEvents, gatherMilliseconds);
}

/** Writes all gathered events into the store at once, and loads what the reader waits for. */
export function flushEvents(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  const { rows: changed, removed, jobs: progress } = waiting;
  waiting = { rows: new Map(), removed: new Set(), jobs: new Map() };
  update((state) => {
    const rows = new Map(state.rows);
    for (const [id, row] of changed) rows.set(id, row);
    const details = new Map(state.details);
    for (const id of removed) {
      rows.delete(id);
      details.delete(id);
    }
    for (const id of changed.keys()) if (id !== state.selection.evidence) details.delete(id);
    const jobs = new Map<string, Job>(state.jobs);
    for (const [job, { done, total, failed, finished }] of progress) {
      if (finished) jobs.delete(job);
      else jobs.set(job, { done, total, failed });
    }
    const gone = state.selection.evidence !== null && removed.has(state.selection.evidence);
    return { rows, details, jobs, ...(gone ? { selection: nothingSelected } : {}) };
  });
  reportFinished(progress);
  followSelection(changed);
}

function reportFinished(progress: Waiting['jobs']): void {
  const finished = [...progress.values()].filter((job) => job.finished);
  const failed = finished.reduce((sum, job) => sum + job.failed, 0);
  if (failed > 0) notify(`${count(failed, 'input')} could not be read; the list says why.`, 'failed');
  if (finished.length > 0) void refreshQuestions();
}

/** Loads the selected message again when it changed; selects the first finished one while nothing is selected. */
function followSelection(changed: Waiting['rows']): void {
  const { selection, rows } = useWaybill.getState();
  const { evidence } = selection;
  if (evidence !== null) {
    if (changed.get(evidence)?.state === 'done') void loadDetail(evidence);
    return;
  }
  const all = [...rows.values()];
  const idle = all.every((row) => row.state === 'done' || row.state === 'failed');
  const first = all.find((row) => row.state === 'done') ?? (idle ? all[0] : undefined);
  if (first === undefined) return;
  update({ selection: { ...nothingSelected, evidence: first.id } });
  if (first.state === 'done') void loadDetail(first.id);
}

/** Asks which DNS questions are still open in the whole case. */
export async function refreshQuestions(): Promise<void> {
  const outcome = await theClient().calls['questions.get']({});
  if (outcome.ok) update({ questions: outcome.value.questions });
}

function keep<T>(outcome: Outcome<T>, into: (value: T) => void): void {
  if (outcome.ok) into(outcome.value);
  else notify(outcome.error.message, 'failed');
}

/**
 * Starts the window on this client. `onCommand` carries out the menu items of the host.
 * What happened before the window listened is asked for, because nobody repeats those events.
 */
export async function start(client: Client, onCommand: (name: EventBody<'command'>['name']) => void): Promise<void> {
  holdClient(client);
  update({ ...initialState, theme: useWaybill.getState().theme });
  const hear = <E extends EventName>(name: E, listener: (body: EventBody<E>) => void): void => void client.on(name, listener);
  hear('evidence.changed', ({ row }) =>
    gather((into) => {
      into.removed.delete(row.id);
      into.rows.set(row.id, row);
    }),
  );
  hear('evidence.removed', ({ id }) =>
    gather((into) => {
      into.rows.delete(id);
      into.removed.add(id);
    }),
  );
  hear('engine.restarted', ({ message }) => {
    update({
      ...nothingHeld,
      rows: new Map(),
      details: new Map(),
      parts: new Map(),
      jobs: new Map(),
      questions: [],
      selection: nothingSelected,
    });
    notify(message, 'failed');
  });
  hear('job.progress', (body) => gather((into) => void into.jobs.set(body.job, body)));
  hear('snapshot.changed', (snapshot) => {
    update({ snapshot });
    refreshDetails();
    void refreshQuestions();
  });
  // Whatever they change in an analysis is told as `evidence.changed` once it was judged again.
  hear('tenants.changed', (tenants) => update({ tenants }));
  hear('operators.changed', (operators) => update({ operators }));
  hear('command', ({ name }) => onCommand(name));
  const { calls } = client;
  const [session, list, snapshot, tenants, operators] = await Promise.all([
    calls['session.get']({}),
    calls['evidence.list']({}),
    calls['snapshot.get']({}),
    calls['tenants.get']({}),
    calls['operators.get']({}),
  ]);
  keep(session, (value) => update({ session: value }));
  keep(snapshot, (value) => update({ snapshot: value }));
  keep(tenants, (value) => update({ tenants: value }));
  keep(operators, (value) => update({ operators: value }));
  keep(list, ({ rows }) => gather((into) => rows.forEach((row) => void (into.rows.has(row.id) || into.rows.set(row.id, row)))));
  flushEvents();
  await refreshQuestions();
}
