/**
 * The loopback host's server: the same window and the same contract as in Electron, over HTTP on 127.0.0.1.
 *
 * The wire, for `renderer/client.ts`:
 * - `GET /?token=…`       the one-time address: sets the session cookie and sends the browser to `/`
 * - `GET /…`              the built window
 * - `POST /call/<name>`   body: the request as JSON; answer: the `Outcome` as JSON
 * - `POST /upload/<name>` `evidence.add`, `snapshot.add`, `tenants.add`, `operators.add` or `suffixes.add`; body: for each file a line `{"name":"…","size":123}` and then its bytes; answer: the `Outcome`
 * - `GET /events`         server-sent events, `event: <name>`, `data: <JSON>`
 *
 * Every answer to a call is an `Outcome`, with status 200 where it was taken and 4xx where it was refused at the door. No other host is ever contacted.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import type { EmitEvent, Handlers } from '../../shared/contract.ts';
import { type Outcome, refuse, succeed } from '../../shared/outcome.ts';
import { checkCalls, checkEvents, type ReportBug } from '../transport/checked.ts';
import { connectInProcess } from '../transport/in-process.ts';
import { isFileCall, refusePaths } from '../transport/page-calls.ts';
import { securityHeaders } from '../window-files/content-security-policy.ts';
import type { FindRendererFile } from '../window-files/renderer-files.ts';
import { type AccessRequest, accessJudge } from './access.ts';
import { eventStream } from './event-stream.ts';
import { readUpload } from './upload.ts';

/** A pasted message of 64 Mi characters, each escaped in JSON. */
const largestRequest = 384 * 1024 * 1024;
const beatEvery = 20_000;

export interface LoopbackServer {
  /** The one-time address for the person's browser. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface LoopbackOptions {
  /** Makes the engine; `emit` reaches every open window. */
  readonly createHandlers: (emit: EmitEvent) => Handlers;
  readonly findFile: FindRendererFile;
  readonly reportBug: ReportBug;
}

/** Listens on a free port of 127.0.0.1. */
export async function startLoopbackServer({ createHandlers, findFile, reportBug }: LoopbackOptions): Promise<LoopbackServer> {
  const stream = eventStream();
  const handlers = createHandlers(checkEvents(stream.emit, reportBug));
  const call = checkCalls(connectInProcess({ ...handlers, 'evidence.open': async () => succeed({ opened: false }) }), reportBug);
  const callFromPage = refusePaths(call);
  const token = randomBytes(32).toString('base64url');
  let judge: ReturnType<typeof accessJudge> | null = null;

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      reportBug('loopback server', error);
      response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders('loopback'))) response.setHeader(name, value);
    const { method = '', url = '' } = request;
    const access = judge?.({ method, url, headers: request.headers as AccessRequest['headers'] });
    if (access === undefined) return void response.destroy();
    if (access.kind === 'refused') return sendRefusal(request, response, access.status, access.why);
    if (access.kind === 'exchanged') return void response.writeHead(303, { location: '/', 'set-cookie': access.cookie }).end();

    const [path = '/'] = url.split('?', 1);
    if (method === 'POST' && path.startsWith('/call/'))
      return sendOutcome(request, response, await callWithJson(path.slice('/call/'.length), request));
    if (method === 'POST' && path.startsWith('/upload/'))
      return sendOutcome(request, response, await callWithFiles(path.slice('/upload/'.length), request));
    if (method === 'GET' && path === '/events') return openStream(response);
    if (method !== 'GET' && method !== 'HEAD') return sendRefusal(request, response, 405, 'This address is only for reading.');
    const file = findFile(path);
    if (file === null) return sendRefusal(request, response, 404, 'Waybill has no such page.');
    response.writeHead(200, { 'content-type': file.mimeType, 'content-length': file.bytes.length });
    response.end(method === 'HEAD' ? undefined : file.bytes);
  }

  async function callWithJson(name: string, request: IncomingMessage): Promise<Outcome<unknown>> {
    if (!request.headers['content-type']?.startsWith('application/json')) return refuse('bad-request', 'A call is application/json.');
    const body = await readBody(request);
    if (!body.ok) return body;
    return callFromPage(name, body.value);
  }

  async function callWithFiles(name: string, request: IncomingMessage): Promise<Outcome<unknown>> {
    if (!isFileCall(name)) return refuse('bad-request', 'Only evidence and what judges it are uploaded.');
    const files = await readUpload(pieces(request));
    return files.ok ? callFromPage(name, { items: files.value }) : files;
  }

  function openStream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.on('close', stream.add(response));
  }

  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The loopback server has no port.');
  judge = accessJudge(address.port, token, randomBytes(32).toString('base64url'));
  // A large upload on a slow machine takes longer than Node's default of five minutes for a whole request.
  server.requestTimeout = 0;
  const beating = setInterval(stream.beat, beatEvery);

  return {
    url: `http://127.0.0.1:${address.port}/?token=${token}`,
    close: () =>
      new Promise((resolve) => {
        clearInterval(beating);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Outcome<unknown>> {
  const read: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces(request)) {
    size += piece.length;
    if (size > largestRequest) return refuse('too-large', 'The request is too large.');
    read.push(piece);
  }
  try {
    return succeed(JSON.parse(Buffer.concat(read).toString('utf8')));
  } catch {
    return refuse('bad-request', 'The request is not JSON.'); // SyntaxError, or more text than a string can hold.
  }
}

/** The body in pieces. Leaving the loop early must not close the connection, or the refusal would not arrive. */
function pieces(request: IncomingMessage): AsyncIterable<Buffer> {
  return request.iterator({ destroyOnReturn: false });
}

/** Answers a call. Where it was refused midway, what is left of the body is read and dropped first: a browser that is still sending would not see the answer. */
async function sendOutcome(request: IncomingMessage, response: ServerResponse, outcome: Outcome<unknown>): Promise<void> {
  if (!request.complete && !request.destroyed) await finished(request.resume()).catch(() => {}); // the sender may be gone
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(outcome));
}

function sendRefusal(request: IncomingMessage, response: ServerResponse, status: number, why: string): void {
  const isPage = request.headers['sec-fetch-dest'] === 'document' || request.headers.accept?.includes('text/html') === true;
  response.writeHead(status, { 'content-type': `${isPage ? 'text/plain' : 'application/json'}; charset=utf-8`, connection: 'close' });
  response.end(isPage ? `Waybill: ${why}\n` : JSON.stringify(refuse('bad-request', why)));
}
