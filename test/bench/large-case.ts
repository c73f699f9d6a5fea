/** A case of millions of rows, built in SQL as a busy archive looks: few large receivers, many small ones, stories that repeat. */
import type { Database } from '../../electron/engine/case-store/database.ts';

export const reporterCount = 80;
export const domainCount = 200;
const storiesPerDomain = 100;
export const dayCount = 400;
const firstDay = '2025-10-01';
export const addressCount = 60_000;
const rowsPerReport = 33;

/** Small numbers are frequent, as in life. */
const skewed = (seed: string, below: number): string =>
  `least(${below - 1}, floor(pow(hash(${seed}) % 1000003 / 1000003.0, 3) * ${below}))::INTEGER`;
const classOf = `CASE WHEN variant % 50 = 7 THEN 'cross-tenant-suspect' WHEN variant % 10 = 3 THEN 'unauthorised'
  WHEN variant % 10 = 5 THEN 'aligned-spf-shared-pool-only' WHEN variant % 10 = 6 THEN 'third-party' WHEN variant % 10 = 8 THEN 'forwarder'
  WHEN variant % 10 = 9 THEN 'aligned-spf-own-space' ELSE 'aligned-dkim' END`;

/** Fills the empty case with about this many rows. */
export async function buildLargeCase(database: Database, rowCount: number): Promise<void> {
  const run = (sql: string): Promise<void> => database.run(sql);
  await run('BEGIN TRANSACTION');
  await run(`CREATE TEMP TABLE plan AS
    SELECT i::INTEGER + 1 AS id, ${skewed('i * 7 + 1', reporterCount)} AS reporter, ${skewed('i * 7 + 2', domainCount)} AS domain,
           (hash(i * 7 + 3) % ${dayCount})::INTEGER AS day,
           (CASE WHEN hash(i * 7 + 4) % 100 < 80 THEN 1 + hash(i * 7 + 5) % 20 WHEN hash(i * 7 + 4) % 100 < 98 THEN 50 + hash(i * 7 + 5) % 100
                 ELSE 50 + hash(i * 7 + 5) % 650 END)::INTEGER AS size
    FROM range(${Math.ceil(rowCount / rowsPerReport)}) t(i)`);
  await run(`INSERT INTO report
    SELECT id, 'archive/' || id || '.xml.gz', sha256(id::VARCHAR), 4000, 'aggregate', 'rfc7489', 'receiver-' || reporter || '.example', 'r-' || id, NULL,
           strftime(DATE '${firstDay}' + day, '%Y-%m-%dT00:00:00Z'), strftime(DATE '${firstDay}' + day, '%Y-%m-%dT23:59:59Z'),
           'domain-' || domain || '.example', size, size * 3,
           '{"policy":{"domain":"domain-' || domain || '.example","p":"' || CASE WHEN day > 200 THEN 'reject' ELSE 'none' END
             || '","sp":null,"np":null,"adkim":"r","aspf":"r","pct":100,"fo":null,"testing":null,"discoveryMethod":null},"notes":[{"code":"x"}]}'
    FROM plan ORDER BY id`);
  await run(`INSERT INTO story (id, header_from, organization, envelope_from, envelope_to, disposition, dkim, spf, reasons, auth_results, operator, facts)
    SELECT domain * ${storiesPerDomain} + variant + 1,
           CASE WHEN variant % 4 = 0 THEN 'mail' || variant % 8 || '.' ELSE '' END || 'domain-' || domain || '.example', 'domain-' || domain || '.example',
           'bounce' || variant % 5 || '.domain-' || domain || '.example', CASE WHEN variant % 3 = 0 THEN 'to-' || variant || '.example' END, 'none', 'fail', 'pass', '[]',
           '{"dkim":[{"domain":"signer-' || variant || '.example","selector":"s1","result":"pass","humanResult":null}],"spf":[{"domain":"bounce' || variant % 5
             || '.domain-' || domain || '.example","scope":"mfrom","result":"pass","humanResult":null}]}',
           CASE WHEN variant % 5 <> 0 THEN 'operator-' || variant % 25 END, '{}'
    FROM range(${domainCount}) d(domain), range(${storiesPerDomain}) v(variant)`);
  await run(`INSERT INTO record
    SELECT id, ordinal::INTEGER, '198.' || 18 + place % 2 || '.' || (place // 2) % 250 || '.' || (place // 500) % 250, 1 + hash(id * 1000 + ordinal) % 9,
           domain * ${storiesPerDomain} + variant + 1
    FROM (SELECT id, ordinal, domain, ${skewed('id * 1000 + ordinal * 3 + 1', storiesPerDomain)} AS variant,
                 ${skewed('id * 1000 + ordinal * 3 + 2', addressCount)} AS place
          FROM (SELECT id, domain, unnest(range(1, size + 1)) AS ordinal FROM plan))`);
  await run(`INSERT INTO judgement
    SELECT story, reporter, ${classOf}, CASE WHEN variant % 10 IN (3, 6, 7) THEN 'tenant-' || variant || '.onmicrosoft.com' END, NULL
    FROM (SELECT DISTINCT r.story, p.reporter, (r.story - 1) % ${storiesPerDomain} AS variant FROM record r JOIN report p ON p.id = r.report)`);
  await run('DROP TABLE plan');
  await run('COMMIT');
}
