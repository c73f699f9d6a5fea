/** The shape of one operator's entry in the catalogue: data with a dated source behind every claim, never code. */
import { z } from 'zod';
import { type Outcome, refuse, succeed } from '../outcome.ts';
import { isPrivateAddress, parseNetwork } from './address-table.ts';
import { extractorNames, signingExtractors, stampExtractors, tenantExtractors } from './extract.ts';
import { isHostPattern } from './host-pattern.ts';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const note = z.string().min(1).max(600);
const date = z.iso.date();

/** Whole labels; a leading `*` label is one or more labels, inside a label `*` is any run and `#` one or more digits. */
const hostPattern = z.string().refine(isHostPattern, 'not a host pattern');
const headerName = z.string().regex(/^[A-Za-z0-9-]{1,76}$/);

const network = z
  .string()
  .refine((text) => parseNetwork(text) !== null, 'not a network in address/length form')
  .refine((text) => {
    const parsed = parseNetwork(text);
    return parsed === null || !isPrivateAddress(parsed);
  }, 'private address space names nobody');

/** Keys of the entry's `sources` that vouch for a claim. */
const claimedBy = z.array(id).min(1);

const Source = z.strictObject({
  id,
  /** An http(s) address, or `dns:name?type=TXT` (RFC 4501) for a published record. */
  url: z.string().regex(/^(?:https?:\/\/|dns:)\S+$/),
  retrieved: date,
  says: note,
  /** `published`: the operator or a public record says so. `observed`: seen in real mail, vendor-undocumented. `recalled`: general knowledge, not checked again. */
  standing: z.enum(['published', 'observed', 'recalled']),
});

const Pool = z.strictObject({
  id,
  networks: z.array(network).default([]),
  includes: z.array(hostPattern).default([]),
  hosts: z.array(hostPattern).default([]),
  /** `relay`: for mail that the operator does not vouch for, kept out of its SPF record. */
  scope: z.enum(['shared', 'dedicated', 'internal', 'relay']),
  /** Whether the operator's own SPF record authorises the pool; left out where not known. */
  passesSpf: z.boolean().optional(),
  /** Operators whose ranges this pool shares or lies in; the host name then decides. */
  overlaps: z.array(id).default([]),
  note: note.optional(),
  sources: claimedBy,
});

const TenantRule = z.strictObject({
  header: headerName,
  kind: z.enum(['tenant-id', 'organization-domain', 'account']),
  extract: z.enum(extractorNames(tenantExtractors)),
  /** True where the operator strips or overwrites the header on its way out, so that a copy directly under its egress hop is its own. */
  overwritten: z.boolean(),
  /** The operator's signing domain whose `h=` covers the header. */
  signedBy: hostPattern.optional(),
  /** An ARC header that is read only beside an ARC-Seal of the same instance by one of the operator's sealers (RFC 8617 section 4.1.3). */
  sealed: z.boolean().default(false),
  /** Not read where one of these headers stands in the message: then the value is the receiver's. */
  unless: z.array(headerName).default([]),
  note: note.optional(),
  sources: claimedBy,
});

const StampRule = z.strictObject({
  header: headerName,
  extract: z.enum(extractorNames(stampExtractors)),
  signedBy: hostPattern.optional(),
  unless: z.array(headerName).default([]),
  note: note.optional(),
  sources: claimedBy,
});

const SigningRule = z.strictObject({
  /** `dkim-domain`: the signing domain itself names the tenant. `account`: the selector does. */
  kind: z.enum(['dkim-domain', 'account']),
  extract: z.enum(extractorNames(signingExtractors)),
  note: note.optional(),
  sources: claimedBy,
});

const Mailboxes = z.strictObject({ domains: z.array(hostPattern).min(1), sources: claimedBy });

const MandatoryStamp = z.strictObject({ header: headerName, signedBy: hostPattern.optional(), note: note.optional(), sources: claimedBy });

export const OperatorEntry = z
  .strictObject({
    id,
    name: z.string().min(1).max(80),
    pools: z.array(Pool).default([]),
    /** True where the ranges are all there are: a HELO of this operator from another public address is then just text of a stranger. */
    networksComplete: z.boolean().default(false),
    by: z
      .strictObject({ ingress: z.array(hostPattern).default([]), internal: z.array(hostPattern).default([]) })
      .default({ ingress: [], internal: [] }),
    authservIds: z.array(hostPattern).default([]),
    /** Fields in which the operator keeps the results of its own ingress check and names no authserv-id. */
    resultsFields: z.array(headerName).default([]),
    sealers: z.array(hostPattern).default([]),
    /** Domains under which the operator signs or sends for many tenants. */
    sharedDomains: z.array(hostPattern).default([]),
    /** Domains of which anybody may have a mailbox: their tenants and habits are those of no company. */
    mailboxes: z.array(Mailboxes).default([]),
    signing: z.array(SigningRule).default([]),
    tenants: z.array(TenantRule).default([]),
    stamps: z.array(StampRule).default([]),
    /**
     * What every message carries that really left through this operator; absence hints at smuggling. Only where ten genuine messages or
     * more were counted and all of them (of Exchange Online 1,313 of 1,315) carried it: absence must not accuse on a guess.
     */
    mandatory: z.array(MandatoryStamp).default([]),
    abuse: z.array(z.strictObject({ id: z.string().min(1).max(40), url: z.url(), says: note, retrieved: date })).default([]),
    sources: z.array(Source).min(1),
  })
  .superRefine((entry, context) => {
    const known = new Set(entry.sources.map((source) => source.id));
    if (known.size !== entry.sources.length) context.addIssue({ code: 'custom', message: 'source ids are not unique', path: ['sources'] });
    for (const list of ['pools', 'signing', 'tenants', 'stamps', 'mandatory', 'mailboxes'] as const) {
      entry[list].forEach((claim, index) => {
        for (const source of claim.sources) {
          if (!known.has(source))
            context.addIssue({ code: 'custom', message: `unknown source: ${source}`, path: [list, index, 'sources'] });
        }
      });
    }
  });
export type OperatorEntry = z.infer<typeof OperatorEntry>;
export type OperatorPool = OperatorEntry['pools'][number];

/** Enough for thousands of entries; the shipped catalogue is a tenth of it. */
const largestOperatorFile = 4 * 1024 * 1024;

/**
 * Takes the text of a user's operator file: one entry, or an array of entries, in the schema of the catalogue.
 * Gives the entries, or a refusal that names the first thing that is wrong with it and where.
 */
export function parseOperatorFile(text: string): Outcome<OperatorEntry[]> {
  if (text.length > largestOperatorFile) return refuse('too-large', 'The operator file is larger than 4 MiB.');
  if (text.trim() === '') return refuse('empty', 'The operator file is empty.');
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem;
    return refuse('not-readable', `The operator file is not JSON: ${problem.message}`);
  }
  const parsed = z.array(OperatorEntry).safeParse(Array.isArray(data) ? data : [data]);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse('not-readable', `The operator file does not fit the schema: ${issue?.message ?? 'unknown'}`, {
      at: issue?.path.join('.') ?? '',
    });
  }
  const ids = parsed.data.map((entry) => entry.id);
  const repeated = ids.find((entry, index) => ids.indexOf(entry) !== index);
  return repeated === undefined
    ? succeed(parsed.data)
    : refuse('not-readable', `The operator file holds ${repeated} twice.`, { at: repeated });
}
