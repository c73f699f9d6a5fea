/**
 * The sample case that ships with the app: one company, one shared service, one spoof, and three innocent messages that look like it.
 * `npm run sample` writes it to test/sample-case/; a test keeps the files and this story the same.
 */
import { keyRecord, testKeys } from '../helpers/sign.ts';
import type { Zone } from '../helpers/zone.ts';
import { deliver, exchangeOnline, type Letter, postfix, send, sign } from './steps.ts';

const minute = 60_000;
const morning = Date.parse('2026-03-11T08:14:05Z');

const alpha = { initial: 'alphafreight', id: '3f2b1c7e-5f0a-4c58-9a55-1c2d3e4f5a6b', organization: 'alpha.example' };
const bravo = { initial: 'bravotrading', id: '9d41e2a0-7b3c-4d19-8e6f-0a1b2c3d4e5f', organization: 'bravo.example' };
const egress = { ip: '40.107.117.56', helo: 'EUR05-DB8-obe.outbound.protection.outlook.com' };
const charlie = { ip: '203.0.113.40', helo: 'forward.charlie.example' };

/** DNS as it was in March 2026: alpha authorises its own server and the whole pool of the service. */
export const sampleZone: Zone = {
  'alpha.example': { TXT: ['v=spf1 ip4:192.0.2.10 include:spf.protection.outlook.com -all'] },
  '_dmarc.alpha.example': { TXT: ['v=DMARC1; p=reject; adkim=r; aspf=r'] },
  'selector1._domainkey.alpha.example': { TXT: [keyRecord(testKeys.rsa)] },
  'bravo.example': { TXT: ['v=spf1 include:spf.protection.outlook.com -all'] },
  'selector1-bravotrading-onmicrosoft-com._domainkey.bravotrading.onmicrosoft.com': { TXT: [keyRecord(testKeys.rsa)] },
  'spf.protection.outlook.com': { TXT: ['v=spf1 ip4:40.107.0.0/16 ip4:52.100.0.0/14 ip6:2a01:111:f403::/48 -all'] },
  'arcselector10001._domainkey.microsoft.com': { TXT: [keyRecord(testKeys.rsa)] },
  'charlie.example': { TXT: ['v=spf1 ip4:203.0.113.40 -all'], A: ['203.0.113.40'] },
  'forward.charlie.example': { A: ['203.0.113.40'], TXT: ['v=spf1 a -all'] },
  'eur05-db8-obe.outbound.protection.outlook.com': { A: ['40.107.117.56'] },
  'mail.bravo.example': { A: ['198.51.100.7'] },
  'mx1.alpha.example': { A: ['192.0.2.10'], TXT: ['v=spf1 a -all'] },
};

function letter(part: Partial<Letter> & Pick<Letter, 'subject' | 'body' | 'messageId' | 'time'>): Letter {
  return { from: 'Alice Alder <alice@alpha.example>', to: 'accounts@recv.example', ...part };
}

const receiver = 'mx.recv.example';

export interface SampleMessage {
  readonly name: string;
  readonly story: string;
  readonly expect: { readonly kind: string; readonly confidence: string | null };
  readonly build: () => Promise<Uint8Array>;
}

export const sampleMessages: readonly SampleMessage[] = [
  {
    name: '1-new-bank-details.eml',
    story:
      'A host of bravo hands in a message that says it is from alpha. Exchange Online notices (spf=fail, not a domain of bravo) and sends it on. At the receiver SPF and DMARC pass.',
    expect: { kind: 'cross-tenant-spoof', confidence: 'probable' },
    build: () =>
      send(
        letter({
          subject: 'New bank details for invoice 20417',
          time: morning,
          messageId: '20260311081405.5521@mail.bravo.example',
          body: 'Dear colleagues,\n\nplease use the account below for invoice 20417 from now on.\n\nAlice Alder\nAlpha Freight\n',
        }),
        exchangeOnline({
          tenant: bravo,
          client: { ip: '198.51.100.7', helo: 'mail.bravo.example' },
          mailFromDomain: 'alpha.example',
          fromDomain: 'alpha.example',
          ingress: { spf: 'fail', dkim: 'none (message not signed)', dmarc: 'fail (p=reject sp=reject pct=100)' },
          senderCheck: 2,
          signature: { domain: 'bravotrading.onmicrosoft.com', selector: 'selector1-bravotrading-onmicrosoft-com' },
          time: morning + 4_000,
        }),
        deliver({
          by: receiver,
          client: egress,
          time: morning + 8_000,
          id: '4Wx2Kq0Zt7z5',
          mailFrom: 'alice@alpha.example',
          results: [
            'spf=pass smtp.mailfrom=alice@alpha.example',
            'dkim=pass header.d=bravotrading.onmicrosoft.com header.s=selector1-bravotrading-onmicrosoft-com',
            'dmarc=pass (p=reject dis=none) header.from=alpha.example',
          ],
        }),
      ),
  },
  {
    name: '2-shipping-schedule.eml',
    story: 'The same sender, genuine: Alice sends from her mailbox, and the service signs with the key of alpha.',
    expect: { kind: 'authentic', confidence: 'confirmed' },
    build: () =>
      send(
        letter({
          subject: 'Shipping schedule, week 12',
          time: morning + 30 * minute,
          messageId: 'AM7PR07MB6499A1B2C3@AM7PR07MB6499.eurprd07.prod.outlook.com',
          body: 'Dear colleagues,\n\nthe schedule for week 12 is unchanged.\n\nAlice Alder\nAlpha Freight\n',
        }),
        exchangeOnline({
          tenant: alpha,
          client: null,
          mailFromDomain: 'alpha.example',
          fromDomain: 'alpha.example',
          ingress: { spf: 'pass', dkim: 'none', dmarc: 'none' },
          senderCheck: 1,
          signature: { domain: 'alpha.example', selector: 'selector1' },
          time: morning + 30 * minute + 2_000,
        }),
        deliver({
          by: receiver,
          client: egress,
          time: morning + 30 * minute + 6_000,
          id: '4Wx36m4JmPz4',
          mailFrom: 'alice@alpha.example',
          results: [
            'spf=pass smtp.mailfrom=alice@alpha.example',
            'dkim=pass header.d=alpha.example header.s=selector1',
            'dmarc=pass (p=reject dis=none) header.from=alpha.example',
          ],
        }),
      ),
  },
  {
    name: '3-forwarded-by-charlie.eml',
    story: 'Alice wrote to a mailbox at charlie, which forwards to the receiver. SPF no longer speaks for alpha; the signature does.',
    expect: { kind: 'forwarded', confidence: 'confirmed' },
    build: () =>
      send(
        letter({
          subject: 'Customs papers for container 7',
          to: 'desk@charlie.example',
          time: morning + 60 * minute,
          messageId: '20260311091405.7@mx1.alpha.example',
          body: 'Dear colleagues,\n\nthe papers for container 7 are at the port office.\n\nAlice Alder\nAlpha Freight\n',
        }),
        sign('alpha.example', 'selector1', morning + 60 * minute),
        postfix('forward.charlie.example', { ip: '192.0.2.10', helo: 'mx1.alpha.example' }, morning + 60 * minute + 3_000, '4Wx3nD1gxPz2'),
        deliver({
          by: receiver,
          client: charlie,
          time: morning + 60 * minute + 9_000,
          id: '4Wx3nK2hyQz3',
          mailFrom: 'SRS0=Xq1Z=NB=alpha.example=alice@charlie.example',
          results: [
            'spf=pass smtp.mailfrom=charlie.example',
            'dkim=pass header.d=alpha.example header.s=selector1',
            'dmarc=pass (p=reject dis=none) header.from=alpha.example',
          ],
        }),
      ),
  },
  {
    name: '4-own-server-through-the-service.eml',
    story:
      'The innocent twin of the first: the same path through the same service, but the host that hands the message in is alpha’s own and its record lists it.',
    expect: { kind: 'authentic', confidence: 'confirmed' },
    build: () =>
      send(
        letter({
          subject: 'Automatic notice: container 9 has arrived',
          time: morning + 90 * minute,
          messageId: '20260311094405.12@mx1.alpha.example',
          body: 'Container 9 has arrived.\n\nAlpha Freight, automatic notice\n',
        }),
        exchangeOnline({
          tenant: alpha,
          client: { ip: '192.0.2.10', helo: 'mx1.alpha.example' },
          mailFromDomain: 'alpha.example',
          fromDomain: 'alpha.example',
          ingress: { spf: 'pass', dkim: 'none (message not signed)', dmarc: 'pass (p=reject sp=reject pct=100)' },
          senderCheck: 1,
          signature: { domain: 'alpha.example', selector: 'selector1' },
          time: morning + 90 * minute + 3_000,
        }),
        deliver({
          by: receiver,
          client: egress,
          time: morning + 90 * minute + 7_000,
          id: '4Wx4S00QrLz6',
          mailFrom: 'notices@alpha.example',
          results: [
            'spf=pass smtp.mailfrom=notices@alpha.example',
            'dkim=pass header.d=alpha.example header.s=selector1',
            'dmarc=pass (p=reject dis=none) header.from=alpha.example',
          ],
        }),
      ),
  },
];
