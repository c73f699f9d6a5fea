/** Types of mailauth's signer, sealer and verifier, which only tests use. */
declare module 'mailauth/lib/dkim/sign.js' {
  interface SignatureData {
    readonly signingDomain: string;
    readonly selector: string;
    readonly privateKey: string;
    readonly algorithm?: string;
    readonly canonicalization?: string;
    readonly maxBodyLength?: number;
    readonly headerList?: string;
    readonly identity?: string;
  }
  interface SignOptions {
    readonly canonicalization?: string;
    readonly signTime?: Date;
    readonly expires?: Date;
    readonly headerList?: string;
    readonly signatureData: readonly SignatureData[];
  }
  const sign: {
    dkimSign(
      input: Uint8Array,
      options: SignOptions,
    ): Promise<{ readonly signatures: string; readonly errors: readonly { readonly err: Error }[] }>;
  };
  export default sign;
}

declare module 'mailauth/lib/arc/index.js' {
  interface Seal {
    readonly i: number;
    readonly signingDomain: string;
    readonly selector: string;
    readonly privateKey: string;
    readonly authResults: string;
    readonly cv: string;
    readonly signTime: Date;
    readonly algorithm?: string;
    readonly headerList?: string;
  }
  const sealer: {
    createSeal(
      input: Uint8Array,
      data: { readonly seal: Seal },
    ): Promise<{ readonly headers: readonly string[]; readonly errors: readonly { readonly err: Error }[] }>;
    arc(data: object, options: object): Promise<{ readonly status: { readonly result: string; readonly comment?: string } }>;
  };
  export default sealer;
}

declare module 'mailauth/lib/dkim/verify.js' {
  interface VerifyResult {
    readonly status: { readonly result: string; readonly comment?: string };
    readonly bodyHash?: string;
    readonly signingDomain?: string;
    readonly selector?: string;
  }
  const verifier: {
    dkimVerify(
      input: Uint8Array,
      options: {
        readonly resolver: (name: string, type: string) => Promise<readonly (readonly string[])[]>;
        readonly curTime?: Date;
        readonly strict?: boolean;
        readonly minBitLength?: number;
      },
    ): Promise<{ readonly results: readonly VerifyResult[]; readonly arc: object }>;
  };
  export default verifier;
}
