/** The bridge over HTTP: calls are POSTs, files are one streamed upload, events are server-sent. Same origin, the cookie goes along by itself. */
import { type Bridge, callNames } from '../shared/bridge.ts';
import type { EventBody, EventName, EvidenceRow, Handlers } from '../shared/contract.ts';
import { type Outcome, refuse } from '../shared/outcome.ts';
import { nameOf } from './dropped-files.ts';
import { openFilter } from './report-state.ts';

/** At most this many bytes and files a request; a larger drop becomes several jobs. */
const largestRequest = 256 * 1024 * 1024;
const mostFilesARequest = 10_000;

type Post = (path: string, type: string, body: string | Blob) => Promise<Outcome<never>>;

/** Posts and reads an Outcome. A host that is gone is a refusal, not an exception. */
const post: Post = async (path, type, body) => {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': type }, body, credentials: 'same-origin' });
    return (await response.json()) as Outcome<never>;
  } catch {
    // Only the network and a broken answer end here, and both mean the same to the reader: the host does not answer.
    return refuse('internal', 'The Waybill host does not answer. Is it still running?');
  }
};

/** Cuts a list of files into requests that the host accepts. */
export function batchFiles(files: readonly File[]): readonly (readonly File[])[] {
  const batches: File[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const file of files) {
    const current = batches.at(-1);
    if (current === undefined || size + file.size > largestRequest || current.length >= mostFilesARequest) {
      batches.push([file]);
      size = file.size;
    } else {
      current.push(file);
      size += file.size;
    }
  }
  return batches;
}

/** The body of one upload: for each file a line of JSON, then its bytes. Nothing is read before the browser sends it. */
export function uploadBody(files: readonly File[]): Blob {
  return new Blob(files.flatMap((file) => [`${JSON.stringify({ name: nameOf(file), size: file.size })}\n`, file]));
}

async function upload(path: string, files: readonly File[]): Promise<Outcome<never>> {
  let last: Outcome<never> = refuse('empty', 'There was no file in it.');
  for (const batch of batchFiles(files)) {
    last = await post(path, 'application/octet-stream', uploadBody(batch));
    if (!last.ok) return last;
  }
  return last;
}

type Listener = (body: never) => void;

/** Events of the host. After a lost connection everything is asked again, and told as if it had just happened. */
function listen(calls: Handlers): Bridge['on'] {
  const listeners = new Map<EventName, Set<Listener>>();
  const known = new Set<string>();
  let source: EventSource | null = null;
  let wasOpen = false;

  const list = calls['evidence.list'];
  // Rows that were asked for are known too, or their removal during a lost connection would go unnoticed.
  const listKnown: typeof list = async (request) => {
    const rows = await list(request);
    if (rows.ok) for (const row of rows.value.rows) known.add(row.id);
    return rows;
  };
  calls['evidence.list'] = listKnown;

  const emit = <E extends EventName>(name: E, body: EventBody<E>): void => {
    if (name === 'evidence.changed') known.add((body as { row: EvidenceRow }).row.id);
    for (const listener of listeners.get(name) ?? []) listener(body as never);
  };
  const resume = async (): Promise<void> => {
    const [rows, snapshot, tenants, operators, suffixes, present, totals] = await Promise.all([
      list({}),
      calls['snapshot.get']({}),
      calls['tenants.get']({}),
      calls['operators.get']({}),
      calls['suffixes.get']({}),
      calls['case.get']({}),
      calls['reports.totals']({ filter: openFilter }),
    ]);
    if (rows.ok) {
      const present = new Set(rows.value.rows.map((row) => row.id));
      for (const id of known) if (!present.has(id) && known.delete(id)) emit('evidence.removed', { id });
      for (const row of rows.value.rows) emit('evidence.changed', { row });
    }
    if (snapshot.ok) emit('snapshot.changed', snapshot.value);
    if (tenants.ok) emit('tenants.changed', tenants.value);
    if (operators.ok) emit('operators.changed', operators.value);
    if (suffixes.ok) emit('suffixes.changed', suffixes.value);
    if (present.ok) emit('case.changed', present.value);
    if (totals.ok) emit('reports.changed', { totals: totals.value });
  };
  const open = (): EventSource => {
    const opened = new EventSource('/events');
    opened.addEventListener('open', () => {
      if (wasOpen) void resume();
      wasOpen = true;
    });
    return opened;
  };
  return (name, listener) => {
    source ??= open();
    if (!listeners.has(name)) {
      listeners.set(name, new Set());
      source.addEventListener(name, (event: MessageEvent<string>) => emit(name, JSON.parse(event.data)));
    }
    listeners.get(name)?.add(listener as Listener);
    return () => listeners.get(name)?.delete(listener as Listener);
  };
}

/** A bridge to the loopback host that served this page. */
export function connectLoopback(): Bridge {
  const call = (name: string) => (request: unknown) => post(`/call/${name}`, 'application/json', JSON.stringify(request));
  const calls = Object.fromEntries(Object.keys(callNames).map((name) => [name, call(name)])) as unknown as Handlers;
  return {
    calls,
    on: listen(calls),
    addFiles: (files) => upload('/upload/evidence.add', files),
    addSnapshotFiles: (files) => upload('/upload/snapshot.add', files),
    addTenantFiles: (files) => upload('/upload/tenants.add', files),
    addOperatorFiles: (files) => upload('/upload/operators.add', files),
    addSuffixFiles: (files) => upload('/upload/suffixes.add', files),
  };
}
