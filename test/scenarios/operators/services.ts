/**
 * Services of one kind: a customer hands a message in, the service writes the customer's account into it, signs, and sends it from a
 * shared host. What differs from one to the next stands in a table (standards.md 3.3).
 */
import { Buffer } from 'node:buffer';
import type { Host, Leg, Parcel } from '../language/parcel.ts';
import { mailDate, prepend, sign } from '../steps.ts';

export interface Account {
  /** The account as the catalogue reads it from the service's fields. */
  readonly id: string;
  readonly parcel: Parcel;
}

export interface Service {
  readonly operator: string;
  readonly egress: Host;
  /** The operator of the hosts, where the service sends by those of another. */
  readonly sentBy?: string;
  /** Fields that the service stamps for the account. */
  readonly stamps: (account: Account) => readonly string[];
  /** The service's own signing domain and selector, which it signs with beside the customer's key or instead of it. */
  readonly signature: { readonly domain: string; readonly selector: string; readonly headers?: readonly string[] } | null;
  /** The local part that the service writes into the reverse-path under the customer's bounce domain; null keeps the customer's. */
  readonly bounces: ((account: Account) => string) | null;
  /** The field by which it took the message over. */
  readonly by: string;
}

export interface ServicePassage {
  readonly service: Service;
  readonly account: string;
  /** The domain under which bounces come back; null keeps the reverse-path. */
  readonly bounceDomain: string | null;
  /** A key of the customer's domain, or null where the customer set none up. */
  readonly key: { readonly domain: string; readonly selector: string } | null;
}

export function throughService({ service, account, bounceDomain, key }: ServicePassage): Leg {
  return async (parcel) => {
    const known: Account = { id: account, parcel };
    const local = service.bounces?.(known);
    const mailFrom = local === undefined || bounceDomain === null ? parcel.mailFrom : `${local}@${bounceDomain}`;
    const { ip, helo } = parcel.host;
    let bytes = await prepend(
      `Received: from ${helo} (${helo} [${ip}])\r\n\tby ${service.by} with ESMTPSA id s7aB1kXq2\r\n\t; ${mailDate(parcel.at)}`.replace(
        '\r\n\t;',
        ';',
      ),
    )(parcel.bytes);
    bytes = await prepend(...service.stamps(known))(bytes);
    if (service.signature !== null) {
      const { domain, selector, headers } = service.signature;
      bytes = await sign(domain, selector, parcel.at + 1_000, headers)(bytes);
    }
    if (key !== null) bytes = await sign(key.domain, key.selector, parcel.at + 1_000)(bytes);
    return { ...parcel, bytes, mailFrom, host: service.egress, at: parcel.at + 2_000 };
  };
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const recipient = ({ parcel }: Account): string => parcel.to.replace('@', '=');

export const services = {
  sendgrid: {
    operator: 'sendgrid',
    egress: { ip: '167.89.55.20', helo: 'wrqvzxxt.outbound-mail.sendgrid.net' },
    stamps: ({ id }) => ['X-SG-EID: u001.ZXhhbXBsZQ', 'X-SG-ID: u001.ZXhhbXBsZQ', `X-Feedback-ID: ${id}:SG`],
    signature: { domain: 'sendgrid.net', selector: 'smtpapi' },
    bounces: (account) => `bounces+${account.id}-ab12-${recipient(account)}`,
    by: 'geopod-ismtpd-12',
  },
  'amazon-ses': {
    operator: 'amazon-ses',
    egress: { ip: '54.240.8.15', helo: 'a8-15.smtp-out.amazonses.com' },
    stamps: ({ id }) => [`Feedback-ID: ::1.us-east-1.${id}:AmazonSES`, 'X-SES-Outgoing: 2026.03.11-54.240.8.15'],
    signature: {
      domain: 'amazonses.com',
      selector: 'ug7nbtf4gccmlpwj322ax3p6ow6yfsug',
      headers: ['From', 'To', 'Subject', 'Date', 'Message-ID', 'Feedback-ID'],
    },
    bounces: () => '0100019581a0b2c3-6e1d2f3a-0000-4000-8000-000000000000-000000',
    by: 'email-smtp.us-east-1.amazonaws.com',
  },
  mailgun: {
    operator: 'mailgun',
    egress: { ip: '69.72.32.10', helo: 'm32-10.mailgun.net' },
    stamps: ({ id, parcel }) => [`X-Mailgun-Sid: ${base64(JSON.stringify(['0a1b2', parcel.to, id]))}`, 'X-Mailgun-Sending-Ip: 69.72.32.10'],
    signature: null,
    bounces: (account) => `bounce+0a1b2c.${account.id}-${recipient(account)}`,
    by: 'smtp-out-n08.prod.us-east-1.postgun.com',
  },
  mailchimp: {
    operator: 'mailchimp',
    egress: { ip: '198.2.132.12', helo: 'mail12.sea41.rsgsv.net' },
    stamps: ({ id }) => [`X-MC-User: ${id}`, 'X-Campaign: mailchimp0a1b2c.7', 'List-ID: <0a1b2c.7.list-id.mcsv.net>'],
    signature: { domain: 'mailchimpapp.net', selector: 'k2', headers: ['From', 'To', 'Subject', 'Date', 'Message-ID', 'X-MC-User'] },
    bounces: () => 'bounce-mc.us5_1234567.1234-accounts',
    by: 'localhost',
  },
  mandrill: {
    operator: 'mandrill',
    egress: { ip: '198.2.133.95', helo: 'mail133-95.atl131.mandrillapp.com' },
    stamps: ({ id }) => [`X-Mandrill-User: md_${id}`, `Feedback-ID: ${id}:${id}.20260311:md`],
    signature: { domain: 'mandrillapp.com', selector: 'mte1' },
    bounces: (account) => `bounce-md_${account.id}.65ee.v1-0a1b2c`,
    by: 'localhost',
  },
  postmark: {
    operator: 'postmark',
    egress: { ip: '203.0.113.141', helo: 'mta210a-ord.mtasv.net' },
    stamps: ({ id, parcel }) => [
      `Feedback-ID: s7654321-outbound:s7654321:a${id}:postmark`,
      `X-PM-RCPT: |${base64(`m0|${id}|7654321|${parcel.to}`)}|`,
    ],
    signature: { domain: 'pm.mtasv.net', selector: 'pm20240101' },
    bounces: () => 'pm_bounces',
    by: 'mtasv-api.example',
  },
  brevo: {
    operator: 'brevo',
    egress: { ip: '77.32.148.20', helo: 'ae.d.mailin.fr' },
    stamps: ({ id }) => [`Feedback-ID: 77.32.148.20:${id}_-1:${id}:Sendinblue`],
    signature: { domain: 'sendinblue.com', selector: 'mail' },
    bounces: ({ id }) => `bounces-${id}-accounts=recv.example`,
    by: 'smtp-relay.brevo.example',
  },
  sparkpost: {
    operator: 'sparkpost',
    egress: { ip: '203.0.113.142', helo: 'mta-70-11-2.sparkpostmail.com' },
    stamps: ({ id, parcel }) => [`X-MSFBL: AbCd|${base64(JSON.stringify({ customer_id: id, subaccount_id: '0', r: parcel.to }))}`],
    signature: null,
    bounces: () => 'msprvs1=20531abcdef=bounces-1234',
    by: 'smtp.sparkpost.example',
  },
  mailjet: {
    operator: 'mailjet',
    egress: { ip: '203.0.113.143', helo: 'o61.p38.mailjet.com' },
    stamps: ({ id }) => [`X-MJ-MID: ${id}`, 'X-CSA-Complaints: csa-complaints@eco.example'],
    signature: { domain: 'bnc3.mailjet.com', selector: 'mailjet', headers: ['From', 'To', 'Subject', 'Date', 'Message-ID', 'X-MJ-MID'] },
    bounces: () => '4hqZ.accounts=recv.example',
    by: 'in.mailjet.example',
  },
  mailersend: {
    operator: 'mailersend',
    egress: { ip: '203.0.113.144', helo: 'mail12.mailersend.net' },
    stamps: ({ id }) => [`Feedback-ID: ${id}:MailerSend`],
    signature: { domain: 'mailersend.net', selector: 'mlsend' },
    bounces: () => 'bounces-0a1b2c',
    by: 'smtp.mailersend.example',
  },
  activecampaign: {
    operator: 'activecampaign',
    egress: { ip: '203.0.113.145', helo: 's12.acems2.com' },
    stamps: ({ id }) => [`Feedback-ID: ${id}:${id}.41:s12:activecampaign`],
    signature: { domain: 'acems2.com', selector: 'dk' },
    bounces: () => 'bounce-1234-accounts=recv.example',
    by: 'acems2.example',
  },
  'constant-contact': {
    operator: 'constant-contact',
    egress: { ip: '208.75.123.131', helo: 'ccm131.constantcontact.com' },
    stamps: ({ id }) => [`X-Roving-ID: ${id}.7`, `X-Feedback-ID: 0a1b:2c3d:${id}:CTCT`],
    signature: {
      domain: 'auth.ccsend.com',
      selector: '1000073432',
      headers: ['From', 'To', 'Subject', 'Date', 'Message-ID', 'X-Feedback-ID'],
    },
    bounces: ({ id }) => `0a1b_${id}_7`,
    by: 'p2-jbemail.example',
  },
  klaviyo: {
    operator: 'klaviyo',
    egress: { ip: '203.0.113.146', helo: 'mta-70-12-54.shared.klaviyomail.com' },
    stamps: ({ id }) => [`X-Kmail-Account: ${id}`],
    signature: {
      domain: 'shared.klaviyomail.com',
      selector: 'kl',
      headers: ['From', 'To', 'Subject', 'Date', 'Message-ID', 'X-Kmail-Account'],
    },
    bounces: () => 'bounces+1234',
    by: 'kmta.example',
  },
  salesforce: {
    operator: 'salesforce',
    egress: { ip: '203.0.113.147', helo: 'smtp-0a1b2c3d.core1.sfdc-abc123.mta.salesforce.com' },
    stamps: ({ id }) => [`X-SFDC-LK: ${id}`, 'X-SFDC-User: 0055f000001abcd'],
    signature: null,
    bounces: null,
    by: 'mx1-app1.salesforce.example',
  },
  'salesforce-marketing-cloud': {
    operator: 'salesforce-marketing-cloud',
    egress: { ip: '13.111.29.38', helo: 'mta.s7.exacttarget.com' },
    stamps: ({ id }) => [`x-job: ${id}_4711`, 'X-SFMC-Stack: 7'],
    signature: { domain: 's7.y.mc.salesforce.com', selector: 'fbldkim7' },
    bounces: ({ id }) => `bounce-12_HTML-345-4711-${id}-9`,
    by: 'exacttarget.example',
  },
  hubspot: {
    operator: 'hubspot',
    egress: { ip: '203.0.113.148', helo: 'bid12m.bf01x.hubspotemail.net' },
    stamps: () => ['X-HS-CID: 0a1b2c3d'],
    signature: { domain: 'bf01x.hubspotemail.net', selector: 'hs1' },
    bounces: () => '1axb2c3d',
    by: 'hubspotemail.example',
  },
  shopify: {
    operator: 'shopify',
    egress: { ip: '167.89.55.21', helo: 'o7.ptr1234.outbound-mail.sendgrid.net' },
    sentBy: 'sendgrid',
    stamps: () => ['X-SG-EID: u001.ZXhhbXBsZQ'],
    signature: null,
    bounces: null,
    by: 'shopify.example',
  },
  zendesk: {
    operator: 'zendesk',
    egress: { ip: '103.151.192.9', helo: 'outbyoip1.pod17.euc1.zdsys.com' },
    stamps: ({ id }) => [`X-Zendesk-From-Account-Id: ${id}`, 'X-Zendesk-Email-Id: 01HRP0000000000000000000EX'],
    signature: { domain: 'zendesk.com', selector: 'zendesk1' },
    bounces: null,
    by: 'zendesk.example',
  },
  freshdesk: {
    operator: 'freshdesk',
    egress: { ip: '203.0.113.150', helo: 'mta1.freshemail.io' },
    stamps: () => [],
    signature: { domain: 'freshemail.io', selector: 'fs1' },
    bounces: null,
    by: 'freshdesk.example',
  },
  servicenow: {
    operator: 'servicenow',
    egress: { ip: '203.0.113.151', helo: 'outbound12.service-now.com' },
    stamps: () => ['X-ServiceNow-Generated: true'],
    signature: null,
    bounces: null,
    by: 'app131054.iad101.service-now.com',
  },
  oracle: {
    operator: 'oracle',
    egress: { ip: '203.0.113.152', helo: 'aib29gb119.fra1.oracleemaildelivery.com' },
    stamps: () => ['reporting-meta: AAExample'],
    signature: { domain: 'fra.rp.oracleemaildelivery.com', selector: 'prod-fra-20200102' },
    bounces: null,
    by: 'omta7.example',
  },
  zoho: {
    operator: 'zoho',
    egress: { ip: '203.0.113.153', helo: 'sender4-op-o12.zoho.com' },
    stamps: () => ['X-ZohoMailClient: External'],
    signature: null,
    bounces: null,
    by: 'mx.zohomail.com',
  },
  yahoo: {
    operator: 'yahoo',
    egress: { ip: '203.0.113.154', helo: 'sonic304-22.consmr.mail.ne1.yahoo.com' },
    stamps: ({ id }) => [`X-Sonic-MF: <${id}>`, 'X-Sonic-ID: 0a1b2c3d-0000-4000-8000-000000000000'],
    signature: null,
    bounces: null,
    by: 'sonic.gate.mail.ne1.yahoo.com',
  },
  fastmail: {
    operator: 'fastmail',
    egress: { ip: '203.0.113.155', helo: 'fout-a1-smtp.messagingengine.com' },
    stamps: ({ id }) => [`Feedback-ID: ${id}:Fastmail`, 'X-ME-Sender: <xms:example>'],
    signature: {
      domain: 'messagingengine.com',
      selector: 'fm3',
      headers: ['From', 'To', 'Subject', 'Date', 'Message-ID', 'Feedback-ID', 'X-ME-Sender'],
    },
    bounces: null,
    by: 'mailfout.phl.internal',
  },
  proton: {
    operator: 'proton',
    egress: { ip: '109.224.244.9', helo: 'mail-10628.protonmail.ch' },
    stamps: ({ id }) => [`Feedback-ID: ${id}:user:proton`, `X-Pm-Message-ID: ${'0a1b2c3d4e'.repeat(4)}`],
    signature: null,
    bounces: null,
    by: 'mail.protonmail.ch',
  },
  icloud: {
    operator: 'icloud',
    egress: { ip: '203.0.113.156', helo: 'mr85p00im-ztdg06011201.me.com' },
    stamps: () => [],
    signature: null,
    bounces: null,
    by: 'mr38p00im-dlb-asmtp-mailmevip.me.com',
  },
  godaddy: {
    operator: 'godaddy',
    egress: { ip: '203.0.113.157', helo: 'osplwbeout01-04.prod.phx3.secureserver.net' },
    stamps: ({ id }) => [`X-SecureServer-Acct: ${id}`],
    signature: null,
    bounces: null,
    by: 'n3plcpnl0045.prod.ams3.secureserver.net',
  },
  ovh: {
    operator: 'ovh',
    egress: { ip: '203.0.113.158', helo: '3.mo575.mail-out.ovh.net' },
    stamps: () => ['X-Ovh-Tracer-Id: 1234567890123456789'],
    signature: null,
    bounces: null,
    by: 'director5.ghost.mail-out.ovh.net',
  },
  namecheap: {
    operator: 'namecheap',
    egress: { ip: '203.0.113.159', helo: 'mta-13-3.privateemail.com' },
    stamps: () => ['X-Originating-Client: open-xchange-appsuite'],
    signature: null,
    bounces: null,
    by: 'mta-13.privateemail.com',
  },
  rackspace: {
    operator: 'rackspace',
    egress: { ip: '203.0.113.160', helo: 'smtp101.iad3a.emailsrvr.com' },
    stamps: ({ id }) => [`X-Auth-ID: ${id}`, 'X-Classification-ID: 0a1b2c3d-1-1'],
    signature: null,
    bounces: null,
    by: 'smtp19.relay.iad3a.emailsrvr.com',
  },
  ionos: {
    operator: 'ionos',
    egress: { ip: '203.0.113.161', helo: 'mout.kundenserver.de' },
    stamps: () => ['X-Provags-ID: V03:K1:example', 'X-UI-Sender-Class: 01bb95c1-4bf8-414a-932a-4f6e2808ef9c'],
    signature: null,
    bounces: null,
    by: 'mrelayeu.kundenserver.de',
  },
  intermedia: {
    operator: 'intermedia',
    egress: { ip: '203.0.113.162', helo: 'out1.serverdata.net' },
    stamps: () => [],
    signature: null,
    bounces: null,
    by: 'east.smtp.exch.serverdata.example',
  },
  newfold: {
    operator: 'newfold',
    egress: { ip: '203.0.113.163', helo: 'omta34.uswest2.a.cloudfilter.net' },
    stamps: ({ id }) => [`X-Source-Auth: ${id}`, 'X-Source-Cap: ZXhhbXBsZQ=='],
    signature: null,
    bounces: null,
    by: 'gator4105.hostgator.example',
  },
  marketo: {
    operator: 'marketo',
    egress: { ip: '72.3.185.20', helo: 'em-sj-77.mktomail.com' },
    stamps: () => ['X-MktMailDKIM: true'],
    signature: { domain: 'mktomail.com', selector: 'm1' },
    bounces: null,
    by: 'mktomail.example',
  },
  pardot: {
    operator: 'pardot',
    egress: { ip: '203.0.113.164', helo: 'mta1.et.pd25.com' },
    stamps: () => [],
    signature: null,
    bounces: null,
    by: 'pardot.example',
  },
  atlassian: {
    operator: 'atlassian',
    egress: { ip: '167.89.55.22', helo: 'o12.ptr1234.outbound-mail.sendgrid.net' },
    sentBy: 'sendgrid',
    stamps: ({ id }) => ['X-SG-EID: u001.ZXhhbXBsZQ', `X-JIRA-FingerPrint: ${id}`],
    signature: null,
    bounces: null,
    by: 'atlassian.example',
  },
} as const satisfies Readonly<Record<string, Service>>;

export type ServiceName = keyof typeof services;

export function serviceOf(name: ServiceName): Service {
  return services[name];
}
