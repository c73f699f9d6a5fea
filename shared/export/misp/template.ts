/** The MISP object templates that an event of ours uses: two of the public catalogue, and one for DMARC rows, which has none. */
import definition from './objects/dmarc-row/definition.json';

export interface MispTemplate {
  readonly name: string;
  readonly uuid: string;
  readonly version: number;
  readonly metaCategory: string;
  readonly description: string;
}

/** MISP/misp-objects, `objects/domain-ip` version 9: a name with the addresses that it was seen with. */
export const domainIp: MispTemplate = {
  name: 'domain-ip',
  uuid: '43b3b146-77eb-4931-b4cc-b66c60f28734',
  version: 9,
  metaCategory: 'network',
  description: 'A domain/hostname and IP address seen as a tuple in a specific time frame.',
};

/** MISP/misp-objects, `objects/email` version 15. */
export const email: MispTemplate = {
  name: 'email',
  uuid: 'a0c666e0-fc65-4be8-b48f-3423d788b552',
  version: 15,
  metaCategory: 'network',
  description: 'Email object describing an email with meta-information',
};

/**
 * What DMARC aggregate reports say of one source address. MISP has no object for it (an import was asked for in misp-modules issue 508), so this
 * is ours, in the layout of MISP/misp-objects: `objects/dmarc-row/definition.json` can be put into an instance as it is, and without it MISP
 * shows the object all the same.
 */
export const dmarcRow: MispTemplate = {
  name: definition.name,
  uuid: definition.uuid,
  version: definition.version,
  metaCategory: definition['meta-category'],
  description: definition.description,
};
