/** Every label of the window, in one place: verdicts, results, trust, roles, states, keys and empty states. */
import type { RecordByHand } from '../shared/contract.ts';
import type { ArcVouching, ClaimDifferenceCode, SpfIdentity } from '../shared/facts/authentication.ts';
import type { Source, Trust } from '../shared/facts/evidence.ts';
import type { TenantKind } from '../shared/facts/infrastructure.ts';
import type { BoundaryBasis, Handoff, Segment } from '../shared/facts/route.ts';
import type { VerdictKind, Weight } from '../shared/facts/verdict.ts';

export const verdictWords: Readonly<Record<VerdictKind, { readonly label: string; readonly meaning: string }>> = {
  'cross-tenant-spoof': {
    label: 'Cross-tenant spoof',
    meaning: 'Another customer of the same mail service sent it in this domain’s name.',
  },
  'laundered-pass': {
    label: 'Laundered pass',
    meaning: 'A host that the domain does not authorise handed it in; a shared pool turned that into a pass.',
  },
  forwarded: { label: 'Forwarded', meaning: 'An authentic message that a list, forwarder or gateway passed on.' },
  authentic: { label: 'Authentic', meaning: 'The domain itself, or its own tenant, sent it.' },
  'shared-pass-unattributed': {
    label: 'Shared pass, unattributed',
    meaning: 'It passed only through a shared pool, and nothing solid says which tenant sent it.',
  },
  'misaligned-sender': { label: 'Misaligned sender', meaning: 'It authenticates as some other domain.' },
  unauthorised: { label: 'Unauthorised', meaning: 'Nothing speaks for the From domain, and no pool made it pass.' },
  indeterminate: { label: 'Indeterminate', meaning: 'Evidence or DNS is missing; the open questions say what.' },
};

export const confidenceWords = { confirmed: 'Confirmed', probable: 'Probable', none: 'No confidence stated' } as const;

export const weightWords: Readonly<Record<Weight, { readonly label: string; readonly meaning: string }>> = {
  decisive: { label: 'Decisive', meaning: 'enough to carry the verdict' },
  strong: { label: 'Strong', meaning: 'points the same way on its own' },
  supporting: { label: 'Supporting', meaning: 'fits, but proves little alone' },
  countering: { label: 'Countering', meaning: 'speaks against it' },
};

export const trustWords: Readonly<Record<Trust, string>> = { vouched: 'vouched', attributed: 'attributed', claimed: 'claimed' };

export const sourceWords: Readonly<Record<Source, string>> = {
  replay: 'our replay',
  'receiver-record': 'receiver’s record',
  'operator-record': 'operator’s record',
};

export const identityWords: Readonly<Record<SpfIdentity, string>> = { mailfrom: 'MAIL FROM', helo: 'HELO', from: 'From domain' };

export const segmentRoleWords: Readonly<Record<Segment['role'], string>> = {
  origin: 'Origin',
  shared: 'Shared pool',
  relay: 'Relay',
  receiver: 'Receiver',
};

export const roleWords: Readonly<Record<Handoff['role'], string>> = { ingress: 'Ingress', transit: 'Transit', egress: 'Egress' };

export const handoffRoleWords: Readonly<Record<Handoff['role'], string>> = {
  ingress: 'Ingress check',
  transit: 'Transit check',
  egress: 'Egress check',
};

export const tenantKindWords: Readonly<Record<TenantKind, string>> = {
  'dkim-domain': 'signing domain',
  'tenant-id': 'tenant id',
  'organization-domain': 'organisation domain',
  account: 'account',
};

export const boundaryBasisWords: Readonly<Record<BoundaryBasis, string>> = {
  'authentication-results': 'by Authentication-Results',
  'received-spf': 'by Received-SPF',
  'received-chain': 'by the Received chain',
  user: 'set by you',
  none: 'without a basis',
};

/** What stands before the `because` of a known tenant; of a learned one it says that itself. */
export const originWords = { declared: 'declared in ', learned: '' } as const;

export const answerWords: readonly (readonly [answer: RecordByHand['answer'], label: string])[] = [
  ['records', 'these records'],
  ['nodata', 'no record of this type (NODATA)'],
  ['nxdomain', 'no such name (NXDOMAIN)'],
];

export const recordTypes: readonly RecordByHand['type'][] = ['TXT', 'A', 'AAAA', 'MX', 'PTR', 'CNAME', 'NS', 'SOA'];

export const bodyHashWords = {
  match: 'The body is the one that was signed (bh=).',
  mismatch: 'The body is not the one that was signed (bh=).',
  unknown: 'Whether the body is the one that was signed cannot be told (bh=).',
} as const;

/** Why a claim and its replay differ, in a few words; the sentence stands beside it. */
export const differenceWords: Readonly<Record<ClaimDifferenceCode, string>> = {
  'dns-changed': 'DNS was another then',
  'forged-header': 'perhaps forged',
  forwarder: 'of another connection',
  'broken-body': 'body changed since',
  'changed-header': 'header fields changed since',
  'missing-dns': 'DNS answers are missing',
  'different-identity': 'of something else',
  'receiver-local-policy': 'the writer’s own word',
  unexplained: 'not explained',
};

/** What a sealer vouches for with a set, in a word or two. */
export const vouchingWords: Readonly<Record<ArcVouching, string>> = {
  message: 'its record and this message',
  relayed: 'its record, through the chain above',
  record: 'its record alone',
  nothing: 'nothing',
  unknown: 'cannot be told',
};

export const sectionWords = [
  ['verdict', 'Verdict'],
  ['route', 'Route'],
  ['reasons', 'Reasons'],
  ['authentication', 'Authentication'],
  ['hops', 'Hops'],
  ['source', 'Source'],
  ['open', 'Open questions'],
  ['message', 'Message'],
  ['campaign', 'Campaign'],
] as const;
export type SectionName = (typeof sectionWords)[number][0];

export const rowStateWords = { waiting: 'Waiting', working: 'Analysing', done: 'Done', failed: 'Could not be read' } as const;

export const commandWords = {
  open: 'Open files…',
  'open-folder': 'Open folder…',
  'open-snapshot': 'Add DNS snapshot…',
  'open-tenants': 'Add tenant directory…',
  'open-operators': 'Add operators of your own…',
  'open-suffixes': 'Use a public suffix list of your own…',
  'new-record': 'Enter a DNS answer by hand…',
  paste: 'Paste message source…',
  sample: 'Open the sample case',
  'show-messages': 'Show the messages',
  'show-reports': 'Show the reports',
  'clear-report-filter': 'Clear the filter of the reports',
  find: 'Filter the list',
  'toggle-theme': 'Switch theme',
  shortcuts: 'Keyboard shortcuts',
  palette: 'Command palette',
  'find-in-reports': 'Find this message in the reports',
  'new-case': 'New case',
  'open-case': 'Open a case…',
  'save-case': 'Save the case',
  'save-case-as': 'Save the case as…',
  'case-notes': 'Notes on the case…',
  'message-notes': 'Write a note on this message',
  'clear-case': 'Remove all evidence',
  'clear-snapshot': 'Forget the DNS snapshot',
  'clear-tenants': 'Forget the tenant directory files',
  'clear-operators': 'Forget the operator files',
  'clear-suffixes': 'Go back to the bundled public suffix list',
  'export-snapshot': 'Save the DNS snapshot…',
  'copy-sentence': 'Copy the verdict (defanged)',
  'copy-questions': 'Copy the open DNS questions',
  'reset-boundary': 'Put the trust boundary back',
  'next-place': 'Next place of the selection',
  'previous-place': 'Previous place of the selection',
  'next-hop': 'Next hop',
  'previous-hop': 'Previous hop',
  print: 'Print this analysis…',
} as const;
export type CommandName = keyof typeof commandWords;

/** Keys as the sheet lists them: what to press, what it does. */
export const keyWords: readonly (readonly [keys: string, action: string])[] = [
  ['j  k  ↓  ↑', 'Next and previous message'],
  ['m  r', 'Messages, reports'],
  ['/', 'Filter the list, search the reports'],
  ['1 – 9', 'Go to a section, or to a view of the reports'],
  ['n  N', 'Next and previous place of what is selected'],
  ['[  ]', 'Previous and next hop'],
  ['←  →', 'Move along the route drawing, or move the trust boundary while it has the focus'],
  ['Enter', 'Show the bytes behind a reason, hop or check'],
  ['o', 'Open files'],
  ['p', 'Paste message source'],
  ['f', 'Find this message in the reports; in a table of the reports, filter by the row'],
  ['Ctrl S  ⌘ S', 'Save the case'],
  ['t', 'Switch theme'],
  ['Ctrl K  ⌘ K', 'Command palette'],
  ['?', 'This sheet'],
  ['Esc', 'Back out: close, deselect, clear the filter'],
];

export const words = {
  product: 'Waybill',
  tagline: 'Who shipped this message, and over which route?',
  offline: 'Offline',
  offlineMeaning: 'Waybill opens no connection to any other host. All answers come from the evidence and from the DNS snapshot.',
  evidence: 'Evidence',
  filter: 'Filter',
  filterHint: 'subject, address, verdict…',
  noMatch: 'Nothing in this case matches the filter.',
  dropHere: 'Drop to examine',
  dropMeaning: 'Messages, folders, archives and DNS snapshots. What a file is, is decided by its bytes.',
  emptyTitle: 'Nothing to examine yet',
  emptyText:
    'Bring in a suspect message. Waybill reads its trace, replays SPF, DKIM, ARC and DMARC hop by hop, and shows where a pass was a spoof.',
  emptyWays: [
    ['open', 'Open', 'Choose .eml files or a whole folder', 'o'],
    ['paste', 'Paste source', 'The raw message, headers first', 'p'],
    ['sample', 'Sample case', 'Four messages and their reports', ''],
  ],
  emptySteps: [
    ['Take the original', 'Save the message as .eml, or forward it as an attachment. A copy pasted from a preview has lost its trace.'],
    [
      'Bring DNS along',
      'Without a snapshot, what the receiver and the operator recorded stands in for the replay. Waybill lists the questions to ask.',
    ],
    ['Follow the reasons', 'Every statement points at bytes of the message. Select one and they light up.'],
  ],
  loading: 'Reading the analysis…',
  failedTitle: 'This input could not be analysed',
  pickOne: 'Select a message on the left.',
  cancel: 'Cancel',
  remove: 'Remove',
  close: 'Close',
  dismiss: 'Dismiss',
  copy: 'Copy',
  copied: 'Copied',
  snapshot: 'DNS snapshot',
  noSnapshot: 'None loaded. Records in the message stand in for the replay.',
  addSnapshot: 'Add file…',
  forgetSnapshot: 'Forget',
  saveSnapshot: 'Save',
  saveSnapshotHint: 'Save the whole snapshot, with what was entered by hand, as one NDJSON file',
  enterRecord: 'By hand…',
  byHand: 'by hand',
  editRecord: 'Edit',
  removeRecord: 'Remove',
  known: 'Tenants and operators',
  noneKnown: 'Which tenants are a domain’s own: from a directory, or from messages that it signed.',
  unknownOperators: 'Nobody knows these operators, so what is said of their tenants concerns nothing:',
  addTenants: 'Add tenants…',
  addOperators: 'Add operators…',
  forgetTenants: 'Forget tenants',
  forgetOperators: 'Forget operators',
  tenantOf: 'of',
  knownOwn: 'known as own',
  recordTitle: 'DNS answer by hand',
  recordEditTitle: 'Change a DNS answer',
  recordName: 'Name',
  recordType: 'Type',
  recordAnswer: 'Answer',
  recordTexts: 'Records',
  recordTextsHint: 'One record a line, as dig prints it: text with or without quotes, “10 mx.example”, an address.',
  recordFrom: 'From',
  recordTo: 'To',
  recordDaysHint:
    'Leave the days empty where the answer holds at any time. Where a file says something for the very day, the file is used.',
  recordSubmit: 'Add answer',
  recordChange: 'Change answer',
  answerByHand: 'Answer by hand',
  route: 'Route',
  noRoute: 'The message carries no trace header field (Received). There is no route to draw.',
  boundary: 'Trust boundary',
  boundaryEarlier: 'Earlier',
  boundaryLater: 'Later',
  boundaryReset: 'Put back',
  boundaryNone: 'There is no trust boundary: nothing in this message is vouched for.',
  flip: 'fail → pass',
  knownByAddress: 'The trusted side recorded its address, so that whose it is is vouched for. What its own lines say is',
  reasons: 'Reasons',
  noReasons: 'No reason was found for or against any verdict.',
  notExamined: 'Not examined',
  open: 'What would change the verdict',
  nothingOpen: 'Nothing is open: no missing answer could change this verdict.',
  questions: 'DNS questions still open',
  noQuestions: 'The snapshot answered every question.',
  copyForDig: 'Copy for dig -f',
  digHint: 'One NAME TYPE a line, as dig -f reads it',
  hops: 'Hops',
  source: 'Source',
  parts: 'Parts',
  noDns: 'No DNS is at hand. What the receiver and the operator recorded stands in for the replay; the drawing says which is which.',
  pasteTitle: 'Paste message source',
  pasteHint: 'Headers first, as “Show original” or “View source” gives them.',
  pasteSubmit: 'Examine',
  noClaims: 'No Authentication-Results, ARC-Authentication-Results or Received-SPF field was found.',
  noDkim: 'The message carries no DKIM-Signature.',
  noArc: 'The message carries no ARC set.',
  noSpf: 'There was no connection to check.',
  identities: 'Identities',
  tenants: 'Who handed it in',
  noTenants: 'Nothing in the message names a tenant.',
  stamps: 'What the operator stamped',
  defects: 'What the standards forbid',
  file: 'File',
  noParts: 'No MIME structure was found.',
  unknown: 'unknown',
  coverage: 'What is signed by',
  light: 'Light them',
  unlight: 'Put them out',
  lightHint: 'Lights the covered header fields in the source; n and N go through them in hash order',
  asWritten: 'The covered header fields in hash order, as they were written.',
  asHashed: (canonicalization: string) => `The bytes that are hashed, in their order (c=${canonicalization}).`,
  signedAbsent: 'not there: signed so that none can be added',
  wholeBody: 'The whole body is signed.',
  overSigned: 'Cannot be added unseen:',
  unsignedDuplicates: 'There are more of these than the signature covers; they may have been added:',
  bodyOf: 'Body',
  sealedBy: 'What is sealed by',
  sealMeaning: 'A seal covers the records of the sets so far, not the message itself: it proves who wrote them.',
  brokenHere: 'breaks here',
  canonicalBytes: 'Canonical bytes',
  canonicalHint: 'The exact octets that were hashed, with every space and line end marked, and the hashes of them',
  canonicalLoading: 'Making the octets as they were hashed…',
  retry: 'Try again',
  vouchesFor: 'Vouches for',
  walkTitle: 'Names asked, from the longest on',
  policyHere: 'policy',
  organizationHere: 'organisational domain',
} as const;

const signalTitles: Readonly<Record<string, string>> = {
  'ingress-spf-flip': 'Ingress SPF flip',
  'organization-mismatch': 'Organisation mismatch',
  'pool-authorised-by-from-domain': 'Pool authorised by the From domain',
  'trusted-arc-forward': 'Trusted ARC forward',
  'ambiguous-from': 'Ambiguous From',
  'missing-usual-signature': 'Usual signature missing',
};

/** A signal's id as a title; ids are noun phrases, so an unknown one reads well too. */
export function signalTitle(signal: string): string {
  const plain = signal.replaceAll('-', ' ');
  return signalTitles[signal] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** `1 hop`, `15 hops`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString('en-GB')} ${amount === 1 ? one : many}`;
}
