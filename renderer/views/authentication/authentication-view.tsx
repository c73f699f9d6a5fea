/** The four mechanisms and the claims, one tab each. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { showAuthentication } from '../../actions/interface.ts';
import { Section } from '../../components/section.tsx';
import { type Tab, Tabs } from '../../components/tabs.tsx';
import { type AuthenticationTab, useWaybill } from '../../store.ts';
import { ArcPanel } from './arc-panel.tsx';
import { ClaimsPanel } from './claims-panel.tsx';
import { DkimPanel } from './dkim-panel.tsx';
import { DmarcPanel } from './dmarc-panel.tsx';
import { SpfPanel } from './spf-panel.tsx';

const panels: Readonly<Record<AuthenticationTab, (properties: { readonly detail: Detail }) => React.ReactNode>> = {
  spf: SpfPanel,
  dkim: DkimPanel,
  arc: ArcPanel,
  dmarc: DmarcPanel,
  claims: ClaimsPanel,
};

function tabsFor(detail: Detail): readonly Tab<AuthenticationTab>[] {
  return [
    { id: 'spf', label: 'SPF', badge: String(detail.spf.length) },
    { id: 'dkim', label: 'DKIM', badge: String(detail.dkim.length) },
    { id: 'arc', label: 'ARC', badge: detail.arc.sets.length === 0 ? 'none' : detail.arc.result },
    { id: 'dmarc', label: 'DMARC', badge: detail.dmarc.rfc9989.result },
    { id: 'claims', label: 'Claims', badge: String(detail.claims.length) },
  ];
}

export function AuthenticationView({ detail }: { readonly detail: Detail }) {
  const tab = useWaybill((state) => state.authenticationTab);
  const Panel = panels[tab];
  return (
    <Section name="authentication">
      <Tabs label="Mechanisms" name="authentication" tabs={tabsFor(detail)} selected={tab} onSelect={showAuthentication}>
        <Panel detail={detail} />
      </Tabs>
    </Section>
  );
}
