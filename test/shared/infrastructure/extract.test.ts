/** The strict forms of operators' values, with look-alikes beside them; every extractor appears here at least once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signingExtractors, stampExtractors, type TenantExtractorName, tenantExtractors } from '../../../shared/infrastructure/extract.ts';
import { base64 } from './operator-table.ts';

const guid = '0f7b6a52-3c1d-4e8f-9a0b-1c2d3e4f5a6b';
const hash = `${'Ab0/'.repeat(10)}Ab0=`;

const table: readonly (readonly [TenantExtractorName, value: string, tenant: string | null])[] = [
  ['activecampaign-feedback-id', '12345:12345.678:mta12:activecampaign', '12345'],
  ['activecampaign-feedback-id', '12345:12345.678:activecampaign', null],
  ['azure-communication-resource', `<a@${guid.toUpperCase()}.us1.azurecomm.net>`, guid],
  ['azure-communication-resource', `a@${guid}.us1.azurecomm.net.evil.example`, null],
  ['barracuda-account', 'SCORE=1.20 using account:ESS99 x', 'ESS99'],
  ['barracuda-account', 'using accounts:ESS99', null],
  ['brevo-feedback-id', '192.0.2.9:77_12:77:Sendinblue', '77'],
  ['brevo-feedback-id', '192.0.2.9:77_12:78:Sendinblue', null],
  ['cisco-allocation', 'from ob1.hc1234-56.eu.iphmx.com (192.0.2.1)', 'hc1234-56'],
  ['cisco-allocation', 'from x.esa1.hc1234-56.eu.iphmx.com (192.0.2.1)', 'hc1234-56'],
  ['cisco-allocation', 'from esa1.vanity.iphmx.com (192.0.2.1)', null],
  ['constant-contact-feedback-id', 'a:b:1142283441001:CTCT', '1142283441001'],
  ['constant-contact-feedback-id', 'a:b:1142283441001:CTCT:x', null],
  ['constant-contact-roving', '1142283441001.99', '1142283441001'],
  ['constant-contact-roving', '1142283441001', null],
  ['domain-name', ' Alpha.Example ', 'alpha.example'],
  ['domain-name', 'alpha', null],
  ['domain-name', 'a@alpha.example', null],
  ['fastmail-feedback-id', 'i1a2b3c4d:Fastmail', 'i1a2b3c4d'],
  ['fastmail-feedback-id', 'i1a2b3c4:Fastmail', null],
  ['gmail-api-project', 'from 123456789012 named unknown by gmailapi.google.com with HTTPREST; x', '123456789012'],
  ['gmail-api-project', 'from bravo named unknown by gmailapi.google.com with HTTPREST', null],
  ['jira-fingerprint', 'a'.repeat(32), 'a'.repeat(32)],
  ['jira-fingerprint', 'a'.repeat(33), null],
  ['klaviyo-account', 'Xb12s9', 'Xb12s9'],
  ['klaviyo-account', 'Xb12s', null],
  ['login-address', '<Bob@Bravo.example>', 'bob@bravo.example'],
  ['login-address', 'bob@bravo', null],
  ['login-address', 'bob@bravo.example eve@evil.example', null],
  ['mailchannels-account', 'hostco', 'hostco'],
  ['mailchannels-account', 'hostco|x', null],
  ['mailchannels-arc', 'i=1; rspamd-77b8-7x; auth=pass smtp.auth=hostco smtp.mailfrom=a@alpha.example', 'hostco'],
  ['mailchannels-arc', 'i=1; relay.mailchannels.net; auth=pass smtp.auth=hostco;', 'hostco'],
  ['mailchannels-arc', 'i=1; relay.mailchannels.net.evil.example; auth=pass smtp.auth=hostco', null],
  ['mailchannels-arc', 'i=1; rspamd-77b8-7x; auth=fail smtp.auth=hostco', null],
  ['mailchannels-arc', 'i=1; rspamd-77b8-7x; spf=pass reason="; auth=pass smtp.auth=victim"', null],
  ['mailchannels-sender', 'hostco|x-authsender|a@alpha.example', 'hostco'],
  ['mailchannels-sender', 'hostco|x-authenticated-sender|cpl03.hostco.example:\r\n a@alpha.example', 'hostco'],
  ['mailchannels-sender', '|x-authuser|a@alpha.example', null],
  ['mailchimp-user', '0123456789abcdef012345678', '0123456789abcdef012345678'],
  ['mailchimp-user', '0123456789abcdef0123456789', null],
  ['mailersend-feedback-id', 'abcd-1234:MailerSend', 'abcd-1234'],
  ['mailersend-feedback-id', 'ab:cd:MailerSend', null],
  ['mailgun-return-path', 'bounce+ee3952.16b7e1-x=recv.example@mg.alpha.example', '16b7e1'],
  ['mailgun-return-path', 'bounce+ee3952-16b7e1-x@mg.alpha.example', null],
  ['mailgun-sid', base64('["ee395","x@recv.example","16b7e1"]'), '16b7e1'],
  ['mailgun-sid', base64('{"a":1}'), null],
  ['mailgun-sid', base64('["a","b",5]'), null],
  ['mandrill-feedback-id', '30054689:30054689.20231114:md', '30054689'],
  ['mandrill-feedback-id', '30054689:30054690.20231114:md', null],
  ['mandrill-return-path', 'bounce-md_30054689.6553.v1-ab@mail.alpha.example', '30054689'],
  ['mandrill-return-path', 'bounce-md_x.1@mail.alpha.example', null],
  ['mandrill-user', 'md_30054689', '30054689'],
  ['mandrill-user', 'md_', null],
  ['marketing-cloud-job', '7278416_3224350', '7278416'],
  ['marketing-cloud-job', '7278416-3224350', null],
  ['marketing-cloud-return-path', '<bounce-1_HTML-2-3-7278416-4@bounce.alpha.example>', '7278416'],
  ['marketing-cloud-return-path', 'bounces-1_HTML-2-3-7278416-4@bounce.alpha.example', null],
  ['microsoft-attributed-tenant', `TenantId=${guid};Ip=[192.0.2.1];Helo=[]`, guid],
  ['microsoft-attributed-tenant', `X TenantId=${guid};Ip=[192.0.2.1];Helo=[a]`, null],
  ['microsoft-originator-organization', 'Bravo.OnMicrosoft.com', 'bravo.onmicrosoft.com'],
  ['microsoft-originator-organization', 'a.templateTenant', null],
  ['microsoft-tenant-guid', ` ${guid} `, guid],
  ['microsoft-tenant-guid', `{${guid}}`, null],
  ['microsoft-tenant-guid', '84DF9E7F-e9f6-40af-b435-aaaaaaaaaaaa', null],
  ['mimecast-host', 'from us-smtp-delivery-124.mimecast.com (x [192.0.2.1])', '124'],
  ['mimecast-host', 'from us-smtp-inbound-1.mimecast.com (x [192.0.2.1])', null],
  ['mimecast-login', 'i=1; relay.mimecast.com; auth=pass smtp.auth=CGBRA77A1 smtp.mailfrom=a@alpha.example', '77'],
  ['mimecast-login', 'relay.mimecast.com.evil.example; auth=pass smtp.auth=CUSA77A1', null],
  ['panel-login', 'h.alpha.example: authenticated_id: bob@bravo.example', 'bob@bravo.example'],
  ['panel-login', 'h.alpha.example: redirect/forwarder owner bob@bravo.example -> eve@evil.example', null],
  ['pardot-return-path', 'undelivered+12+34@pd25.com', '12'],
  ['pardot-return-path', 'undelivered+12@pd25.com', null],
  ['postmark-feedback-id', 's1-outbound:s1:a2:postmark', '2'],
  ['postmark-feedback-id', 's1-outbound:s3:a2:postmark', null],
  ['postmark-recipient', `|${base64('m0|2|1|x@recv.example')}|`, '2'],
  ['postmark-recipient', `|${base64('m1|2|1|x@recv.example')}|`, null],
  ['proofpoint-host', 'from mx0b-00AA11BB.pphosted.com (x [192.0.2.1])', '00AA11BB'],
  ['proofpoint-host', 'from mx0b-00aa11b.pphosted.com (x [192.0.2.1])', null],
  ['proton-feedback-id', '77:user:proton', '77'],
  ['proton-feedback-id', '77:user:proton:x', null],
  [
    'rackspace-received',
    'by smtp1.relay.iad3a.emailsrvr.com (Authenticated sender: a-AT-b-AT-bravo.example) with ESMTPSA id 1',
    'a@b-at-bravo.example',
  ],
  ['rackspace-received', 'by smtp1.relay.iad3a.emailsrvr.com (Authenticated sender: bob) with ESMTPSA id 1', null],
  ['salesforce-organization', '00D5g000004ABCDEAU', '00D5g000004ABCD'],
  ['salesforce-organization', '00D5g000004ABCDE', null],
  ['secureserver-account', '3021824', '3021824'],
  ['secureserver-account', '192.0.2.1', null],
  ['secureserver-feedback-id', 'ab:3021824:ssnet', '3021824'],
  ['secureserver-feedback-id', 'ab:cd:3021824:ssnet', null],
  ['sendgrid-feedback-id', '16198611:SG', '16198611'],
  ['sendgrid-feedback-id', 'x:16198611:SG', null],
  ['sendgrid-return-path', '<bounces+35711-9aad-x=recv.example@em1.alpha.example>', '35711'],
  ['sendgrid-return-path', 'bounces+15828-zkcu-x@bravo.example', null],
  ['ses-feedback-id', `::1.us-gov-west-1.${hash}:AmazonSES`, `us-gov-west-1.${hash}`],
  ['ses-feedback-id', `1.us-east-1.${hash}:bravo`, null],
  ['shopify-store', '"A" <store+12@t.shopifyemail.com>', '12'],
  ['shopify-store', 'store+12@x.shopifyemail.com', null],
  ['sparkpost-feedback', `x|${base64('{"customer_id":"12"}')}`, '12'],
  ['sparkpost-feedback', base64('{"customer_id":"12"}'), null],
  ['zendesk-account', '0a1b2c3', '0a1b2c3'],
  ['zendesk-account', '0a1b2', null],
  ['zepto-mail-id', `13ef.4a819d62e.m1.${guid}.18c87441610`, '13ef'],
  ['zepto-mail-id', `13ef.4a819d62e.m2.${guid}`, null],
];

describe('tenant extractors', () => {
  it.each(table)('%s reads %j as %j', (name, value, tenant) => {
    expect(tenantExtractors[name](value)?.value ?? null).toBe(tenant);
  });
  it('stand in the table above, each with a value that it takes and one that it does not', () => {
    for (const name of Object.keys(tenantExtractors)) {
      const rows = table.filter((row) => row[0] === name);
      expect([name, rows.some((row) => row[2] !== null), rows.some((row) => row[2] === null)]).toEqual([name, true, true]);
    }
  });
  it('never throw, and quote a part of what they read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.constantFrom(...table.map((row) => row[1]))), (value) => {
        for (const extract of Object.values(tenantExtractors)) {
          const found = extract(value);
          if (found !== null) expect(value.replace(/\s+/g, ' ')).toContain(found.quote.replace(/\s+/g, ' '));
        }
        for (const extract of Object.values(stampExtractors)) expect(Array.isArray(extract(value))).toBe(true);
        for (const extract of Object.values(signingExtractors)) expect(['string', 'object']).toContain(typeof extract(value, value));
      }),
    );
  });
});
