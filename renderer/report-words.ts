/** Every label of the reports workspace, in one place. */
import type { RowClass } from '../shared/facts/report.ts';
import type { CampaignTie, RowGrouping } from '../shared/report-calls.ts';
import type { ReportPane, ReportViewName } from './report-state.ts';

/** `short` stands in tables, `label` in the legend; `meaning` explains. */
export const classWords: Readonly<Record<RowClass, { readonly label: string; readonly short: string; readonly meaning: string }>> = {
  'cross-tenant-suspect': {
    label: 'Cross-tenant suspect',
    short: 'Suspect',
    meaning: 'SPF passed through a shared pool, but the signature is another tenant’s, or the domain’s usual one is missing.',
  },
  unauthorised: {
    label: 'Unauthorised',
    short: 'Unauthorised',
    meaning: 'Neither SPF nor DKIM speaks for the From domain.',
  },
  'aligned-spf-shared-pool-only': {
    label: 'Shared pool only',
    short: 'Pool only',
    meaning: 'Passed only by address space that many tenants share: nothing says which of them sent it. The domain’s exposure.',
  },
  'third-party': {
    label: 'Third party',
    short: 'Third party',
    meaning: 'Authenticated as another domain; nothing shows that the From domain authorises it.',
  },
  forwarder: {
    label: 'Forwarder',
    short: 'Forwarder',
    meaning: 'Passed on by somebody who broke the signature, or whom the receiver names as a forwarder.',
  },
  unknown: { label: 'Unknown', short: 'Unknown', meaning: 'The row does not say enough.' },
  'aligned-spf-own-space': {
    label: 'Own address space',
    short: 'Own space',
    meaning: 'SPF passed for the From domain from address space of its own.',
  },
  'aligned-dkim': {
    label: 'Signed by the domain',
    short: 'Own signature',
    meaning: 'A DKIM signature of the From domain passed.',
  },
};

export const workspaceWords = { messages: 'Messages', reports: 'Reports' } as const;

export const viewWords: Readonly<Record<ReportViewName, string>> = {
  sources: 'Sources',
  tenants: 'Tenants',
  domains: 'Domains',
  receivers: 'Receivers',
  policies: 'Policies',
  reports: 'Reports',
  rows: 'Rows',
};

/** A grouping as the head of its column, as the button that chooses it, and as what a row without it says. */
export const groupingWords: Readonly<Record<RowGrouping, { readonly one: string; readonly many: string; readonly none: string }>> = {
  operator: { one: 'Operator', many: 'Operators', none: 'No operator known' },
  tenant: { one: 'Foreign tenant', many: 'Foreign tenants', none: 'No foreign tenant' },
  source: { one: 'Source address', many: 'Addresses', none: 'No address' },
  reporter: { one: 'Receiver', many: 'Receivers', none: 'Unnamed receiver' },
  organization: { one: 'Organisation', many: 'Organisations', none: 'No From domain named' },
  'from-domain': { one: 'From domain', many: 'From domains', none: 'No From domain named' },
};

export const paneWords: Readonly<Record<ReportPane, string>> = { overview: 'Overview', rows: 'Rows', raw: 'Raw' };

export const tieWords: Readonly<Record<CampaignTie, string>> = {
  'this-message': 'this message',
  'same-tenant': 'same tenant',
  'same-source': 'same source',
  'same-pool': 'same pool',
};

export const kindWords = { aggregate: 'Aggregate', failure: 'Failure', tls: 'TLS' } as const;

export const reportWords = {
  workspaces: 'Workspaces',
  title: 'DMARC reports',
  search: 'Search the reports',
  searchHint: 'domain, address, tenant, receiver…',
  clearAll: 'Clear all',
  clearFilter: 'Clear the filter',
  noFilter: 'All rows. Select a class, a span of days or any value to narrow.',
  classes: 'Classes',
  classesHint: 'Select a class to see its rows alone',
  inCase: 'In this case',
  timeLine: 'Messages over time',
  suspectsLane: 'Suspects, on a scale of their own',
  timeHint: 'Drag to choose days; keys: ← → move, Shift extends, Esc clears',
  emptyTitle: 'No report in this case yet',
  emptyText:
    'Receivers count, per day and source, what passed in your domain’s name. Drop those reports here: Waybill finds the rows where a shared pool made another tenant’s mail pass, and joins them to the messages of the case.',
  emptyTakes: 'Aggregate, failure and TLS reports: XML, JSON, gzip, zip, tar, mbox, or the e-mails they came in. Folders too.',
  emptyWhy: [
    ['How far it went', 'A spoofed message is one sample. The reports say how many more there were, since when, and at which receivers.'],
    ['What passed unseen', 'Rows that pass by a shared pool alone look fine everywhere else. Here they are told apart.'],
    ['Nothing leaves', 'Reports are read on this machine; no address is looked up.'],
  ],
  noMessagesTitle: 'No message in this case yet',
  noMessagesText:
    'The case holds reports only. Drop a suspect message (.eml, or an e-mail with it attached) and Waybill shows at which hop a pass became a spoof, and which rows belong to it.',
  showReports: 'Show the reports',
  loading: 'Asking the case…',
  nothingMatches: 'No row matches the filter.',
  retry: 'Try again',
  failed: 'This could not be read from the case.',
  saveView: 'Save this view',
  saveAs: { csv: 'As CSV', json: 'As JSON' },
  saveTimeLine: 'Save the time line',
  truncated: (name: string) => `${name} holds the first 200,000 lines only. “waybill reports --csv” writes all of them.`,
  onlyFirst: (shown: string, total: string) => `The first ${shown} of ${total}. Narrow the filter to reach the rest.`,
  filterBy: (value: string) => `Filter by ${value}`,
  unfilter: (value: string) => `Stop filtering by ${value}`,
  why: 'Why this class',
  results: 'Authentication results',
  noResults: 'The row holds no authentication result.',
  reportOfRow: 'The report it stands in',
  messagesOfRow: 'Messages in this case',
  noMessagesOfRow: 'No message of this case belongs to this row.',
  notes: 'Where it departs from the standard',
  noNotes: 'The report is as its standard says.',
  policy: 'Published policy',
  otherPolicies: 'Further published policies',
  rawSearch: 'Find in the report',
  rawMore: (loaded: string, size: string) => `${loaded} of ${size}; more is fetched as you scroll`,
  rawNone: 'Not found',
  duplicate: 'The same report is in the case already; its rows count once. It came as',
  rowsKeys: '↑ ↓ move · Enter opens · f filters',
  groupKeys: '↑ ↓ move · → unfolds · f filters by it',
} as const;

/** `12,345`. */
export function formatCount(amount: number): string {
  return amount.toLocaleString('en-GB');
}

/** A count that must be short: `12.3 k`, `4.1 M`; whole below ten thousand. */
export function formatShortCount(amount: number): string {
  if (amount < 10_000) return formatCount(amount);
  const [scaled, unit] = amount < 1_000_000 ? [amount / 1_000, 'k'] : [amount / 1_000_000, 'M'];
  return `${scaled < 100 ? scaled.toFixed(1).replace(/\.0$/, '') : Math.round(scaled)} ${unit}`;
}
