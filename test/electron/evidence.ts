/** Synthetic evidence for the tests of the engine and the command line: messages, a DNS snapshot, archives, and folders of them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

export interface MessageDetails {
  readonly from?: string;
  readonly ip?: string;
  readonly subject?: string;
  readonly body?: string;
}

/** A message of alpha.example, received by mx.recv.example from 192.0.2.10 at 2026-03-11T08:14:13Z. */
export function messageText({
  from = 'alice@alpha.example',
  ip = '192.0.2.10',
  subject = 'Shipping schedule',
  body = 'Hello.',
}: MessageDetails = {}): string {
  return [
    `Return-Path: <${from}>`,
    `Received: from mail.alpha.example (mail.alpha.example [${ip}])`,
    '\tby mx.recv.example (Postfix) with ESMTPS id 4Wx2Kq0Zt7z5',
    '\tfor <someone@recv.example>; Wed, 11 Mar 2026 08:14:13 +0000 (UTC)',
    `From: Alice <${from}>`,
    'To: someone@recv.example',
    `Subject: ${subject}`,
    'Date: Wed, 11 Mar 2026 08:14:05 +0000',
    'Message-ID: <1@alpha.example>',
    '',
    body,
    '',
  ].join('\r\n');
}

export function message(details: MessageDetails = {}): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(messageText(details));
}

/** A whole world in which 192.0.2.10 may send for alpha.example and nobody else may. */
export const snapshotText = [
  '{"snapshot":"waybill/dns/1","complete":true}',
  '{"rrname":"alpha.example","rrtype":"TXT","rdata":["v=spf1 ip4:192.0.2.10 -all"]}',
  '{"rrname":"_dmarc.alpha.example","rrtype":"TXT","rdata":["v=DMARC1; p=reject"]}',
  '',
].join('\n');

/** A zip of stored members (APPNOTE.TXT 6.3, section 4.3), enough for honest tests and easy to damage. */
export function zip(members: Readonly<Record<string, Uint8Array>>): Buffer<ArrayBuffer> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of Object.entries(members)) {
    const label = Buffer.from(name);
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(crc32(bytes), 0);
    sizes.writeUInt32LE(bytes.length, 4);
    sizes.writeUInt32LE(bytes.length, 8);
    const lengths = Buffer.from([label.length & 0xff, label.length >> 8, 0, 0]);
    const local = Buffer.concat([Buffer.from('504b03041400000000000000' + '2158', 'hex'), sizes, lengths, label, bytes]);
    const place = Buffer.alloc(4);
    place.writeUInt32LE(offset);
    const central = Buffer.from('504b010214001400000000000000' + '2158', 'hex');
    directory.push(Buffer.concat([central, sizes, lengths, Buffer.alloc(10), place, label]));
    files.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

export function gzip(bytes: Uint8Array): Buffer<ArrayBuffer> {
  return gzipSync(bytes);
}

/** A folder with these files, removed when the test ends. Gives its path. */
export function folder(files: Readonly<Record<string, Uint8Array | string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'waybill-test-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}
