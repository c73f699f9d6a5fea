/** The fields under the verdict, each with the term that explains it. */
import type { Detail } from '../../../shared/facts/detail.ts';
import type { LabelledFact } from '../../components/facts-list.tsx';
import { HostName } from '../../components/host-name.tsx';
import { ResultIcon } from '../../components/icons.tsx';
import { TrustMark } from '../../components/marks.tsx';
import { Term } from '../../components/term.tsx';
import { knownAsOwn, operatorName, tenantsOf } from '../../selectors.ts';
import { useWaybill } from '../../store.ts';
import { formatClock, formatDay, visibleText } from '../../text.ts';
import { originWords, words } from '../../words.ts';

function Passed({ label, passed }: { readonly label: string; readonly passed: boolean | null }) {
  const shape = passed === null ? 'unknown' : passed ? 'pass' : 'fail';
  return (
    <span className="result" data-shape={shape}>
      <ResultIcon shape={shape} />
      {label} {passed === null ? words.unknown : passed ? 'pass' : 'fail'}
    </span>
  );
}

function Tenant({ detail }: { readonly detail: Detail }) {
  const { actualTenant, operator } = detail.analysis.verdict;
  const marks = operator === null ? [] : tenantsOf(detail, operator);
  const mark = marks.find((each) => each.value === actualTenant) ?? marks[0];
  const value = actualTenant ?? mark?.value;
  const known = useWaybill((state) => knownAsOwn(state.tenants, detail, value));
  if (value === undefined) return <span className="quiet">not named</span>;
  return (
    <>
      <HostName>{value}</HostName>
      {mark !== undefined && <TrustMark trust={mark.trust} />}
      {known !== null && (
        <span className="known-own">
          <b>{words.knownOwn}</b> ({visibleText(`${originWords[known.origin]}${known.because}`)})
        </span>
      )}
    </>
  );
}

/** The fields in reading order: claim, operator, tenant, what passed, when. */
export function verdictFacts(detail: Detail): readonly LabelledFact[] {
  const { verdict, evaluatedAt } = detail.analysis;
  const operator = operatorName(detail, verdict.operator);
  return [
    {
      key: 'claimed',
      label: <Term id="from-domain">From domain</Term>,
      value: <HostName>{verdict.claimedDomain ?? 'none'}</HostName>,
    },
    {
      key: 'operator',
      label: <Term id="operator" />,
      value: operator === null ? <span className="quiet">none shared</span> : visibleText(operator),
    },
    {
      key: 'tenant',
      label: <Term id="tenant">{verdict.actualTenant === null ? 'Tenant named' : 'Handed in by tenant'}</Term>,
      value: <Tenant detail={detail} />,
    },
    {
      key: 'passed',
      label: 'At the final recipient',
      value: (
        <>
          <Passed label="SPF" passed={verdict.passed.spf} />
          <Passed label="DMARC" passed={verdict.passed.dmarc} />
        </>
      ),
    },
    {
      key: 'at',
      label: 'Evaluated as of',
      value:
        evaluatedAt === null ? (
          <span className="quiet">no usable time</span>
        ) : (
          <time dateTime={evaluatedAt}>
            {formatDay(evaluatedAt)}, {formatClock(evaluatedAt)} UTC
          </time>
        ),
    },
  ];
}
