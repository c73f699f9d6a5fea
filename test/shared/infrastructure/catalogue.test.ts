/** Rules that every shipped entry keeps: one operator a file, a dated source behind every claim, sorted, no two owners of one range. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { networksOverlap, parseNetwork } from '../../../shared/infrastructure/address-table.ts';
import { signingExtractors, stampExtractors, tenantExtractors } from '../../../shared/infrastructure/extract.ts';
import { shippedOperators } from '../../../shared/infrastructure/match.ts';
import { OperatorEntry } from '../../../shared/infrastructure/operator.ts';

const folder = fileURLToPath(new URL('../../../shared/infrastructure/operators/', import.meta.url));
const files = readdirSync(folder);
const operators = shippedOperators();
const sortedIds = files.map((file) => file.replace(/\.json$/, '')).sort();

describe('the registry', () => {
  it('holds every file, sorted by id', () => {
    expect(operators.map((entry) => `${entry.id}.json`)).toEqual(sortedIds.map((id) => `${id}.json`));
    expect(new Set(files).size).toBe(files.length);
  });
  it.each(files)('%s is named for its id and has a test', (file) => {
    const entry = OperatorEntry.parse(JSON.parse(readFileSync(folder + file, 'utf8')));
    expect(`${entry.id}.json`).toBe(file);
    expect(existsSync(fileURLToPath(new URL(`./operators/${entry.id}.test.ts`, import.meta.url)))).toBe(true);
  });
});

describe.each(operators.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
  it('gives each source a day that has been, and uses each source', () => {
    const used = new Set(
      [...entry.pools, ...entry.signing, ...entry.tenants, ...entry.stamps, ...entry.mandatory, ...entry.mailboxes].flatMap(
        (claim) => claim.sources,
      ),
    );
    for (const source of entry.sources) {
      expect(source.retrieved >= '2015-01-01' && source.retrieved <= '2026-11-24', source.id).toBe(true);
    }
    const spare = entry.sources.filter((source) => !used.has(source.id)).map((source) => source.id);
    expect(spare).toEqual([]);
  });
  it('keeps its lists sorted and without repetition', () => {
    for (const list of [
      ...entry.pools.flatMap((pool) => [pool.includes, pool.hosts, pool.overlaps]),
      entry.by.ingress,
      entry.by.internal,
      entry.authservIds,
      entry.sealers,
      entry.sharedDomains,
      ...entry.mailboxes.map(({ domains }) => domains),
    ]) {
      expect(list).toEqual([...new Set(list)].sort());
    }
    for (const pool of entry.pools) expect(pool.networks).toEqual([...new Set(pool.networks)].sort(byAddress));
    expect(new Set(entry.pools.map((pool) => pool.id)).size).toBe(entry.pools.length);
  });
  it('says nothing without a source where it names ranges, includes or hosts', () => {
    const known = new Set(entry.sources.map((source) => source.id));
    for (const pool of entry.pools) expect(pool.sources.length > 0 && pool.sources.every((source) => known.has(source))).toBe(true);
  });
});

it('no range has two owners, unless both declare it', () => {
  const ranges = operators.flatMap((entry) =>
    entry.pools.flatMap((pool) => pool.networks.map((text) => ({ entry, pool, text, network: parseNetwork(text) }))),
  );
  const undeclared = ranges.flatMap((one, index) =>
    ranges.slice(index + 1).flatMap((other) => {
      if (one.entry === other.entry || one.network === null || other.network === null || !networksOverlap(one.network, other.network))
        return [];
      const declared = one.pool.overlaps.includes(other.entry.id) && other.pool.overlaps.includes(one.entry.id);
      return declared ? [] : [`${one.entry.id} ${one.text} and ${other.entry.id} ${other.text}`];
    }),
  );
  expect(undeclared).toEqual([]);
});

it('every extractor is named by an entry', () => {
  const named = new Set(
    operators.flatMap((entry) => [...entry.tenants, ...entry.stamps, ...entry.signing].map((rule): string => rule.extract)),
  );
  expect(
    [...Object.keys(tenantExtractors), ...Object.keys(stampExtractors), ...Object.keys(signingExtractors)].filter(
      (name) => !named.has(name),
    ),
  ).toEqual([]);
});

it('one operator reads accounts of one number space only: two names for one tenant would look like two tenants', () => {
  const spaces = operators.flatMap((entry) => {
    const accounts = entry.tenants.filter((rule) => rule.kind === 'account').map((rule): string => rule.extract);
    return accounts.length > 1 ? [[entry.id, [...new Set(accounts)].sort()]] : [];
  });
  // Whoever adds a line here has checked that the extractors give the same value for one tenant.
  expect(spaces).toEqual([
    ['constant-contact', ['constant-contact-feedback-id', 'constant-contact-roving']],
    ['cpanel', ['login-address', 'panel-login']],
    ['godaddy', ['secureserver-account', 'secureserver-feedback-id']],
    ['mailchannels', ['mailchannels-account', 'mailchannels-arc', 'mailchannels-sender']],
    ['mailgun', ['mailgun-return-path', 'mailgun-sid']],
    ['mandrill', ['mandrill-feedback-id', 'mandrill-return-path', 'mandrill-user']],
    ['mimecast', ['mimecast-host', 'mimecast-login']],
    ['postmark', ['postmark-feedback-id', 'postmark-recipient']],
    ['rackspace', ['login-address', 'rackspace-received']],
    ['salesforce-marketing-cloud', ['marketing-cloud-job', 'marketing-cloud-return-path']],
    ['sendgrid', ['sendgrid-feedback-id', 'sendgrid-return-path']],
    ['zoho', ['zepto-mail-id']],
  ]);
});

function byAddress(one: string, other: string): number {
  const [first, second] = [parseNetwork(one), parseNetwork(other)];
  if (first === null || second === null) return 0;
  if (first.version !== second.version) return first.version - second.version;
  const differing = first.words.findIndex((word, index) => word !== second.words[index]);
  if (differing !== -1) return (first.words[differing] ?? 0) - (second.words[differing] ?? 0);
  return first.prefix - second.prefix;
}
