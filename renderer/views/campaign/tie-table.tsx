/** The four ties between this message and reported rows, closest first, each with the rows behind it. */
import type { Campaign, CampaignTie } from '../../../shared/report-calls.ts';
import { showRows } from '../../actions/reports.ts';
import { campaignTieWords, campaignWords } from '../../campaign-words.ts';
import { Button } from '../../components/buttons.tsx';
import { TieMark } from '../../components/tie-mark.tsx';
import { formatDays, visibleText } from '../../text.ts';
import { count } from '../../words.ts';

type Tie = Campaign['ties'][number];

interface RowProperties {
  readonly tie: CampaignTie;
  readonly label: string;
  readonly meaning: string;
  /** From 4 (closest) to 1. */
  readonly closeness: number;
  readonly found: Tie | undefined;
}

function Name({ label, closeness }: Pick<RowProperties, 'label' | 'closeness'>) {
  return (
    <th scope="rowgroup">
      <span className="tie-name">
        <TieMark closeness={closeness} />
        {label}
      </span>
    </th>
  );
}

function Figures({ label, found }: { readonly label: string; readonly found: Tie }) {
  const { totals, reporters, fromDomains, filter } = found;
  return (
    <>
      <td className="number tie-amount">{totals.messages.toLocaleString('en-GB')}</td>
      <td className="number">{reporters.toLocaleString('en-GB')}</td>
      <td className="number">{fromDomains.toLocaleString('en-GB')}</td>
      <td className="nowrap">{formatDays(totals.first, totals.last)}</td>
      <td className="tie-show">
        <Button onClick={() => showRows(filter)} hint={`${label}: ${count(totals.rows, 'row')} in ${count(totals.reports, 'report')}`}>
          {campaignWords.showRows}
          <span className="visually-hidden">: {label}</span>
        </Button>
      </td>
    </>
  );
}

/** Two lines of the table: the figures, and under them what the tie rests on. */
function TieRow({ tie, label, meaning, closeness, found }: RowProperties) {
  return (
    <tbody className="tie" data-tie={tie} data-none={found === undefined || undefined}>
      <tr>
        <Name label={label} closeness={closeness} />
        {found === undefined ? <td className="number quiet">{campaignWords.none}</td> : <Figures label={label} found={found} />}
        {found === undefined && <td colSpan={4} />}
      </tr>
      <tr>
        <td className="tie-says" colSpan={6}>
          {visibleText(found?.says ?? meaning)}
        </td>
      </tr>
    </tbody>
  );
}

export function TieTable({ ties }: Pick<Campaign, 'ties'>) {
  return (
    <div className="table-scroll">
      <table className="table tie-table">
        <thead>
          <tr>
            <th scope="col">{campaignWords.tie}</th>
            <th scope="col" className="number">
              {campaignWords.messages}
            </th>
            <th scope="col" className="number">
              {campaignWords.receivers}
            </th>
            <th scope="col" className="number">
              {campaignWords.fromDomains}
            </th>
            <th scope="col">{campaignWords.seen}</th>
            <th scope="col">
              <span className="visually-hidden">{campaignWords.showRows}</span>
            </th>
          </tr>
        </thead>
        {campaignTieWords.map(([tie, label, meaning], index) => (
          <TieRow
            key={tie}
            tie={tie}
            label={label}
            meaning={meaning}
            closeness={campaignTieWords.length - index}
            found={ties.find((each) => each.tie === tie)}
          />
        ))}
      </table>
    </div>
  );
}
