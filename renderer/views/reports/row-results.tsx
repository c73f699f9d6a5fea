/** All authentication results of a row, as the receiver gives them: claims of the report, not replays. */
import type { JudgedRecord } from '../../../shared/facts/report.ts';
import { ResultMark } from '../../components/marks.tsx';
import { reportWords } from '../../report-words.ts';
import { visibleText } from '../../text.ts';

const none = <span className="quiet">not said</span>;

export function RowResults({ record }: { readonly record: JudgedRecord }) {
  const { dkim, spf } = record.authResults;
  const lines = [
    ...spf.map((each) => ({ ...each, method: 'SPF', detail: each.scope })),
    ...dkim.map((each) => ({ ...each, method: 'DKIM', detail: each.selector === null ? null : `s=${each.selector}` })),
  ];
  if (lines.length === 0) return <p className="quiet">{reportWords.noResults}</p>;
  return (
    <div className="table-scroll">
      <table className="table results-table">
        <thead>
          <tr>
            <th>Method</th>
            <th>Result</th>
            <th>Domain</th>
            <th>Scope, selector</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ method, result, domain, detail, humanResult }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the results of one row never change places
            <tr key={index}>
              <th>{method}</th>
              <td>{result === null ? none : <ResultMark result={result} />}</td>
              <td className="wrap">
                {domain === null ? none : <bdi className="mono">{visibleText(domain)}</bdi>}
                {domain !== null && domain === record.foreignTenant && <span className="cell-line alarm">the foreign tenant</span>}
                {humanResult !== null && <span className="cell-line quiet">{visibleText(humanResult)}</span>}
              </td>
              <td className="wrap">{detail === null ? none : <span className="mono">{visibleText(detail)}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
