/** When, at whom and in whose name: the days, the receivers and the domains of all ties but the loosest. */
import type { Campaign } from '../../../shared/report-calls.ts';
import { campaignWords } from '../../campaign-words.ts';
import { BarList } from '../../components/bar-list.tsx';
import { DayStripDrawing } from '../../components/day-strip.tsx';
import { stripOf } from '../../day-strip.ts';
import { formatDays } from '../../text.ts';

interface Properties {
  readonly campaign: Campaign;
  readonly ownDay: string | null;
}

export function CampaignReach({ campaign, ownDay }: Properties) {
  const { reporters, fromDomains, days } = campaign;
  if (reporters.length + fromDomains.length + days.length === 0) return null;
  const strip = stripOf(days, ownDay);
  return (
    <div className="reach">
      <div className="reach-days">
        <h3>
          {strip.step === 1 ? campaignWords.days : campaignWords.daysTogether(strip.step)}
          {campaign.ties.some(({ tie }) => tie === 'same-pool') && <span className="quiet">{campaignWords.loose}</span>}
        </h3>
        <DayStripDrawing label={campaignWords.days} ownLabel={campaignWords.day} strip={strip} />
      </div>
      <div>
        <h3>{campaignWords.topReceivers}</h3>
        <BarList
          label={campaignWords.topReceivers}
          unnamed={campaignWords.unnamed}
          items={reporters.map(({ reporter, messages, first, last }) => ({
            name: reporter,
            amount: messages,
            hint: formatDays(first, last),
          }))}
        />
      </div>
      <div>
        <h3>{campaignWords.domains}</h3>
        <BarList
          label={campaignWords.domains}
          unnamed={campaignWords.noDomain}
          items={fromDomains.map(({ domain, messages }) => ({ name: domain, amount: messages }))}
        />
      </div>
    </div>
  );
}
