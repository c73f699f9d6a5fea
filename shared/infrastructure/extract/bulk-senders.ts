/** Reads the account that a bulk sender writes into its own headers and envelope addresses. Strict forms: a near miss is a pasted stamp. */
import { base64Text, byPattern, type Extracted, inAddress, jsonValue, type SigningExtractor, type TenantExtractor } from './extracted.ts';

/** `1.<region>.<hash>:AmazonSES`. The hash is not one to one with accounts (several a domain seen), so it is kept with its region. */
export const sesFeedbackId: TenantExtractor = byPattern(
  /^\s*(?:::)?1\.([a-z]{2}(?:-[a-z]{1,12}){1,3}-\d\.[A-Za-z0-9+/=]{43,44}):AmazonSES\s*$/,
);

/** `bounces+<account>-<4 hex>-<recipient>@`. A tag that is not hexadecimal is a look-alike (23 seen against 215 genuine). */
export const sendgridReturnPath: TenantExtractor = inAddress(byPattern(/^bounces\+(\d{1,12})-[0-9a-f]{4}-/i));

/** `<account>:SG`, the same number as in the return path. */
export const sendgridFeedbackId: TenantExtractor = byPattern(/^\s*(\d{1,12}):SG\s*$/);

/** Third element of the base64 JSON array `["5 hex", recipient, domain key]`: one to one with the sending domain. */
export const mailgunSid: TenantExtractor = (value) => {
  const decoded = base64Text(value);
  const parts = decoded === null ? undefined : jsonValue(decoded);
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const key: unknown = parts[2];
  return typeof key === 'string' && /^[0-9a-f]{4,16}$/.test(key) ? { value: key, quote: value.trim() } : null;
};

/** `bounce+<hash>.<domain key>-<recipient>@`: the key equals the one in X-Mailgun-Sid (108 of 108). */
export const mailgunReturnPath: TenantExtractor = inAddress(byPattern(/^bounce\+[0-9a-f]{4,16}\.([0-9a-f]{4,16})-/));

export const mailgunSandbox: SigningExtractor = (domain) => /^(sandbox[0-9a-f]{32})\.mailgun\.org$/.exec(domain)?.[1] ?? null;

export const mailchimpUser: TenantExtractor = byPattern(/^\s*([0-9a-f]{25})\s*$/);

export const mandrillUser: TenantExtractor = byPattern(/^\s*md_(\d{1,12})\s*$/);
export const mandrillFeedbackId: TenantExtractor = byPattern(/^\s*(\d{1,12}):\1\.\d{8}:md\s*$/);
export const mandrillReturnPath: TenantExtractor = inAddress(byPattern(/^bounce-md_(\d{1,12})\./));

/** `s<server>-<stream>:s<server>:a<account>:postmark`. */
export const postmarkFeedbackId: TenantExtractor = (value) => {
  const match = /^\s*s(\d{1,12})-[^:]{0,64}:s(\d{1,12}):a(\d{1,12}):postmark\s*$/.exec(value);
  return match?.[3] === undefined || match[1] !== match[2] ? null : { value: match[3], quote: match[0].trim() };
};

/** `|base64|` of `m0|account|server|recipient`. */
export const postmarkRecipient: TenantExtractor = (value) => {
  const encoded = /^\s*\|([A-Za-z0-9+/=\s]{8,4096})\|\s*$/.exec(value)?.[1];
  const [version, account, server] = (encoded === undefined ? null : base64Text(encoded))?.split('|') ?? [];
  return version === 'm0' && /^\d{1,12}$/.test(account ?? '') && /^\d{1,12}$/.test(server ?? '')
    ? { value: account ?? '', quote: value.trim() }
    : null;
};

/** Second part of X-MSFBL: base64 JSON that names the customer and, for resellers, the sub-account. */
export const sparkpostFeedback: TenantExtractor = (value) => {
  const parts = value.split('|');
  const decoded = parts.length < 2 || parts.length > 3 ? null : base64Text(parts[1] ?? '');
  const record = decoded === null ? undefined : jsonValue(decoded);
  if (typeof record !== 'object' || record === null) return null;
  const { customer_id: customer, subaccount_id: part } = record as Readonly<Record<string, unknown>>;
  if (!isNumber(customer)) return null;
  return { value: isNumber(part) && String(part) !== '0' ? `${customer}/${part}` : String(customer), quote: value.trim() };
};

function isNumber(value: unknown): value is string | number {
  return (typeof value === 'string' || typeof value === 'number') && /^\d{1,12}$/.test(String(value));
}

/** `<address>:<account>_<campaign>:<account>:Sendinblue`. */
export const brevoFeedbackId: TenantExtractor = byPattern(/^\s*[\d.]{7,15}:(\d{1,12})_-?\d{1,12}:\1:Sendinblue\s*$/);

/** Organisation id of Salesforce: key prefix `00D` and 12 or 15 more characters. The first 15 name it; three more are a check sum. */
export const salesforceOrganization: TenantExtractor = byPattern(/^\s*(00D[A-Za-z0-9]{12})(?:[A-Za-z0-9]{3})?\s*$/);

/** `x-job: <business unit>_<job>`. */
export const marketingCloudJob: TenantExtractor = byPattern(/^\s*(\d{4,12})_\d{1,12}\s*$/);

/** `bounce-<list>_HTML-<subscriber>-<job>-<business unit>-<batch>@`. `bounces-` with an s is a look-alike (30 against 18 genuine). */
export const marketingCloudReturnPath: TenantExtractor = inAddress(
  byPattern(/^bounce-\d{1,12}_(?:HTML|TEXT)-\d{1,12}-\d{1,12}-(\d{4,12})-\d{1,12}@/),
);

export const pardotReturnPath: TenantExtractor = inAddress(byPattern(/^undelivered\+(\d{1,12})\+\d{1,15}@pd25\.com$/i));

/** Portal id in the selector `hs1-<portal>` or `hs2-<portal>`; HubSpot gives these selectors out for customers' own domains. */
export const hubspotPortal: SigningExtractor = (_domain, selector) => /^hs[12]-(\d{1,12})$/.exec(selector ?? '')?.[1] ?? null;

/** Thirteen digits of `<message>:<…>:<account>:CTCT`. */
export const constantContactFeedbackId: TenantExtractor = (value) => {
  const parts = value.trim().split(':');
  const account = parts.at(-2) ?? '';
  return parts.length >= 3 && parts.length <= 5 && parts.at(-1) === 'CTCT' && /^\d{13}$/.test(account)
    ? { value: account, quote: `${account}:CTCT` }
    : null;
};

export const constantContactRoving: TenantExtractor = byPattern(/^\s*(\d{13})\.-?\d{1,15}\s*$/);
export const klaviyoAccount: TenantExtractor = byPattern(/^\s*([A-Za-z0-9]{6})\s*$/);

/** `store+<shop id>@t.shopifyemail.com`, the From address that Shopify writes for shops without a domain of their own. */
export const shopifyStore: TenantExtractor = byPattern(/(?<![A-Za-z0-9._+-])store\+(\d{1,15})@[tm]\.shopifyemail\.com(?![a-z0-9.-])/i);

/** `<account>:<account>.<campaign>:<mta>:activecampaign`, or the short `<account>:activecampaign`. */
export const activeCampaignFeedbackId: TenantExtractor = (value): Extracted | null => {
  const parts = value.trim().split(':');
  const account = parts[0] ?? '';
  if (parts.at(-1) !== 'activecampaign' || !/^\d{1,12}$/.test(account)) return null;
  const long = parts.length === 4 && (parts[1] ?? '').startsWith(`${account}.`);
  return parts.length === 2 || long ? { value: account, quote: value.trim() } : null;
};

export const mailerSendFeedbackId: TenantExtractor = byPattern(/^\s*([A-Za-z0-9-]{4,64}):MailerSend\s*$/i);
