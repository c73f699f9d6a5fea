/** What the two signatures of an ARC set cover: the message signature the message as it left, the seal the records so far. */
import type { ArcSet } from '../../../shared/facts/authentication.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { ResultIcon } from '../../components/icons.tsx';
import { signatureOfSeal, signatureOfSet } from '../../coverage.ts';
import type { Selected } from '../../selection.ts';
import { shapeOfResult } from '../../selectors.ts';
import { visibleText } from '../../text.ts';
import { words } from '../../words.ts';
import { BodyCoverage } from './body-coverage.tsx';
import { CoveragePanel } from './coverage-panel.tsx';

function Verdict({ result, reason }: { readonly result: string; readonly reason: string }) {
  const shape = shapeOfResult(result);
  return (
    <p className="result" data-shape={shape}>
      <ResultIcon shape={shape} /> {visibleText(reason)}
    </p>
  );
}

interface Properties {
  readonly detail: Detail;
  readonly set: ArcSet;
  readonly index: number;
  readonly place: Selected | null;
}

export function ArcCoverage({ detail, set, index, place }: Properties) {
  const message = signatureOfSet(detail, index);
  const seal = signatureOfSeal(detail, index);
  const owner = `i=${set.instance} ${set.sealedBy}`;
  const isLit = (kind: Selected['kind']): boolean => place?.kind === kind && 'set' in place && place.set === index;
  return (
    <>
      {message !== null && message.header !== null && (
        <CoveragePanel
          detail={detail}
          signature={message}
          owner={owner}
          whole={{ kind: 'arc-coverage', set: index }}
          lit={isLit('arc-coverage')}
        >
          <Verdict result={set.messageSignature} reason={set.messageSignatureReason} />
          <BodyCoverage detail={detail} check={set} />
        </CoveragePanel>
      )}
      {seal !== null && (
        <CoveragePanel
          detail={detail}
          signature={seal}
          title={words.sealedBy}
          owner={owner}
          whole={{ kind: 'arc-seal', set: index }}
          lit={isLit('arc-seal')}
        >
          <Verdict result={set.seal} reason={set.sealReason} />
          <p className="quiet">{words.sealMeaning}</p>
        </CoveragePanel>
      )}
    </>
  );
}
