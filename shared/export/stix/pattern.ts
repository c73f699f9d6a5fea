/** STIX patterns (STIX 2.1 section 9) for what a campaign looks like in a mailbox. */

/**
 * Mail that says it is from the one domain and carries a signature of the other. Takes canonical domain names. The two together are the finding:
 * each alone is ordinary mail of somebody who may be a victim as well.
 */
export function crossTenantPattern(fromDomain: string, signingDomain: string): string {
  return `[email-message:from_ref.value LIKE ${literal(`%@${fromDomain}`)} AND email-message:additional_header_fields.'DKIM-Signature' LIKE ${literal(`%d=${signingDomain};%`)}]`;
}

/** Section 9.2: an apostrophe and a backslash are escaped by a backslash. */
function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
