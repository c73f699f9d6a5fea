/** The tables of a case, as steps from each version to the next: a case of an older Waybill is brought up to date when it is opened. */

/** Step n leads from version n to version n + 1. A step that was released is never changed; a new one is added behind it. */
export const migrations: readonly (readonly string[])[] = [
  [
    'CREATE TABLE meta (name VARCHAR NOT NULL, value VARCHAR NOT NULL)',
    // One report, once: `key` is reporter, id, domain and range (shared/reports/duplicates.ts). `head` is the report without its rows, as JSON.
    `CREATE TABLE report (
       id INTEGER NOT NULL, path VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, bytes BIGINT NOT NULL,
       kind VARCHAR NOT NULL, dialect VARCHAR NOT NULL, reporter VARCHAR, report_id VARCHAR, key VARCHAR,
       begin_at VARCHAR, end_at VARCHAR, policy_domain VARCHAR,
       record_count INTEGER NOT NULL, message_count BIGINT NOT NULL, head VARCHAR NOT NULL)`,
    // What rows have in common stands once: all of a row but its address and its number of messages. Ten million rows share some thousands.
    `CREATE TABLE story (
       id INTEGER NOT NULL, header_from VARCHAR, organization VARCHAR, envelope_from VARCHAR, envelope_to VARCHAR,
       disposition VARCHAR, dkim VARCHAR, spf VARCHAR, reasons VARCHAR NOT NULL, auth_results VARCHAR NOT NULL,
       operator VARCHAR, facts VARCHAR NOT NULL)`,
    'CREATE TABLE record (report INTEGER NOT NULL, ordinal INTEGER NOT NULL, source_ip VARCHAR, count BIGINT, story INTEGER NOT NULL)',
    // A class rests on the story and on who reports it; it is made anew when the case has learned more.
    `CREATE TABLE judgement (story INTEGER NOT NULL, reporter VARCHAR, class VARCHAR NOT NULL, foreign_tenant VARCHAR, because VARCHAR)`,
    `CREATE VIEW row_view AS
       SELECT r.report, r.ordinal, r.source_ip, r.count, s.disposition, s.dkim, s.spf, s.reasons, s.header_from, s.organization,
              s.envelope_from, s.envelope_to, s.auth_results, j.class, s.operator, j.foreign_tenant, j.because,
              p.path, p.kind, p.dialect, p.reporter, p.report_id, p.begin_at, p.end_at, p.policy_domain
       FROM record r
       JOIN report p ON p.id = r.report
       JOIN story s ON s.id = r.story
       LEFT JOIN judgement j ON j.story = r.story AND j.reporter IS NOT DISTINCT FROM p.reporter`,
  ],
  [
    // A line of the evidence list, with all that is needed to show it without its bytes: line is our own JSON (case-records.ts).
    'CREATE TABLE message (ordinal INTEGER NOT NULL, path VARCHAR NOT NULL, sha256 VARCHAR, line VARCHAR NOT NULL)',
    // What a person wrote about the case (subject empty), a message or a report (subject is its SHA-256).
    'CREATE TABLE note (subject VARCHAR NOT NULL, text VARCHAR NOT NULL, changed_at VARCHAR NOT NULL)',
    // Snapshots, tenant directories and the like, as they came.
    'CREATE TABLE reference_file (position INTEGER NOT NULL, kind VARCHAR NOT NULL, name VARCHAR NOT NULL, content BLOB NOT NULL)',
    // Bytes of messages and reports, where the user wishes to keep them: in pieces, so that none needs much memory at once.
    'CREATE TABLE original (sha256 VARCHAR NOT NULL, piece INTEGER NOT NULL, content BLOB NOT NULL)',
  ],
];

export const schemaVersion = migrations.length;
