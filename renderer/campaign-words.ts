/** Every label of the panel that tells how far a message went. */
import type { CampaignTie } from '../shared/report-calls.ts';
import { count } from './words.ts';

/** The ties from the closest to the loosest, as the panel names them. */
export const campaignTieWords: readonly (readonly [tie: CampaignTie, label: string, meaning: string])[] = [
  ['this-message', 'This very message', 'Its day, source, From domain and signature: this row counts it, or its twin.'],
  ['same-tenant', 'Same foreign tenant', 'The same tenant’s signature, in another’s name.'],
  ['same-source', 'Same source', 'The same source address, in the same domain’s name.'],
  ['same-pool', 'Same pool: only possible', 'The same shared pool. Others send through it too, so this alone ties nothing to the message.'],
];

export const campaignWords = {
  title: 'How far did it go?',
  note: 'As receivers counted it in the DMARC reports of this case. A tie is a fact about rows, not a verdict on them.',
  find: 'Find in reports',
  found: (messages: number, covered: boolean): string =>
    messages > 0 ? count(messages, 'message') : covered ? 'none reported' : 'day not covered',
  findHint: 'How many messages of the same campaign receivers reported (f)',
  selectFirst: 'Select a message first.',
  bring: (domain: string | null): string =>
    `There is no report in this case. Bring the aggregate reports of ${domain ?? 'the From domain'} (XML, gz, zip, or the e-mails they came in).`,
  hint: (domain: string | null): string =>
    `Aggregate DMARC reports of ${domain ?? 'the From domain'} would tell: which receivers saw it, how often, and since when. Drop them here as XML, gz, zip, or as the e-mails they came in.`,
  loading: 'Asking the reports of this case…',
  failed: 'The reports could not be asked.',
  retry: 'Try again',
  silence: 'Silence says nothing',
  silenceMeaning: 'Whether others received it, these reports cannot tell.',
  traits: 'Looked for',
  tie: 'Tie to this message',
  messages: 'Messages',
  receivers: 'Receivers',
  fromDomains: 'From domains',
  seen: 'Reported from – to',
  none: 'none',
  showRows: 'Show rows',
  days: 'Messages a day',
  daysTogether: (days: number): string => `Messages in ${days} days each`,
  day: 'this message',
  topReceivers: 'Receivers that saw it',
  domains: 'Domains it was sent as',
  domainsNote: 'From domain (RFC5322.From)',
  unnamed: 'unnamed',
  noDomain: 'none named',
  loose: 'without “same pool”',
} as const;
