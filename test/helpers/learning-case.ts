/** A small case whose messages know more together than alone: two that teach, and three that can be told something. */
import { serializeSnapshot } from '../../shared/dns/snapshot.ts';
import { sampleZone } from '../scenarios/sample.ts';
import { deliver, type ExchangePassage, type ExchangeTenant, exchangeOnline, type Letter, send } from '../scenarios/steps.ts';
import { keyRecord, testKeys } from './sign.ts';
import { zoneFile } from './zone.ts';

export const alpha: ExchangeTenant = {
  initial: 'alphafreight',
  id: '3f2b1c7e-5f0a-4c58-9a55-1c2d3e4f5a6b',
  organization: 'alpha.example',
};
/** A second tenant of the same company. */
const alphaNorth: ExchangeTenant = { ...alpha, initial: 'alphanorth', id: '77777777-5f0a-4c58-9a55-1c2d3e4f5a6b' };
const bravo: ExchangeTenant = { initial: 'bravotrading', id: '9d41e2a0-7b3c-4d19-8e6f-0a1b2c3d4e5f', organization: 'bravo.example' };

const time = Date.parse('2026-03-11T08:14:05Z');
const egress = { ip: '40.107.117.56', helo: 'EUR05-DB8-obe.outbound.protection.outlook.com' };

const keys = ['alphafreight', 'bravotrading'].map((initial) => [
  `selector1-${initial}-onmicrosoft-com._domainkey.${initial}.onmicrosoft.com`,
  { TXT: [keyRecord(testKeys.rsa)] },
]);

/** The world of the case as a snapshot file. */
export const learningSnapshot = serializeSnapshot([zoneFile({ ...sampleZone, ...Object.fromEntries(keys) }, { name: 'learning case' })]);

async function through(
  subject: string,
  passage: Pick<ExchangePassage, 'tenant' | 'client' | 'signature' | 'senderCheck'>,
  from = 'alpha.example',
) {
  const letter: Letter = {
    from: `Alice Alder <alice@${from}>`,
    to: 'accounts@recv.example',
    subject,
    time,
    messageId: `${subject}@${from}`,
    body: `${subject}\n`,
  };
  const { domain, selector } = passage.signature ?? { domain: 'none.example', selector: 'none' };
  const message = await send(
    letter,
    exchangeOnline({
      ...passage,
      mailFromDomain: from,
      fromDomain: from,
      ingress: { spf: 'fail', dkim: 'none (message not signed)', dmarc: 'fail (p=reject sp=reject pct=100)' },
      time: time + 4_000,
    }),
    deliver({
      by: 'mx.recv.example',
      client: egress,
      time: time + 8_000,
      id: '4Wx2Kq0Zt7z5',
      mailFrom: `alice@${from}`,
      results: [`spf=pass smtp.mailfrom=alice@${from}`, `dkim=pass header.d=${domain} header.s=${selector}`],
    }),
  );
  return new Uint8Array(message);
}

const ownKey = { domain: 'alpha.example', selector: 'selector1' };
const defaultKey = ({ initial }: ExchangeTenant) => ({
  domain: `${initial}.onmicrosoft.com`,
  selector: `selector1-${initial}-onmicrosoft-com`,
});

/**
 * - `teacher`, `north`: sent from a mailbox of a tenant of alpha, with alpha's signature;
 * - `spoof`: bravo's server hands it in for bravo's tenant, and the service did not look whether bravo may say that it is alpha;
 * - `scanner`: the same from a server of alpha's own that its SPF record forgot;
 * - `lookalike`: from a domain that can be taken for alpha's.
 */
export const learningCase = {
  teacher: await through('teacher', { tenant: alpha, client: null, signature: ownKey, senderCheck: 1 }),
  north: await through('north', { tenant: alphaNorth, client: null, signature: ownKey, senderCheck: 1 }),
  spoof: await through('spoof', {
    tenant: bravo,
    client: { ip: '198.51.100.7', helo: 'mail.bravo.example' },
    signature: defaultKey(bravo),
    senderCheck: 0,
  }),
  scanner: await through('scanner', {
    tenant: alpha,
    client: { ip: '192.0.2.77', helo: 'scanner.alpha.example' },
    signature: defaultKey(alpha),
    senderCheck: 0,
  }),
  lookalike: await through(
    'lookalike',
    { tenant: bravo, client: { ip: '198.51.100.7', helo: 'mail.bravo.example' }, signature: defaultKey(bravo), senderCheck: 0 },
    'a1pha.example',
  ),
} as const satisfies Readonly<Record<string, Uint8Array>>;

export type LearningMessage = keyof typeof learningCase;

/** Every order of the items. */
export function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
