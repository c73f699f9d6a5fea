/** A name server on loopback that does as it is told: answers, stays silent, lies, cuts off, drips. UDP and TCP on one port. */
import { createSocket, type RemoteInfo } from 'node:dgram';
import { createServer, type Socket } from 'node:net';

export interface Asked {
  readonly name: string;
  readonly type: number;
  readonly overTcp: boolean;
  readonly hasEdns: boolean;
  /** The query as it came. */
  readonly query: Buffer;
}

/** Octets to send (TCP: framed), one or several; `null` stays silent; a function gets the TCP socket or sends over UDP itself. */
export type Behaviour = Buffer | readonly Buffer[] | null | ((send: (bytes: Buffer) => void, socket: Socket | null) => void);

export interface ScriptedServer {
  readonly port: number;
  readonly asked: readonly Asked[];
  stop(): Promise<void>;
}

export async function startScriptedServer(behave: (asked: Asked) => Behaviour): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  const take = (query: Buffer, overTcp: boolean): Asked => {
    const { name, end } = readQuestion(query);
    const entry: Asked = { name, type: query.readUInt16BE(end), overTcp, hasEdns: query.readUInt16BE(10) > 0, query };
    asked.push(entry);
    return entry;
  };
  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      const send = (bytes: Buffer): void => void socket.write(bytes);
      const behaviour = behave(take(chunk.subarray(2), true));
      if (typeof behaviour === 'function') behaviour(send, socket);
      else for (const bytes of listOf(behaviour)) send(framed(bytes));
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const address = tcp.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  const udp = createSocket('udp4');
  udp.on('message', (query: Buffer, from: RemoteInfo) => {
    const send = (bytes: Buffer): void => udp.send(bytes, from.port, from.address);
    const behaviour = behave(take(query, false));
    if (typeof behaviour === 'function') behaviour(send, null);
    else for (const bytes of listOf(behaviour)) send(bytes);
  });
  await new Promise<void>((resolve) => udp.bind(address.port, '127.0.0.1', resolve));
  let isStopped = false;
  return {
    port: address.port,
    asked,
    async stop() {
      if (isStopped) return;
      isStopped = true;
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => tcp.close(() => resolve()));
      await new Promise<void>((resolve) => udp.close(() => resolve()));
    },
  };
}

function listOf(behaviour: Buffer | readonly Buffer[] | null): readonly Buffer[] {
  return behaviour === null ? [] : Buffer.isBuffer(behaviour) ? [behaviour] : (behaviour as readonly Buffer[]);
}

export function framed(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

function readQuestion(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString('latin1'));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 1 };
}

export interface ReplyParts {
  readonly rcode?: number;
  /** AA 0x0400, TC 0x0200, RA 0x0080, AD 0x0020; the standard is RA. */
  readonly flags?: number;
  readonly answers?: readonly Buffer[];
  readonly authority?: readonly Buffer[];
  readonly id?: number;
  /** Replaces the question section; an empty buffer leaves it out. */
  readonly question?: Buffer;
}

/** A reply to a query. */
export function replyTo({ query }: Asked, parts: ReplyParts = {}): Buffer {
  const { rcode = 0, flags = 0x0080, answers = [], authority = [], id = query.readUInt16BE(0) } = parts;
  const own = query.subarray(12, readQuestion(query).end + 4);
  const question = parts.question ?? own;
  const header = Buffer.alloc(12);
  header.writeUInt16BE(id, 0);
  header.writeUInt16BE(0x8100 | flags | rcode, 2);
  header.writeUInt16BE(question.length === 0 ? 0 : 1, 4);
  header.writeUInt16BE(answers.length, 6);
  header.writeUInt16BE(authority.length, 8);
  return Buffer.concat([header, question, ...answers, ...authority]);
}

const types: Readonly<Record<string, number>> = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28 };

/** One resource record; names are written whole. */
export function resourceRecord(name: string, type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt16BE(types[type] ?? 0, 0);
  head.writeUInt16BE(1, 2);
  head.writeUInt32BE(60, 4);
  head.writeUInt16BE(data.length, 8);
  return Buffer.concat([wireName(name), head, data]);
}

export function wireName(name: string): Buffer {
  const labels = name === '' ? [] : name.split('.');
  return Buffer.concat([
    ...labels.map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, 'latin1')])),
    Buffer.from([0]),
  ]);
}

export function textData(...strings: readonly string[]): Buffer {
  return Buffer.concat(strings.map((text) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'latin1')])));
}

/** Start of authority, as negative answers carry it. */
export function startOfAuthority(zone: string): Buffer {
  return resourceRecord(zone, 'SOA', Buffer.concat([wireName(`ns.${zone}`), wireName(`host.${zone}`), Buffer.alloc(20)]));
}
