/** The verdict in one sentence, for someone who is not an expert. The same words in the window, the command line and reports. */

import type { VerdictKind } from '../facts/verdict.ts';
import { assertNever } from '../outcome.ts';

export interface SentenceFacts {
  readonly kind: VerdictKind;
  readonly domain: string | null;
  readonly operatorName: string | null;
  readonly tenant: string | null;
  readonly ingressAddress: string | null;
  readonly passedSpf: boolean | null;
}

/** Takes the decided kind and the names in it; gives one sentence. Unknown names are left out, never guessed. */
export function verdictSentence(facts: SentenceFacts): string {
  const domain = facts.domain ?? 'the From domain';
  const operator = facts.operatorName ?? 'a shared service';
  const tenant = facts.tenant === null ? '' : `, ${facts.tenant},`;
  switch (facts.kind) {
    case 'cross-tenant-spoof':
      return facts.passedSpf === false
        ? `This message says that it is from ${domain}, but another customer of ${operator}${tenant} handed it in; SPF stopped it at the receiver.`
        : `This message says that it is from ${domain}, but another customer of ${operator}${tenant} handed it in, and the shared pool of ${operator} made it pass.`;
    case 'laundered-pass':
      return `${facts.ingressAddress === null ? 'A host' : `The host ${facts.ingressAddress}`}, which ${domain} does not authorise, handed this message to ${operator}, and the shared pool turned the failure into a pass: an open connector, a compromised tenant, a hijacked name, or simply an own server that the record forgot.`;
    case 'forwarded':
      return `This is an authentic message of ${domain} that was relayed on its way, by a forwarder, a mailing list or a gateway.`;
    case 'authentic':
      return `This message is what it says it is: ${domain} itself, or somebody it authorised, sent it. That says who sent it, not that it is harmless.`;
    case 'shared-pass-unattributed':
      return facts.tenant === null
        ? `SPF passed for ${domain} only because it authorises the shared pool of ${operator}, and nothing shows which customer of that service sent the message.`
        : `SPF passed for ${domain} only because it authorises the shared pool of ${operator}; its customer ${facts.tenant} sent the message, and nothing shows whether that customer may speak for ${domain}.`;
    case 'misaligned-sender':
      return `This message was authenticated as another domain than ${domain}, and nothing shows that ${domain} authorised it.`;
    case 'unauthorised':
      return `Nothing speaks for ${domain}: the host that delivered the message is not authorised, and no signature verifies.`;
    case 'indeterminate':
      return `The evidence at hand does not say who sent this message; what is missing is listed below.`;
    default:
      return assertNever(facts.kind);
  }
}
