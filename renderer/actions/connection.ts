/** Connects the store to the client: asks for what is there already, and writes every event into the store. */
import type { EventBody, EventName } from '../../shared/contract.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Client } from '../client.ts';
import { addMoment } from '../job-rate.ts';
import { openFilter } from '../report-state.ts';
import { initialState, type Job, noQuestions, nothingHeld, nothingSelected, update, useWaybill } from '../store.ts';
import { count } from '../words.ts';
import { loadDetail, refreshDetails } from './analysis.ts';
import { dropCampaigns, forgetCampaigns, refreshCampaigns } from './campaign.ts';
import { holdClient, theClient } from './current-client.ts';
import { notify } from './notices.ts';
import { forgetReports, keepTotals } from './reports.ts';
import { refreshSnapshotReport } from './snapshot.ts';

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
    const moments = new Map(state.moments);
    for (const [job, { job: _id, finished, ...counts }] of progress) {
      if (finished) {
        jobs.delete(job);
        moments.delete(job);
      } else {
        jobs.set(job, counts);
        moments.set(job, addMoment(moments.get(job) ?? [], { ...counts, at: performance.now() }));
      }
    }
    const gone = state.selection.evidence !== null && removed.has(state.selection.evidence);
    return { rows, details, jobs, moments, ...(gone ? { selection: nothingSelected } : {}) };
  });
  forgetCampaigns([...changed.keys(), ...removed]);
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
  if (!outcome.ok) return;
  const { questions, ahead, rounds } = outcome.value;
  update({ questions, questionsAhead: ahead, rounds });
}

function keep<T>(outcome: Outcome<T>, into: (value: T) => void): void {
  if (outcome.ok) into(outcome.value);
  else notify(outcome.error.message, 'failed');
}

/** Asks for the notes of the case. */
async function refreshNotes(): Promise<void> {
  keep(await theClient().calls['notes.get']({}), ({ notes }) => update({ notes }));
}

/** Takes everything off the screen that belongs to the present case. */
export function forgetCase(): void {
  waiting = { rows: new Map(), removed: new Set(), jobs: new Map() };
  update({
    ...nothingHeld,
    rows: new Map(),
    details: new Map(),
    parts: new Map(),
    canonical: new Map(),
    bodies: new Map(),
    jobs: new Map(),
    moments: new Map(),
    noteDrafts: new Map(),
    ...noQuestions,
    selection: nothingSelected,
  });
  forgetReports();
  dropCampaigns();
}

/** What is listed first, as listed; then what came since. */
function inOrder<Row extends { readonly id: string }>(rows: ReadonlyMap<string, Row>, listed: readonly Row[]): ReadonlyMap<string, Row> {
  const ids = [...listed.map(({ id }) => id).filter((id) => rows.has(id)), ...rows.keys()];
  return new Map(
    ids.flatMap((id) => {
      const row = rows.get(id);
      return row === undefined ? [] : [[id, row] as const];
    }),
  );
}

/** Asks for everything that the engine holds: at the start, and when it holds another case. */
export async function askForCase(): Promise<void> {
  const { calls } = theClient();
  const [list, snapshot, tenants, operators, suffixes, present, notes, totals] = await Promise.all([
    calls['evidence.list']({}),
    calls['snapshot.get']({}),
    calls['tenants.get']({}),
    calls['operators.get']({}),
    calls['suffixes.get']({}),
    calls['case.get']({}),
    calls['notes.get']({}),
    calls['reports.totals']({ filter: openFilter }),
  ]);
  keep(snapshot, (value) => update({ snapshot: value }));
  keep(tenants, (value) => update({ tenants: value }));
  keep(operators, (value) => update({ operators: value }));
  keep(suffixes, (value) => update({ suffixes: value }));
  keep(present, (value) => update({ case: value }));
  keep(notes, (value) => update({ notes: value.notes }));
  keep(list, ({ rows }) => gather((into) => rows.forEach((row) => void (into.rows.has(row.id) || into.rows.set(row.id, row)))));
  flushEvents();
  // Events of a job that runs already may have come before the list, and out of order: the list knows it.
  keep(list, ({ rows }) => update((state) => ({ rows: inOrder(state.rows, rows) })));
  keep(totals, keepTotals);
  await Promise.all([refreshQuestions(), refreshSnapshotReport()]);
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
    forgetCase();
    notify(message, 'failed');
  });
  hear('job.progress', (body) => gather((into) => void into.jobs.set(body.job, body)));
  hear('snapshot.changed', (snapshot) => {
    update({ snapshot });
    refreshDetails();
    void refreshQuestions();
    void refreshSnapshotReport();
  });
  // Whatever they change in an analysis is told as `evidence.changed` once it was judged again.
  hear('tenants.changed', (tenants) => update({ tenants }));
  hear('operators.changed', (operators) => update({ operators }));
  hear('suffixes.changed', (suffixes) => update({ suffixes }));
  hear('case.changed', (present) => {
    const isOther = present.file !== useWaybill.getState().case.file;
    update({ case: present });
    // A case that was dropped on the window brings its notes, and nobody tells of them.
    if (isOther) void refreshNotes();
  });
  hear('reports.changed', ({ totals }) => {
    keepTotals(totals);
    refreshCampaigns();
  });
  hear('command', ({ name }) => onCommand(name));
  const [session] = await Promise.all([client.calls['session.get']({}), askForCase()]);
  keep(session, (value) => update({ session: value }));
}
