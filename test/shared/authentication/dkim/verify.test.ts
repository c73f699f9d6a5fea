import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSignature } from '../../../../shared/authentication/dkim/signature.ts';
import { openSignedContent } from '../../../../shared/authentication/dkim/signed-content.ts';
import { askKey, compareBody } from '../../../../shared/authentication/dkim/verify.ts';
import { openMailauth } from '../../../../shared/authentication/mailauth.ts';
import { scanMessage } from '../../../../shared/message/header-scanner.ts';
import { txtResolver } from '../../../helpers/resolver.ts';
import { keyRecord, signDkim, testKeys } from '../../../helpers/sign.ts';

const body = 'At noon?\r\n';
const hash = createHash('sha256').update(body).digest('base64');
const keyName = 's1._domainkey.a.example';

async function open(tags: string, text = body) {
  const message = scanMessage(Buffer.from(`DKIM-Signature: ${tags}\r\nFrom: ann@a.example\r\n\r\n${text}`));
  const [field] = message.headers;
  if (field === undefined) throw new Error('no field');
  return { signature: readSignature(field, 'dkim'), content: await openSignedContent(message) };
}

const sound = `v=1; a=rsa-sha256; c=relaxed/simple; d=a.example; s=s1; h=from; bh=${hash}; b=AAAA`;

describe('compareBody', () => {
  it.each([
    ['the body that was signed', sound, body, 'match', 10],
    ['another one', sound, 'At one?\r\n', 'mismatch', 9],
    ['one with something behind l=', `${sound}; l=10`, `${body}footer\r\n`, 'match', 18],
    ['one without l= that grew', sound, `${body}footer\r\n`, 'mismatch', 18],
    // Without these it cannot be said what was hashed.
    ['an unknown canonicalization', sound.replace('relaxed/simple', 'relaxed/other'), body, 'unknown', 0],
    ['an unknown algorithm', sound.replace('rsa-sha256', 'rsa-md5'), body, 'unknown', 0],
    ['no bh=', sound.replace(/bh=[^;]*; /, ''), body, 'unknown', 0],
    // The rest of the signature does not matter.
    ['a signature that is damaged elsewhere', sound.replace('v=1; ', ''), body, 'match', 10],
  ] as const)('%s', async (_, tags, text, comparison, canonicalOctets) => {
    const { signature, content } = await open(tags, text);
    expect(compareBody(signature, content)).toEqual({ comparison, canonicalOctets });
  });
});

describe('askKey', () => {
  it.each([
    ['an unknown canonicalization of the header', sound.replace('relaxed/simple', 'other/simple')],
    ['an unknown algorithm', sound.replace('rsa-sha256', 'dsa-sha256')],
    ['no usable selector', sound.replace('s=s1', 's=')],
  ])('asks nothing for a signature with %s', async (_, tags) => {
    const { signature, content } = await open(tags);
    const resolver = txtResolver({});
    const selected = content.select(signature.signedHeaders, signature.field);
    expect(await askKey(signature, selected, content, resolver, await openMailauth())).toBeNull();
    expect(resolver.asked).toEqual([]);
  });

  it('tries the key on the selected fields and the signature itself, in that order, whatever the body is', async () => {
    const signed = await signDkim(Buffer.from(`From: ann@a.example\r\nSubject: x\r\n\r\n${body}`), {
      domain: 'a.example',
      selector: 's1',
      privateKey: testKeys.rsa,
      time: 0,
      headers: ['Subject', 'From'],
    });
    const message = scanMessage(Buffer.concat([signed, Buffer.from('footer\r\n')]));
    const [field] = message.headers;
    if (field === undefined) throw new Error('no field');
    const signature = readSignature(field, 'dkim');
    const content = await openSignedContent(message);
    const ask = async (names: readonly string[]) =>
      (
        await askKey(
          signature,
          content.select(names, field),
          content,
          txtResolver({ [keyName]: keyRecord(testKeys.rsa) }),
          await openMailauth(),
        )
      )?.code;
    expect(await ask(signature.signedHeaders)).toBe('verified');
    expect(await ask(signature.signedHeaders.toReversed())).toBe('signature-mismatch');
    expect(compareBody(signature, content).comparison).toBe('mismatch');
  });
});
