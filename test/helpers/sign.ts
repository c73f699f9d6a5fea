/** Signs and seals test messages with mailauth: the same bytes every time for the same keys and times. */
import { Buffer } from 'node:buffer';
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sealer from 'mailauth/lib/arc/index.js';
import signer from 'mailauth/lib/dkim/sign.js';

/** Test keys of our own. They protect nothing. */
export const testKeys = {
  rsa: readFileSync(fileURLToPath(new URL('./keys/rsa.pem', import.meta.url)), 'utf8'),
  ed25519: readFileSync(fileURLToPath(new URL('./keys/ed25519.pem', import.meta.url)), 'utf8'),
};

/** The TXT record for a PEM key, private or public (RFC 6376 section 3.6.1, RFC 8463 section 4). */
export function keyRecord(pem: string): string {
  const key = createPublicKey(pem);
  const der = key.export({ type: 'spki', format: 'der' });
  return key.asymmetricKeyType === 'ed25519'
    ? `v=DKIM1; k=ed25519; p=${der.subarray(-32).toString('base64')}`
    : `v=DKIM1; k=rsa; p=${der.toString('base64')}`;
}

export interface DkimSigning {
  readonly domain: string;
  readonly selector: string;
  /** PEM. Its type decides the algorithm. */
  readonly privateKey: string;
  /** Milliseconds since the epoch, UTC: `t=`. */
  readonly time: number;
  /** Names for `h=`; the default is mailauth's list of what is present. */
  readonly headers?: readonly string[];
  /** `header/body`, by default `relaxed/relaxed`. */
  readonly canonicalization?: string;
  /** `i=`. */
  readonly identity?: string;
  /** `l=` in octets. */
  readonly bodyLength?: number;
  /** `x=`, milliseconds since the epoch, UTC. */
  readonly expires?: number;
}

/** Gives the message with a DKIM-Signature field on top, in the message's own line ends. Throws where mailauth cannot sign. */
export async function signDkim(bytes: Uint8Array, signing: DkimSigning): Promise<Uint8Array> {
  const { signatures, errors } = await signer.dkimSign(Buffer.from(bytes), {
    canonicalization: signing.canonicalization ?? 'relaxed/relaxed',
    signTime: new Date(signing.time),
    ...(signing.expires === undefined ? {} : { expires: new Date(signing.expires) }),
    signatureData: [
      {
        signingDomain: signing.domain,
        selector: signing.selector,
        privateKey: signing.privateKey,
        ...(signing.headers === undefined ? {} : { headerList: signing.headers.join(':') }),
        ...(signing.identity === undefined ? {} : { identity: signing.identity }),
        ...(signing.bodyLength === undefined ? {} : { maxBodyLength: signing.bodyLength }),
      },
    ],
  });
  throwFirst(errors);
  return prepend(bytes, signatures);
}

export interface ArcSealing {
  readonly instance: number;
  readonly domain: string;
  readonly selector: string;
  readonly privateKey: string;
  /** What follows `i=N; `, for example `mx.relay.example; spf=pass smtp.mailfrom=a.example`. */
  readonly authenticationResults: string;
  readonly cv: 'none' | 'pass' | 'fail';
  readonly time: number;
  readonly headers?: readonly string[];
}

/** Gives the message with an ARC set on top, in the message's own line ends. Throws where mailauth cannot seal. */
export async function sealArc(bytes: Uint8Array, sealing: ArcSealing): Promise<Uint8Array> {
  const { headers, errors } = await sealer.createSeal(Buffer.from(bytes), {
    seal: {
      i: sealing.instance,
      signingDomain: sealing.domain,
      selector: sealing.selector,
      privateKey: sealing.privateKey,
      authResults: sealing.authenticationResults,
      cv: sealing.cv,
      signTime: new Date(sealing.time),
      ...(sealing.headers === undefined ? {} : { headerList: sealing.headers.join(':') }),
    },
  });
  throwFirst(errors);
  return prepend(bytes, `${headers.join('\r\n')}\r\n`);
}

function throwFirst(errors: readonly { readonly err: Error }[]): void {
  const first = errors[0];
  if (first !== undefined) {
    throw first.err;
  }
}

function prepend(bytes: Uint8Array, fields: string): Uint8Array {
  const message = Buffer.from(bytes);
  const firstLineEnd = message.indexOf('\n');
  const isLf = firstLineEnd >= 0 && message[firstLineEnd - 1] !== 0x0d;
  return Buffer.concat([Buffer.from(isLf ? fields.replaceAll('\r\n', '\n') : fields, 'latin1'), message]);
}
