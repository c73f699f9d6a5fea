/** What a row says, value by value, each with the button that narrows to it. */
import type { ReactNode } from 'react';
import type { ReportRow } from '../../../shared/report-calls.ts';
import { copyText } from '../../actions/notices.ts';
import { filterByValue } from '../../actions/reports.ts';
import { CopyButton } from '../../components/buttons.tsx';
import { ResultMark } from '../../components/marks.tsx';
import { FilterButton } from '../../components/value-filter.tsx';
import { canFilterBy, type FilterField, holdsValue } from '../../report-filter.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';

interface Line {
  readonly label: string;
  readonly value: string | null;
  readonly shown?: string;
  readonly field?: FilterField;
  /** What stands for a value that is not there. */
  readonly none?: string;
  readonly isName?: boolean;
}

function linesOf(row: ReportRow, names: ReadonlyMap<string, string>): readonly Line[] {
  const { record } = row;
  const { operator } = record;
  return [
    { label: 'Source address', value: record.sourceIp, field: 'sources' },
    {
      label: 'Operator',
      value: operator,
      shown: operator === null ? '' : (names.get(operator) ?? operator),
      field: 'operators',
      none: 'none known',
      isName: true,
    },
    { label: 'Foreign tenant', value: record.foreignTenant, field: 'tenants', none: 'none' },
    { label: 'From domain', value: record.headerFrom, field: 'fromDomains' },
    {
      label: 'MAIL FROM',
      value: record.envelopeFrom,
      shown: record.envelopeFrom === '' ? '<> (null reverse-path)' : (record.envelopeFrom ?? ''),
    },
    { label: 'Recipients at', value: record.envelopeTo, field: 'envelopeTo' },
    { label: 'Receiver', value: row.reporter, field: 'reporters', isName: true },
  ];
}

function Value({ line }: { readonly line: Line }) {
  const filter = useWaybill((state) => state.reports.filter);
  const { field, value } = line;
  const shown = line.shown ?? value ?? '';
  return (
    <>
      {value === null ? (
        <span className="quiet">{line.none ?? 'not said'}</span>
      ) : (
        <bdi className={line.isName === true ? '' : 'mono'}>{visibleText(shown)}</bdi>
      )}
      {value !== null && value !== '' && <CopyButton label={line.label} onCopy={(raw) => void copyText(value, raw)} />}
      {field !== undefined && canFilterBy(field, value) && (
        <FilterButton
          value={`${line.label} ${value === null ? (line.none ?? 'none') : shown}`}
          isActive={holdsValue(filter, field, value)}
          onToggle={() => filterByValue(field, value)}
        />
      )}
    </>
  );
}

function Pair({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function RowFacts({ row }: { readonly row: ReportRow }) {
  const names = useWaybill((state) => state.reports.operatorNames);
  const { record } = row;
  return (
    <dl className="pairs detail-pairs">
      {linesOf(row, names).map((line) => (
        <Pair key={line.label} label={line.label}>
          <Value line={line} />
        </Pair>
      ))}
      <Pair label="Aligned">
        SPF {record.spf === null ? <span className="quiet">not said</span> : <ResultMark result={record.spf} />} · DKIM{' '}
        {record.dkim === null ? <span className="quiet">not said</span> : <ResultMark result={record.dkim} />}
      </Pair>
      <Pair label="Done with it">{record.disposition ?? <span className="quiet">not said</span>}</Pair>
      {record.reasons.map(({ type, comment }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the reasons of one row never change places
        <Pair key={index} label="Policy override">
          {visibleText(type ?? 'not said')}
          {comment !== null && <span className="quiet">: {visibleText(comment)}</span>}
        </Pair>
      ))}
    </dl>
  );
}
