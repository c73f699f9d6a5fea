import { describe, expect, it } from 'vitest';
import { readSeal } from '../../../../shared/authentication/arc/seal.ts';
import { scanMessage } from '../../../../shared/message/header-scanner.ts';

function read(value: string) {
  const field = scanMessage(new TextEncoder().encode(`ARC-Seal: ${value}\r\n\r\n`)).headers[0];
  if (field === undefined) throw new Error('no field');
  return readSeal(field);
}

describe('readSeal', () => {
  it('reads every tag', () => {
    expect(read('i=1; a=RSA-SHA256; cv=None; d=R.Example; s=K1; t=100; b=AA\r\n AA')).toMatchObject({
      domain: 'r.example',
      selector: 'k1',
      keyName: 'k1._domainkey.r.example',
      keyType: 'rsa',
      hash: 'sha256',
      chainValidation: 'none',
      sealedAt: 100,
      fault: null,
      signsFields: false,
    });
  });

  it.each([
    ['a=rsa-sha256; cv=none; d=r.example; s=k', 'the tag b= is missing'],
    ['cv=none; d=r.example; s=k; b=AAAA', 'the tag a= is missing'],
    ['a=rsa-sha1; cv=none; d=r.example; s=k; b=AAAA', 'the algorithm a=rsa-sha1 is not known'],
    ['a=constructor; cv=none; d=r.example; s=k; b=AAAA', 'the algorithm a=constructor is not known'],
    ['a=rsa-sha256; cv=none; d=; s=k; b=AAAA', 'd=; s=k names no usable domain and selector'],
    ['a=rsa-sha256; cv=none; d=r.example; s=k; b=phishing@pot', 'b= is not base64'],
    ['a=rsa-sha256; cv=none; d=r.example; s=k; b=AAAA; t=now', 't= is not a number'],
    ['a=rsa-sha256; a=rsa-sha256; d=r.example; s=k; b=AAAA', 'the tag a= stands twice'],
    ['', 'an empty tag'],
  ])('%j: %s', (value, fault) => {
    expect(read(value).fault).toBe(fault);
  });

  it('sees an h= tag', () => {
    expect(read('a=rsa-sha256; cv=none; d=r.example; s=k; h=from; b=AAAA')).toMatchObject({ fault: null, signsFields: true });
  });
});
