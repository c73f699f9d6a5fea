/** The table of named extractors: an operator's entry only names one, so that data never carries code or regular expressions. */
import * as bulk from './extract/bulk-senders.ts';
import * as microsoft from './extract/exchange-online.ts';
import type { SigningExtractor, StampExtractor, TenantExtractor } from './extract/extracted.ts';
import * as services from './extract/mail-services.ts';

export const tenantExtractors = {
  'activecampaign-feedback-id': bulk.activeCampaignFeedbackId,
  'azure-communication-resource': microsoft.azureCommunicationResource,
  'barracuda-account': services.barracudaAccount,
  'brevo-feedback-id': bulk.brevoFeedbackId,
  'cisco-allocation': services.ciscoAllocation,
  'constant-contact-feedback-id': bulk.constantContactFeedbackId,
  'constant-contact-roving': bulk.constantContactRoving,
  'domain-name': services.domainName,
  'fastmail-feedback-id': services.fastmailFeedbackId,
  'gmail-api-project': services.gmailApiProject,
  'jira-fingerprint': services.jiraFingerprint,
  'klaviyo-account': bulk.klaviyoAccount,
  'login-address': services.loginAddress,
  'mailchannels-account': services.mailchannelsAccount,
  'mailchannels-arc': services.mailchannelsArc,
  'mailchannels-sender': services.mailchannelsSender,
  'mailchimp-user': bulk.mailchimpUser,
  'mailersend-feedback-id': bulk.mailerSendFeedbackId,
  'mailgun-return-path': bulk.mailgunReturnPath,
  'mailgun-sid': bulk.mailgunSid,
  'mandrill-feedback-id': bulk.mandrillFeedbackId,
  'mandrill-return-path': bulk.mandrillReturnPath,
  'mandrill-user': bulk.mandrillUser,
  'marketing-cloud-job': bulk.marketingCloudJob,
  'marketing-cloud-return-path': bulk.marketingCloudReturnPath,
  'microsoft-attributed-tenant': microsoft.attributedTenant,
  'microsoft-originator-organization': microsoft.originatorOrganization,
  'microsoft-tenant-guid': microsoft.tenantGuid,
  'mimecast-host': services.mimecastHost,
  'mimecast-login': services.mimecastLogin,
  'panel-login': services.panelLogin,
  'pardot-return-path': bulk.pardotReturnPath,
  'postmark-feedback-id': bulk.postmarkFeedbackId,
  'postmark-recipient': bulk.postmarkRecipient,
  'proofpoint-host': services.proofpointHost,
  'proton-feedback-id': services.protonFeedbackId,
  'rackspace-received': services.rackspaceReceived,
  'salesforce-organization': bulk.salesforceOrganization,
  'secureserver-account': services.secureServerAccount,
  'secureserver-feedback-id': services.secureServerFeedbackId,
  'sendgrid-feedback-id': bulk.sendgridFeedbackId,
  'sendgrid-return-path': bulk.sendgridReturnPath,
  'ses-feedback-id': bulk.sesFeedbackId,
  'shopify-store': bulk.shopifyStore,
  'sparkpost-feedback': bulk.sparkpostFeedback,
  'zendesk-account': services.zendeskAccount,
  'zepto-mail-id': services.zeptoMailId,
} as const satisfies Readonly<Record<string, TenantExtractor>>;

export const stampExtractors = {
  'mailchannels-forward': services.mailchannelsForward,
  'microsoft-attributed-connection': microsoft.attributedConnectionStamp,
  'microsoft-authenticated-as': microsoft.authenticatedAs,
  'microsoft-outbound-report': microsoft.outboundAntispamReport,
  'microsoft-relay-mark': microsoft.relayMark,
  'microsoft-sender-domain-check': microsoft.senderDomainCheck,
} as const satisfies Readonly<Record<string, StampExtractor>>;

export const signingExtractors = {
  'atlassian-site': services.atlassianSite,
  'gappssmtp-domain': services.gappssmtpDomain,
  'hubspot-portal': bulk.hubspotPortal,
  'mailgun-sandbox': bulk.mailgunSandbox,
  'onmicrosoft-tenant': microsoft.onmicrosoftTenant,
} as const satisfies Readonly<Record<string, SigningExtractor>>;

export type TenantExtractorName = keyof typeof tenantExtractors;
export type StampExtractorName = keyof typeof stampExtractors;
export type SigningExtractorName = keyof typeof signingExtractors;

/** The names of a table, for schemas; never empty. */
export function extractorNames<Name extends string>(table: Readonly<Record<Name, unknown>>): [Name, ...Name[]] {
  return Object.keys(table) as [Name, ...Name[]];
}
