import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectClient } from '../../renderer/client.ts';
import { batchFiles, connectLoopback, uploadBody } from '../../renderer/loopback-bridge.ts';
import { rowInState } from './fixtures/rows.ts';
import { createMemoryClient } from './helpers/memory-client.ts';

/** The browser's event stream, under the control of the test. */
class FakeEventSource extends EventTarget {
  static last: FakeEventSource | null = null;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeEventSource.last = this;
  }
  say(name: string, body: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(body) }));
  }
}

const asked: { url: string; type: string; body: Buffer }[] = [];
let rows: unknown[] = [];

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const server = createServer(async (request, response) => {
  const url = request.url ?? '';
  asked.push({ url, type: request.headers['content-type'] ?? '', body: await readAll(request) });
  const values: Readonly<Record<string, unknown>> = { '/call/evidence.list': { rows }, '/upload/evidence.add': { job: 'j' } };
  if (url === '/call/sample.open') response.end('not JSON');
  else
    response.end(
      JSON.stringify(url in values ? { ok: true, value: values[url] } : { ok: true, value: { files: [], rrsets: 0, byHand: [] } }),
    );
});

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const realFetch = globalThis.fetch;
  // Node has no page and so no origin: the relative address of the browser gets one here.
  vi.stubGlobal('fetch', (path: string, options: RequestInit) => realFetch(new URL(path, `http://127.0.0.1:${port}`), options));
  vi.stubGlobal('EventSource', FakeEventSource);
  asked.length = 0;
  rows = [];
});

afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('connectClient', () => {
  it('takes the bridge of the preload where there is one', async () => {
    const waybill = createMemoryClient();
    const outcome = await connectClient({ waybill }).calls['session.get']({});
    expect(outcome.ok && outcome.value.version).toBe('0.1.0');
    expect(waybill.made.length).toBe(1);
    expect(asked).toEqual([]);
  });

  it('speaks HTTP with the host that served the page where there is none', async () => {
    expect(await connectClient({}).calls['evidence.list']({})).toEqual({ ok: true, value: { rows: [] } });
    expect(asked.map(({ url, type, body }) => [url, type, body.toString()])).toEqual([['/call/evidence.list', 'application/json', '{}']]);
  });
});

describe('a call', () => {
  it('is a refusal, not an exception, where the answer cannot be read', async () => {
    expect(await connectLoopback().calls['sample.open']({})).toEqual({
      ok: false,
      error: { code: 'internal', message: 'The Waybill host does not answer. Is it still running?' },
    });
  });

  it('is a refusal where the host is gone', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
    expect((await connectLoopback().calls['session.get']({})).ok).toBe(false);
  });
});

describe('an upload', () => {
  it('is one line of JSON and then the bytes, for each file', async () => {
    const outcome = await connectLoopback().addFiles([new File(['abc'], 'a.eml'), new File(['\n'], 'b/c.eml')]);
    expect(outcome).toEqual({ ok: true, value: { job: 'j' } });
    expect(asked.map(({ url, type, body }) => [url, type, body.toString()])).toEqual([
      ['/upload/evidence.add', 'application/octet-stream', '{"name":"a.eml","size":3}\nabc{"name":"b/c.eml","size":1}\n\n'],
    ]);
  });

  it('refuses to send nothing', async () => {
    expect((await connectLoopback().addFiles([])).ok).toBe(false);
    expect(asked).toEqual([]);
  });

  it('carries names that are no JSON', async () => {
    expect((await uploadBody([new File([''], 'a"\n.eml')]).text()).split('\n')[0]).toBe('{"name":"a\\"\\n.eml","size":0}');
  });
});

describe('batchFiles', () => {
  const file = (megabytes: number): File => ({ size: megabytes * 1024 * 1024 }) as File;

  it.each([
    ['nothing', [], []],
    ['what fits into one request', [100, 100], [[100, 100]]],
    ['what does not', [200, 100, 100], [[200], [100, 100]]],
    ['a file larger than a request, alone', [10, 400, 10], [[10], [400], [10]]],
  ])('cuts %s', (_what, sizes, expected) => {
    expect(batchFiles(sizes.map(file)).map((batch) => batch.map((each) => each.size / 1024 / 1024))).toEqual(expected);
  });
});

describe('events', () => {
  it('reach whoever listens, until they stop', () => {
    const bridge = connectLoopback();
    const heard: unknown[] = [];
    const stop = bridge.on('snapshot.changed', (body) => heard.push(body));
    FakeEventSource.last?.say('snapshot.changed', { files: [], rrsets: 3, byHand: [] });
    stop();
    FakeEventSource.last?.say('snapshot.changed', { files: [], rrsets: 4, byHand: [] });
    expect([FakeEventSource.last?.url, heard]).toEqual(['/events', [{ files: [], rrsets: 3, byHand: [] }]]);
  });

  it('are told again after a lost connection, with what was removed meanwhile', async () => {
    const bridge = connectLoopback();
    const heard: unknown[] = [];
    bridge.on('evidence.changed', ({ row }) => heard.push(['changed', row.id]));
    bridge.on('evidence.removed', ({ id }) => heard.push(['removed', id]));
    rows = [rowInState('old', 'old.eml', 'waiting')];
    await bridge.calls['evidence.list']({});
    FakeEventSource.last?.dispatchEvent(new Event('open'));
    rows = [rowInState('new', 'new.eml', 'waiting')];
    FakeEventSource.last?.dispatchEvent(new Event('open'));
    await vi.waitFor(() =>
      expect(heard).toEqual([
        ['removed', 'old'],
        ['changed', 'new'],
      ]),
    );
  });
});
