/** Types of the deep entries of mailauth that we use; the package ships types for its front door only. */
declare module 'mailauth/lib/tools.js' {
  import type { Buffer } from 'node:buffer';

  interface PublicKey {
    readonly publicKey: string;
    readonly modulusLength?: number;
    readonly keyType: 'rsa' | 'ed25519';
    readonly flags: readonly string[];
    readonly testing: boolean;
  }

  interface Tools {
    /** RFC 6376 section 3.4.2, of one field without its final line end. */
    formatRelaxedLine(line: Buffer, suffix?: string): Buffer;
    /** RFC 6376 section 3.7: empties the value of the `b=` tag. */
    stripSignatureValue(line: Buffer, strict: boolean): Buffer;
    /** RFC 6376 section 3.6.1. Rejects with an error that has a `code`. */
    getPublicKey(
      type: 'DKIM' | 'ARC' | 'AS',
      name: string,
      minimumBits: number,
      resolver: (name: string, type: string) => Promise<readonly (readonly string[])[]>,
      options: { readonly strict: boolean },
    ): Promise<PublicKey>;
  }

  const tools: Tools;
  export default tools;
}
