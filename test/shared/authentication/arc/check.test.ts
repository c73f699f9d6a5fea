import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkArc } from '../../../../shared/authentication/arc/check.ts';
import { scanMessage } from '../../../../shared/message/header-scanner.ts';
import { type TxtRecords, txtResolver } from '../../../helpers/resolver.ts';
import { type ArcSealing, keyRecord, sealArc, testKeys } from '../../../helpers/sign.ts';

const sealedAt = Date.UTC(2026, 0, 2, 3, 4, 5);
const receivedAt = sealedAt + 60_000;
const plain = 'From: Ann <ann@a.example>\r\nTo: list@lists.example\r\nSubject: Lunch\r\n\r\nAt noon?\r\n';
const keys: TxtRecords = {
  'arc._domainkey.one.example': keyRecord(testKeys.rsa),
  'arc._domainkey.two.example': keyRecord(testKeys.ed25519),
};

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

async function seal(text: string, changes: Partial<ArcSealing> = {}): Promise<string> {
  const sealed = await sealArc(bytesOf(text), {
    instance: 1,
    domain: 'one.example',
    selector: 'arc',
    privateKey: testKeys.rsa,
    authenticationResults: 'mx.one.example; spf=pass smtp.mailfrom=a.example',
    cv: 'none',
    time: sealedAt,
    ...changes,
  });
  return Buffer.from(sealed).toString('latin1');
}

async function sealAgain(text: string, changes: Partial<ArcSealing> = {}): Promise<string> {
  return seal(text, { instance: 2, domain: 'two.example', privateKey: testKeys.ed25519, cv: 'pass', time: sealedAt + 10_000, ...changes });
}

async function check(text: string, records: TxtRecords = keys, time = receivedAt) {
  return checkArc(scanMessage(bytesOf(text)), txtResolver(records), time);
}

/** Result, reason code, where it breaks, and seal and message signature of each set. */
async function outcome(text: string, records: TxtRecords = keys) {
  const { result, code, brokenAt, sets } = await check(text, records);
  return [result, code, brokenAt, ...sets.map((set) => `${set.instance}: ${set.seal} ${set.messageSignature}`)];
}

describe('checkArc', () => {
  it('says none for a message without sets, and asks nothing', async () => {
    const resolver = txtResolver({});
    const found = await checkArc(scanMessage(bytesOf(plain)), resolver, receivedAt);
    expect(found).toEqual({
      result: 'none',
      code: 'no-sets',
      reason: 'The message carries no ARC sets.',
      brokenAt: null,
      oldestPass: null,
      sets: [],
      missing: [],
    });
    expect(resolver.asked).toEqual([]);
  });

  it('tells everything about a sound chain', async () => {
    const found = await check(await sealAgain(await seal(plain)));
    expect(found).toMatchObject({ result: 'pass', code: 'verified', brokenAt: null, oldestPass: 1, missing: [] });
    expect(found.sets).toEqual([
      {
        instance: 1,
        sealedBy: 'one.example',
        selector: 'arc',
        chainValidation: 'none',
        seal: 'pass',
        messageSignature: 'pass',
        sealHeader: 3,
        signatureHeader: 4,
        resultsHeader: 5,
        sealReason: 'The seal verifies.',
        messageSignatureReason: 'The message signature verifies.',
        bodyHash: 'match',
        canonicalization: 'relaxed/relaxed',
        signedHeaders: ['subject', 'to', 'from'],
        unsignedDuplicates: [],
        overSigned: [],
        bodyLength: null,
        unsignedOctets: 0,
        unsignedSpan: null,
        sealedAt: '2026-01-02T03:04:05Z',
        vouches: 'message',
        vouchesText: 'one.example vouches for this record and for the message as it stands.',
      },
      {
        instance: 2,
        sealedBy: 'two.example',
        selector: 'arc',
        chainValidation: 'pass',
        seal: 'pass',
        messageSignature: 'pass',
        sealHeader: 0,
        signatureHeader: 1,
        resultsHeader: 2,
        sealReason: 'The seal verifies.',
        messageSignatureReason: 'The message signature verifies.',
        bodyHash: 'match',
        canonicalization: 'relaxed/relaxed',
        signedHeaders: ['subject', 'to', 'from'],
        unsignedDuplicates: [],
        overSigned: [],
        bodyLength: null,
        unsignedOctets: 0,
        unsignedSpan: null,
        sealedAt: '2026-01-02T03:04:15Z',
        vouches: 'message',
        vouchesText: 'two.example vouches for this record and for the message as it stands.',
      },
    ]);
  });

  it('says who vouches for what', async () => {
    const vouching = async (text: string, records: TxtRecords = keys) => (await check(text, records)).sets.map((set) => set.vouches);
    const listed = (await seal(plain)).replace('Subject: Lunch', 'Subject: [list] Lunch');
    // The first set is tied to the message by the second; alone it is not.
    expect(await vouching(await sealAgain(listed))).toEqual(['relayed', 'message']);
    expect(await vouching(listed)).toEqual(['record']);
    expect(await vouching((await seal(plain)).replace('spf=pass', 'spf=fail'))).toEqual(['nothing']);
    expect(await vouching(await sealAgain(listed), { 'arc._domainkey.one.example': keys['arc._domainkey.one.example'] ?? '' })).toEqual([
      'unknown',
      'unknown',
    ]);
    expect(await vouching(listed.replace(/ARC-Seal:[\s\S]*?\r\n(?=ARC)/, ''))).toEqual(['nothing']);
  });

  it('lets a handler change the message: the older message signature fails, the chain does not', async () => {
    const listed = (await seal(plain)).replace('Subject: Lunch', 'Subject: [list] Lunch');
    const text = await sealAgain(listed);
    expect(await outcome(text)).toEqual(['pass', 'verified', null, '1: pass fail', '2: pass pass']);
    expect((await check(text)).oldestPass).toBe(2);
  });

  it('keeps the seal of a set that was copied onto another message: it proves who wrote it, not what it belongs to', async () => {
    const sealed = await seal(plain);
    const set = sealed.slice(0, sealed.indexOf('From: Ann'));
    const other = 'From: evil@c.example\r\nTo: list@lists.example\r\nSubject: Pay\r\n\r\nNow!\r\n';
    expect(await outcome(set + other)).toEqual(['fail', 'message-signature-failed', 1, '1: pass fail']);
  });

  it('finds the seal that a changed record breaks, and every seal above it', async () => {
    const text = (await sealAgain(await seal(plain))).replace('i=1; mx.one.example; spf=pass', 'i=1; mx.one.example; spf=fail');
    expect(await outcome(text)).toEqual(['fail', 'seal-failed', 2, '1: fail pass', '2: fail pass']);
  });

  it('believes a sealer that found the chain broken, and still verifies its seal, which covers its own set alone', async () => {
    const broken = (await seal(plain)).replace('spf=pass', 'spf=fail');
    const text = await sealAgain(broken, { cv: 'fail' });
    expect(await outcome(text)).toEqual(['fail', 'chain-validation-failed', 2, '1: fail pass', '2: pass pass']);
    expect((await check(text)).reason).toBe('The sealer of set 2 found the chain broken when it took the message over (cv=fail).');
  });
});

describe('checkArc without keys', () => {
  it('is unknown, with every key that is missing', async () => {
    const text = await sealAgain(await seal(plain));
    const found = await check(text, {});
    expect([found.result, found.code, found.missing]).toEqual([
      'unknown',
      'keys-not-captured',
      [
        { name: 'arc._domainkey.one.example', type: 'TXT' },
        { name: 'arc._domainkey.two.example', type: 'TXT' },
      ],
    ]);
    const withOne = await check(text, { 'arc._domainkey.two.example': keyRecord(testKeys.ed25519) });
    expect([withOne.result, withOne.missing.map((question) => question.name)]).toEqual(['unknown', ['arc._domainkey.one.example']]);
    expect(withOne.sets.map((set) => [set.seal, set.messageSignature])).toEqual([
      ['unknown', 'unknown'],
      ['pass', 'pass'],
    ]);
  });

  it('fails where no key could help: the body is another one', async () => {
    const found = await check((await seal(plain)).replace('noon', 'nine'), {});
    expect([found.result, found.code, found.sets[0]?.seal, found.sets[0]?.bodyHash]).toEqual([
      'fail',
      'message-signature-failed',
      'unknown',
      'mismatch',
    ]);
    expect(found.missing).toEqual([{ name: 'arc._domainkey.one.example', type: 'TXT' }]);
  });

  it('fails where a key cannot be had: absent, revoked, or its look-up failed', async () => {
    const text = await seal(plain);
    for (const record of [null, [], 'v=DKIM1; p=', 'SERVFAIL']) {
      expect(await outcome(text, { 'arc._domainkey.one.example': record })).toEqual([
        'fail',
        'message-signature-failed',
        1,
        '1: fail fail',
      ]);
    }
  });
});

describe('checkArc on broken structure, which needs no key', () => {
  const without = (text: string, field: RegExp) => text.replace(field, '');
  const seal1 = /ARC-Seal: i=1(?:.|\r\n[ \t])*\r\n/;
  const signature1 = /ARC-Message-Signature: i=1(?:.|\r\n[ \t])*\r\n/;
  const results1 = /ARC-Authentication-Results: i=1(?:.|\r\n[ \t])*\r\n/;
  const set1 = new RegExp(seal1.source + signature1.source + results1.source);

  it.each([
    ['no seal', (text: string) => without(text, seal1), 'field-missing', 1, 'Set 1 has no ARC-Seal field.'],
    ['no message signature', (text: string) => without(text, signature1), 'field-missing', 1, 'Set 1 has no ARC-Message-Signature field.'],
    ['no results', (text: string) => without(text, results1), 'field-missing', 1, 'Set 1 has no ARC-Authentication-Results field.'],
    ['a gap', (text: string) => without(text, set1), 'instance-missing', 1, 'The chain has a gap: set 1 is missing.'],
    [
      'a set twice',
      (text: string) => `${results1.exec(text)?.[0]}${text}`,
      'instance-duplicated',
      1,
      'Set 1 has more than one ARC-Authentication-Results field.',
    ],
    [
      'no instance',
      (text: string) => text.replace('ARC-Seal: i=1', 'ARC-Seal: i=0'),
      'instance-malformed',
      null,
      'An ARC-Seal field has no usable instance (i= must be 1 to 50).',
    ],
    [
      'instance 51',
      (text: string) => text.replace('ARC-Seal: i=2', 'ARC-Seal: i=51'),
      'instance-malformed',
      null,
      'An ARC-Seal field has no usable instance (i= must be 1 to 50).',
    ],
    [
      'results that do not begin with i=',
      (text: string) => text.replace('Results: i=1; mx', 'Results: mx; i=1; mx'),
      'instance-malformed',
      null,
      'An ARC-Authentication-Results field has no usable instance (i= must be 1 to 50).',
    ],
    [
      'cv=pass at the start',
      (text: string) => text.replace('cv=none', 'cv=pass'),
      'chain-validation-malformed',
      1,
      'The seal of set 1 says cv=pass, where cv=none must stand.',
    ],
    [
      'cv=none later',
      (text: string) => text.replace('cv=pass', 'cv=none'),
      'chain-validation-malformed',
      2,
      'The seal of set 2 says cv=none, where cv=pass must stand.',
    ],
    [
      'a seal with h=',
      (text: string) => text.replace('cv=none;', 'cv=none; h=from;'),
      'seal-signs-fields',
      1,
      'The seal of set 1 has an h= tag, which invalidates the chain.',
    ],
    [
      'a seal with another algorithm',
      (text: string) => text.replace('a=rsa-sha256', 'a=rsa-sha1'),
      'field-malformed',
      1,
      'Set 1 is malformed: its seal cannot be used: the algorithm a=rsa-sha1 is not known.',
    ],
    [
      'a message signature over seals',
      (text: string) => text.replace(/(ARC-Message-Signature: [^;]*;[^;]*;[^;]*;[^;]*;\s*h=)[^;]*;/, '$1from:arc-seal;'),
      'signature-covers-seal',
      null,
      null,
    ],
  ] as const)('%s', async (_, damage, code, brokenAt, reason) => {
    const sound = await sealAgain(await seal(plain));
    const text = damage(sound);
    for (const records of [keys, {}]) {
      const found = await check(text, records);
      expect([found.result, found.code]).toEqual(['fail', code]);
      if (reason !== null) expect([found.brokenAt, found.reason]).toEqual([brokenAt, reason]);
    }
  });

  it('lists the sets that it could read all the same', async () => {
    const text = without(await sealAgain(await seal(plain)), results1);
    expect(await outcome(text)).toEqual(['fail', 'field-missing', 1, '1: fail pass', '2: fail pass']);
  });

  it('never throws on a sealed message with bytes changed, added or cut', async () => {
    const sealed = Buffer.from(await sealAgain(await seal(plain)), 'latin1');
    const edit = fc.record({ at: fc.nat(sealed.length - 1), byte: fc.nat(255), cut: fc.nat(20), add: fc.uint8Array({ maxLength: 8 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        let bytes = Buffer.from(sealed);
        for (const { at, byte, cut, add } of edits) {
          bytes[at % Math.max(1, bytes.length)] = byte;
          bytes = Buffer.concat([bytes.subarray(0, at), add, bytes.subarray(at + cut)]);
        }
        const found = await checkArc(scanMessage(bytes), txtResolver(keys), receivedAt);
        expect(found.reason).toMatch(/\.$/);
        expect(found.result === 'none').toBe(found.code === 'no-sets');
      }),
      { numRuns: 200 },
    );
  });
});
