/** Types of mailauth's whole check, which only scenarios use. */
declare module 'mailauth/lib/mailauth.js' {
  interface Status {
    readonly result: string;
  }
  export function authenticate(
    message: Uint8Array,
    options: {
      readonly ip: string;
      readonly helo: string;
      readonly sender: string;
      readonly mta: string;
      readonly resolver: (name: string, type: string) => Promise<unknown>;
      readonly disableBimi: boolean;
    },
  ): Promise<{
    readonly spf: { readonly status: Status; readonly domain: string };
    readonly dkim: {
      readonly results: readonly {
        readonly signingDomain?: string;
        readonly selector?: string;
        readonly signature?: string;
        readonly status: Status;
      }[];
    };
    readonly dmarc: false | { readonly status: Status; readonly policy?: string };
    readonly arc: false | { readonly status: Status };
  }>;
}
