/** From a message: the rows of the same campaign, as far as the reports of the case saw it. The ties are those of shared/reports/campaign.ts. */
import { organizationalDomainByPsl } from '../../../shared/dns/organizational-domain.ts';
import { type ReportedDkim, type ReportedSpf, rowClasses } from '../../../shared/facts/report.ts';
import { type Campaign, campaignTies, type RowFilter } from '../../../shared/report-calls.ts';
import {
  type CampaignTie,
  combineTies,
  pooledClasses,
  type StoryTraits,
  secondsOf,
  storyTies,
  suspiciousClasses,
  timeTies,
} from '../../../shared/reports/campaign.ts';
import { campaignSentence, type OwnRow } from '../../../shared/reports/campaign-sentence.ts';
import type { MessageTraits } from '../../../shared/reports/message-traits.ts';
import { createRowSums, type RowSums } from './campaign-sums.ts';
import type { Database } from './database.ts';
import { dayText } from './days.ts';
import { type Dictionary, flagsOf } from './dictionary.ts';
import { dayOrNull } from './report-totals.ts';
import { compareTexts } from './row-groups.ts';
import { noCount, noDay, noJudgement, type RowIndex } from './row-index.ts';

const mostNamed = 50;
const mostDays = 400;

export async function campaignOf(
  database: Database,
  index: RowIndex,
  traits: MessageTraits,
  operatorName: (id: string) => string,
): Promise<Campaign> {
  const stories = await flagStories(database, index, traits);
  const tied = collectTies(index, traits, stories);
  // Not every name of a tenant signs.
  const signing = { ...traits, tenants: tenantsAsStored(index, traits).map((tenant) => tenant.toLowerCase()) };
  const sentence = campaignSentence({
    traits: signing,
    operatorName,
    coveredBy: tied.coveredBy.size,
    own: tied.own.toSorted((one, other) => (one.count ?? Number.POSITIVE_INFINITY) - (other.count ?? Number.POSITIVE_INFINITY)),
    tenant: tied.tenant.sums(),
    source: tied.source.sums(),
    pool: tied.byTie['same-pool'].sums(),
  });
  return {
    traits: namedTraits(traits, operatorName),
    sentence,
    covered: tied.coveredBy.size > 0,
    ties: campaignTies.flatMap((tie) => {
      const rows = tied.byTie[tie];
      const totals = rows.totals();
      if (totals.rows === 0) return [];
      const filter = filterOf(tie, index, traits, rows.hasUndated() ? null : totals);
      const { reporters, fromDomains } = rows.sums();
      return [{ tie, says: meaningOf(tie, signing, operatorName), totals, reporters, fromDomains, filter }];
    }),
    ...reachOf(index, tied.strong),
  };
}

/** One bit a fact of `StoryTies`, by judgement. */
const bits = { agrees: 1, tenant: 2, organization: 4, pool: 8 } as const;

async function flagStories(database: Database, index: RowIndex, traits: MessageTraits): Promise<Uint8Array> {
  const { judgements, dictionaries } = index;
  const isFrom = flagsOf(dictionaries.fromDomain, traits.fromDomains);
  const isOrganization = flagsOf(dictionaries.organization, traits.organizations);
  const isTenant = flagsOf(dictionaries.tenant, tenantsAsStored(index, traits));
  const details = await readDetails(database, traits.fromDomains);
  const flags = new Uint8Array(judgements.length);
  for (let judgement = 0; judgement < flags.length; judgement += 1) {
    const from = judgements.fromDomain[judgement] ?? 0;
    const organization = judgements.organization[judgement] ?? 0;
    const tenant = judgements.tenant[judgement] ?? 0;
    if (isFrom[from] !== 1 && isOrganization[organization] !== 1 && isTenant[tenant] !== 1) continue;
    const ties = storyTies(traits, {
      headerFrom: dictionaries.fromDomain.texts[from] ?? null,
      organization: dictionaries.organization.texts[organization] ?? null,
      envelopeTo: dictionaries.envelopeTo.texts[judgements.envelopeTo[judgement] ?? 0] ?? null,
      class: rowClasses[judgements.class[judgement] ?? 0] ?? 'unknown',
      operator: dictionaries.operator.texts[judgements.operator[judgement] ?? 0] ?? null,
      foreignTenant: dictionaries.tenant.texts[tenant] ?? null,
      // They matter to `agrees` alone, and that to stories of the From domains alone.
      ...(details.get(judgements.story[judgement] ?? 0) ?? { envelopeFrom: null, dkim: [], hasDetails: false }),
    });
    for (const [name, bit] of Object.entries(bits)) if (ties[name as keyof typeof bits]) flags[judgement] = (flags[judgement] ?? 0) | bit;
  }
  return flags;
}

type StoryDetails = Pick<StoryTraits, 'envelopeFrom' | 'dkim' | 'hasDetails'>;

async function readDetails(database: Database, fromDomains: readonly string[]): Promise<ReadonlyMap<number, StoryDetails>> {
  const details = new Map<number, StoryDetails>();
  if (fromDomains.length === 0) return details;
  const sql = `SELECT id, envelope_from, auth_results FROM story WHERE header_from IN (${fromDomains.map(() => '?').join(', ')})`;
  for await (const rows of database.stream(sql, fromDomains)) {
    for (const { id, envelope_from: envelopeFrom, auth_results: results } of rows) {
      // Our own JSON (stories.ts).
      const { dkim, spf } = JSON.parse(String(results)) as { readonly dkim: readonly ReportedDkim[]; readonly spf: readonly ReportedSpf[] };
      details.set(Number(id), {
        envelopeFrom: envelopeFrom === null || envelopeFrom === undefined ? null : String(envelopeFrom),
        dkim,
        hasDetails: dkim.length + spf.length > 0,
      });
    }
  }
  return details;
}

function tenantsAsStored({ dictionaries }: RowIndex, { tenants }: MessageTraits): readonly string[] {
  return dictionaries.tenant.texts.filter((text) => text !== null && tenants.includes(text.toLowerCase())) as string[];
}

interface TieSums extends RowSums {
  hasUndated(): boolean;
}

interface Tied {
  /** Each row once, under its closest tie. */
  readonly byTie: Readonly<Record<CampaignTie, TieSums>>;
  /** All ties but `same-pool`. */
  readonly strong: RowSums;
  /** Rows with the tenant or the address, whatever else ties them. */
  readonly tenant: RowSums;
  readonly source: RowSums;
  readonly own: readonly OwnRow[];
  /** Codes of the receivers whose reports cover domain and time. */
  readonly coveredBy: ReadonlySet<number>;
}

function collectTies(index: RowIndex, traits: MessageTraits, stories: Uint8Array): Tied {
  const { reports, rows, sources, dictionaries } = index;
  const byTie = {
    'this-message': createTieSums(index),
    'same-tenant': createTieSums(index),
    'same-source': createTieSums(index),
    'same-pool': createTieSums(index),
  };
  const [strong, tenant, source] = [createRowSums(index), createRowSums(index), createRowSums(index)];
  const own: OwnRow[] = [];
  const coveredBy = new Set<number>();
  const isAddress = new Uint8Array(sources.length);
  for (const address of traits.addresses) {
    const place = sources.find.get(address);
    if (place !== undefined) isAddress[place] = 1;
  }
  const isPolicyDomain = flagDomains(dictionaries.policyDomain, traits);
  const at = secondsOf(traits.at);
  for (let position = 0; position < reports.length; position += 1) {
    const time = timeTies(at, reports.begin[position] ?? Number.NaN, reports.end[position] ?? Number.NaN);
    if (!time.covers && !time.nearTenant && !time.nearSource) continue;
    const reporter = reports.reporter[position] ?? 0;
    if (time.covers && isPolicyDomain[reports.policyDomain[position] ?? 0] === 1) coveredBy.add(reporter);
    const end = rows.start[position + 1] ?? 0;
    for (let row = rows.start[position] ?? 0; row < end; row += 1) {
      const judgement = rows.judgement[row] ?? noJudgement;
      const story = judgement === noJudgement ? 0 : (stories[judgement] ?? 0);
      if (story === 0) continue;
      const isSameAddress = isAddress[rows.source[row] ?? 0] === 1;
      const tie = combineTies(
        {
          agrees: (story & bits.agrees) > 0,
          tenant: (story & bits.tenant) > 0,
          organization: (story & bits.organization) > 0,
          pool: (story & bits.pool) > 0,
        },
        time,
        isSameAddress,
      );
      if (tie === null) continue;
      const count = rows.messages[row] ?? noCount;
      byTie[tie].add(position, judgement, count);
      if (tie === 'same-pool') continue;
      strong.add(position, judgement, count);
      if ((story & bits.tenant) > 0) tenant.add(position, judgement, count);
      if (isSameAddress) source.add(position, judgement, count);
      if (tie === 'this-message') {
        own.push({
          reporter: dictionaries.reporter.texts[reporter] ?? null,
          count: count < 0 ? null : count,
          sourceIp: sources.text[rows.source[row] ?? 0] ?? null,
        });
      }
    }
  }
  return { byTie, strong, tenant, source, own, coveredBy };
}

function createTieSums(index: RowIndex): TieSums {
  const sums = createRowSums(index);
  let isUndated = false;
  return {
    ...sums,
    add(position, judgement, count) {
      if (index.reports.day[position] === noDay) isUndated = true;
      sums.add(position, judgement, count);
    },
    hasUndated: () => isUndated,
  };
}

function flagDomains({ texts }: Dictionary, { fromDomains, organizations }: MessageTraits): Uint8Array {
  return Uint8Array.from(texts, (domain) => {
    if (domain === null) return 0;
    return fromDomains.includes(domain) || organizations.includes(organizationalDomainByPsl(domain) ?? domain) ? 1 : 0;
  });
}

/** `days`: first and last begin of the rows; null where some have none. */
function filterOf(
  tie: CampaignTie,
  index: RowIndex,
  traits: MessageTraits,
  days: { readonly first: string | null; readonly last: string | null } | null,
): RowFilter {
  const filter: RowFilter = {
    from: days?.first ?? null,
    to: days?.last ?? null,
    classes: [],
    organizations: [],
    fromDomains: [],
    operators: [],
    tenants: [],
    reporters: [],
    sources: [],
    envelopeTo: [],
    reports: [],
    text: '',
  };
  switch (tie) {
    case 'this-message':
      return { ...filter, sources: [...traits.addresses], fromDomains: [...traits.fromDomains] };
    case 'same-tenant':
      return { ...filter, tenants: [...tenantsAsStored(index, traits)] };
    case 'same-source':
      return { ...filter, sources: [...traits.addresses], organizations: [...traits.organizations], classes: [...suspiciousClasses] };
    case 'same-pool':
      return { ...filter, operators: [traits.operator], organizations: [...traits.organizations], classes: [...pooledClasses] };
  }
}

function meaningOf(
  tie: CampaignTie,
  { addresses, tenants, organizations, operator }: MessageTraits,
  operatorName: (id: string) => string,
): string {
  switch (tie) {
    case 'this-message':
      return 'Same source address and From domain, the report covers the time of this message, and nothing contradicts: it may be among those counted.';
    case 'same-tenant':
      return `Signed by ${tenants.join(', ')}, in whatever name, within 30 days.`;
    case 'same-source':
      return `From ${addresses.join(', ')} for ${organizations.join(', ')}, in a class that deserves attention, within 14 days.`;
    case 'same-pool':
      return `From the shared pool of ${operator === null ? 'the same operator' : operatorName(operator)} for ${organizations.join(', ')}, within 14 days. Any of its tenants may have sent them.`;
  }
}

function namedTraits(traits: MessageTraits, operatorName: (id: string) => string): Campaign['traits'] {
  const lines = (name: string, values: readonly (string | null)[]) => values.flatMap((value) => (value === null ? [] : [{ name, value }]));
  return [
    ...lines('foreign tenant', traits.tenants),
    ...lines('source', traits.addresses),
    ...lines('shared pool of', [traits.operator === null ? null : operatorName(traits.operator)]),
    ...lines('From domain', traits.fromDomains),
    ...lines('MAIL FROM domain', [traits.mailFromDomain === '' ? 'none (null reverse-path)' : traits.mailFromDomain]),
    ...lines('recipient domain', traits.recipientDomains),
    ...lines('checked at', [traits.at]),
  ];
}

function reachOf({ dictionaries }: RowIndex, strong: RowSums): Pick<Campaign, 'reporters' | 'fromDomains' | 'days'> {
  const named = (sums: RowSums['byReporter'], { texts }: Dictionary) =>
    [...sums]
      .map(([code, each]) => ({ name: texts[code] ?? null, ...each }))
      .sort((one, other) => other.messages - one.messages || compareTexts(one.name, other.name))
      .slice(0, mostNamed);
  return {
    reporters: named(strong.byReporter, dictionaries.reporter).map(({ name, messages, first, last }) => ({
      reporter: name,
      messages,
      first: dayOrNull(first),
      last: dayOrNull(last),
    })),
    fromDomains: named(strong.byFromDomain, dictionaries.fromDomain).map(({ name, messages }) => ({ domain: name, messages })),
    days: [...strong.byDay]
      .sort(([one], [other]) => one - other)
      .slice(-mostDays)
      .map(([day, messages]) => ({ at: dayText(day), messages })),
  };
}
