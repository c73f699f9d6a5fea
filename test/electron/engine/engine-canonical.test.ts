import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import { calls } from '../../../shared/contract.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { keyRecord, signDkim, testKeys } from '../../helpers/sign.ts';
import { message } from '../evidence.ts';

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

const key = keyRecord(testKeys.rsa);
/** The key of the day of the receipt, and another one that came after it. */
const snapshot = [
  '{"snapshot":"waybill/dns/1","complete":true}',
  JSON.stringify({
    rrname: 's1._domainkey.alpha.example',
    rrtype: 'TXT',
    rdata: [key],
    time_first: 1_770_000_000,
    time_last: 1_775_000_000,
  }),
  JSON.stringify({ rrname: 's1._domainkey.alpha.example', rrtype: 'TXT', rdata: ['v=DKIM1; p='], time_first: 1_776_000_000 }),
  '',
].join('\n');

async function engineWithSignature() {
  const { handlers, dispose } = createEngine({
    emit: () => {},
    version: '1.2.3',
    host: 'loopback',
    sampleDirectory: null,
    worker: null,
    onBug: (bug) => expect.unreachable(String(bug)),
  });
  onTestFinished(dispose);
  const time = Date.UTC(2026, 2, 11, 8, 14, 5);
  const bytes = new Uint8Array(await signDkim(message(), { domain: 'alpha.example', selector: 's1', privateKey: testKeys.rsa, time }));
  await handlers['snapshot.add']({ items: [{ name: 'dns.ndjson', bytes: new TextEncoder().encode(snapshot) }] });
  await handlers['evidence.add']({ items: [{ name: 'a.eml', bytes }] });
  for (;;) {
    const [row] = value(await handlers['evidence.list']({})).rows;
    if (row?.state === 'done') return { handlers, id: row.id };
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('canonical.get', () => {
  it('gives what was hashed, judged by the key of the receipt', async () => {
    const { handlers, id } = await engineWithSignature();
    const form = value(await handlers['canonical.get']({ id, header: 0 }));
    expect(calls['canonical.get'].reply.safeParse(form).success).toBe(true);
    expect([form.kind, form.signature, form.signedDigest === form.digest, form.body?.computed === form.body?.claimed]).toEqual([
      'dkim-signature',
      'pass',
      true,
      true,
    ]);
    const octets = Buffer.from(form.pieces.map((piece) => piece.text).join(''), 'latin1');
    expect(createHash('sha256').update(octets).digest('base64')).toBe(form.digest);
  });

  it('refuses other fields, and evidence that it does not hold', async () => {
    const { handlers, id } = await engineWithSignature();
    expect(await handlers['canonical.get']({ id, header: 1 })).toMatchObject({ ok: false, error: { code: 'bad-request', at: 'header 1' } });
    expect(await handlers['canonical.get']({ id: 'other', header: 0 })).toMatchObject({ ok: false, error: { code: 'unknown-evidence' } });
  });
});
