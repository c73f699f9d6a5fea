/** The tables that `waybill export --parquet` writes, column by column: the published schema, and the queries that fill it. */

export interface ExportColumn {
  readonly name: string;
  readonly type: 'VARCHAR' | 'BIGINT' | 'INTEGER' | 'TIMESTAMP' | 'JSON text';
  readonly says: string;
  /** SQL over `row_view` (rows) or `report` (reports). */
  readonly from: string;
}

const instant = (column: string): string => `try_cast(rtrim(${column}, 'Z') AS TIMESTAMP)`;

/** One line for each row of each report. The last two are the partitions: folders `month=2026-11/domain=alpha.example`. */
export const rowColumns: readonly ExportColumn[] = [
  { name: 'report', type: 'INTEGER', says: 'number of the report in the case: reports.report', from: 'report' },
  { name: 'ordinal', type: 'INTEGER', says: 'the row within the report, from 1', from: 'ordinal' },
  { name: 'reporter', type: 'VARCHAR', says: 'org_name of the report', from: 'reporter' },
  { name: 'begin_at', type: 'TIMESTAMP', says: 'begin of the report, UTC', from: instant('begin_at') },
  { name: 'end_at', type: 'TIMESTAMP', says: 'end of the report, UTC', from: instant('end_at') },
  { name: 'source_ip', type: 'VARCHAR', says: 'source address, canonical (RFC 5952); null where the report holds none', from: 'source_ip' },
  { name: 'messages', type: 'BIGINT', says: 'number of messages; null where the report holds no number', from: 'count' },
  {
    name: 'class',
    type: 'VARCHAR',
    says: 'cross-tenant-suspect, unauthorised, aligned-spf-shared-pool-only, third-party, forwarder, unknown, aligned-spf-own-space or aligned-dkim',
    from: 'class',
  },
  { name: 'operator', type: 'VARCHAR', says: 'who runs the source address, by the catalogue of shared infrastructure', from: 'operator' },
  {
    name: 'foreign_tenant',
    type: 'VARCHAR',
    says: 'signing domain of the tenant that is not known to be the From domain’s own',
    from: 'foreign_tenant',
  },
  { name: 'because', type: 'VARCHAR', says: 'the rule and its evidence, one sentence', from: 'because' },
  { name: 'header_from', type: 'VARCHAR', says: 'From domain (RFC5322.From)', from: 'header_from' },
  { name: 'organization', type: 'VARCHAR', says: 'its organizational domain by the public suffix list', from: 'organization' },
  { name: 'envelope_from', type: 'VARCHAR', says: 'MAIL FROM domain; empty for the null reverse-path', from: 'envelope_from' },
  { name: 'envelope_to', type: 'VARCHAR', says: 'domain of the recipient', from: 'envelope_to' },
  { name: 'disposition', type: 'VARCHAR', says: 'none, pass, quarantine or reject', from: 'disposition' },
  { name: 'dkim', type: 'VARCHAR', says: 'pass or fail: whether an aligned signature passed, as the receiver evaluated it', from: 'dkim' },
  { name: 'spf', type: 'VARCHAR', says: 'pass or fail: whether SPF passed with alignment, as the receiver evaluated it', from: 'spf' },
  { name: 'reasons', type: 'JSON text', says: 'reasons of the receiver: [{"type","comment"}]', from: 'reasons' },
  {
    name: 'auth_results',
    type: 'JSON text',
    says: '{"dkim":[{"domain","selector","result","humanResult"}],"spf":[{"domain","scope","result","humanResult"}]}',
    from: 'auth_results',
  },
  { name: 'month', type: 'VARCHAR', says: 'partition: month of the begin, or unknown', from: "coalesce(begin_at[1:7], 'unknown')" },
  {
    name: 'domain',
    type: 'VARCHAR',
    says: 'partition: policy domain of the report, or unknown',
    from: "coalesce(policy_domain, 'unknown')",
  },
];

/** One line for each report, those without rows too. */
export const reportColumns: readonly ExportColumn[] = [
  { name: 'report', type: 'INTEGER', says: 'number of the report in the case', from: 'id' },
  { name: 'path', type: 'VARCHAR', says: 'the evidence; members of containers behind !', from: 'path' },
  { name: 'sha256', type: 'VARCHAR', says: 'of the report’s own bytes', from: 'sha256' },
  { name: 'kind', type: 'VARCHAR', says: 'aggregate, failure or tls', from: 'kind' },
  { name: 'dialect', type: 'VARCHAR', says: 'the standard that it follows', from: 'dialect' },
  { name: 'reporter', type: 'VARCHAR', says: 'org_name', from: 'reporter' },
  { name: 'report_id', type: 'VARCHAR', says: 'as the reporter gave it', from: 'report_id' },
  { name: 'begin_at', type: 'TIMESTAMP', says: 'UTC', from: instant('begin_at') },
  { name: 'end_at', type: 'TIMESTAMP', says: 'UTC', from: instant('end_at') },
  { name: 'policy_domain', type: 'VARCHAR', says: 'DMARC policy domain', from: 'policy_domain' },
  { name: 'records', type: 'INTEGER', says: 'number of rows', from: 'record_count' },
  { name: 'messages', type: 'BIGINT', says: 'sum of the rows’ messages', from: 'message_count' },
  {
    name: 'head',
    type: 'JSON text',
    says: 'the whole report without its rows (schema waybill/report/1), with policy and notes',
    from: 'head',
  },
];
