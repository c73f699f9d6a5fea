/** How far did it go? What the reports of the case counted that has something in common with this message. */
import type { Detail } from '../../../shared/facts/detail.ts';
import type { Campaign } from '../../../shared/report-calls.ts';
import { loadCampaign } from '../../actions/campaign.ts';
import { copyText } from '../../actions/notices.ts';
import { campaignWords } from '../../campaign-words.ts';
import { Button, CopyButton } from '../../components/buttons.tsx';
import { Section } from '../../components/section.tsx';
import { holdsReports, isSpoofLike, selectedCampaign } from '../../selectors.ts';
import { useWaybill } from '../../store.ts';
import { visibleText } from '../../text.ts';
import { CampaignReach } from './campaign-reach.tsx';
import { TieTable } from './tie-table.tsx';

function Traits({ traits }: Pick<Campaign, 'traits'>) {
  if (traits.length === 0) return null;
  return (
    <dl className="traits">
      <dt className="traits-title">{campaignWords.traits}</dt>
      {traits.map(({ name, value }) => (
        <dd key={`${name} ${value}`}>
          <span className="quiet">{visibleText(name)}</span> <bdi className="mono">{visibleText(value)}</bdi>
        </dd>
      ))}
    </dl>
  );
}

function Answer({ campaign, ownDay }: { readonly campaign: Campaign; readonly ownDay: string | null }) {
  const { sentence, covered, ties, traits } = campaign;
  return (
    <div className="campaign-sheet">
      <p className="campaign-sentence">
        {visibleText(sentence)}
        <CopyButton label={campaignWords.title} onCopy={(raw) => void copyText(sentence, raw)} />
      </p>
      {!covered && (
        <p className="campaign-silence">
          <strong>{campaignWords.silence}.</strong> {campaignWords.silenceMeaning}
        </p>
      )}
      <Traits traits={traits} />
      {(covered || ties.length > 0) && <TieTable ties={ties} />}
      {ties.length > 0 && <CampaignReach campaign={campaign} ownDay={ownDay} />}
    </div>
  );
}

/** The day on which the receiver took it, else the day that it claims. */
function dayOf({ analysis }: Detail): string | null {
  return (analysis.evaluatedAt ?? analysis.message.date)?.slice(0, 10) ?? null;
}

export function CampaignView({ detail }: { readonly detail: Detail }) {
  const hasReports = useWaybill(holdsReports);
  const loaded = useWaybill(selectedCampaign);
  const id = useWaybill((state) => state.selection.evidence);
  const { verdict } = detail.analysis;
  if (!hasReports) {
    if (!isSpoofLike(verdict.kind)) return null;
    return (
      <Section name="campaign" title={campaignWords.title}>
        <p className="campaign-hint">{visibleText(campaignWords.hint(verdict.claimedDomain))}</p>
      </Section>
    );
  }
  return (
    <Section name="campaign" title={campaignWords.title} note={campaignWords.note}>
      {loaded?.state === 'ready' && <Answer campaign={loaded.campaign} ownDay={dayOf(detail)} />}
      {loaded?.state === 'failed' && (
        <div className="campaign-sheet campaign-failed" role="alert">
          <p>
            <strong>{campaignWords.failed}</strong> {visibleText(loaded.error.message)}
          </p>
          <Button onClick={() => id !== null && void loadCampaign(id)}>{campaignWords.retry}</Button>
        </div>
      )}
      {(loaded === null || loaded.state === 'loading') && (
        <p className="campaign-sheet campaign-loading" aria-busy="true">
          {campaignWords.loading}
        </p>
      )}
    </Section>
  );
}
