/** Leads from the verdict to what the reports of the case saw of this message, with the number once it is known. */
import { findInReports } from '../../actions/campaign.ts';
import { campaignWords } from '../../campaign-words.ts';
import { Button } from '../../components/buttons.tsx';
import { campaignMessages, holdsReports, selectedCampaign } from '../../selectors.ts';
import { useWaybill } from '../../store.ts';

export function FindInReports() {
  const hasReports = useWaybill(holdsReports);
  const loaded = useWaybill(selectedCampaign);
  if (!hasReports) return null;
  return (
    <span className="find-in-reports">
      <Button onClick={findInReports} icon="reports" hint={campaignWords.findHint}>
        {campaignWords.find}
        {loaded?.state === 'ready' && (
          <span className="find-count">{campaignWords.found(campaignMessages(loaded.campaign), loaded.campaign.covered)}</span>
        )}
      </Button>
    </span>
  );
}
