/** One DKIM signature as the cells of a row: whose, its result, alignment, maker, key and coverage, and what to know beside that. */
import type { DkimCheck } from '../../../shared/facts/authentication.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { HostName } from '../../components/host-name.tsx';
import { ResultMark } from '../../components/marks.tsx';
import { formatDay, visibleText } from '../../text.ts';
import { count } from '../../words.ts';
import { ToQuestions } from './to-questions.tsx';

const madeByWords = { author: 'the author’s side', operator: 'the operator, after hand-in', unknown: 'cannot be told' } as const;

function alignmentOf(detail: Detail, check: DkimCheck): string {
  const fact = detail.signatures.find(
    (each) => each.domain === check.domain && (each.selector === null || each.selector === check.selector),
  );
  if (fact === undefined) return 'not known';
  if (fact.alignedBySharedSuffix) return 'only by a shared suffix';
  return fact.aligned ? 'aligned' : 'not aligned';
}

function madeBy(detail: Detail, check: DkimCheck): string {
  const fact = detail.signatures.find((each) => each.domain === check.domain && each.selector === check.selector);
  return madeByWords[fact?.madeBy ?? 'unknown'];
}

/** When the snapshot saw the key, as a range of days. */
function keySeen({ key }: DkimCheck): string | null {
  if (key === null) return null;
  const days = [key.firstSeen, key.lastSeen].map((time) => (time === null ? '…' : formatDay(time)));
  return key.firstSeen === null && key.lastSeen === null ? null : `key seen ${days.join(' – ')}`;
}

/** What weakens a signature, in short clauses. */
function cautions(check: DkimCheck): readonly string[] {
  return [
    ...(check.bodyHash === 'mismatch' ? ['body hash does not match'] : []),
    ...(check.bodyLength === null || check.unsignedOctets > 0
      ? []
      : [`only ${check.bodyLength} octets of the body are signed (l=), which is all of it`]),
    ...(check.keyBits !== null && check.keyBits < 1024 ? [`short key, ${check.keyBits} bits`] : []),
    ...check.warnings,
  ];
}

export function DkimCells({ detail, check }: { readonly detail: Detail; readonly check: DkimCheck }) {
  return (
    <>
      <th scope="row" className="wrap">
        <HostName>{check.domain}</HostName>
        <span className="cell-line">
          <HostName quiet>{check.selector}</HostName>
        </span>
      </th>
      <td className="nowrap">
        <ResultMark result={check.result} />
        {check.missing.length > 0 && <ToQuestions />}
      </td>
      <td>{alignmentOf(detail, check)}</td>
      <td className="narrow">{madeBy(detail, check)}</td>
      <td className="nowrap">
        {visibleText(check.algorithm ?? 'unknown')}
        {check.keyBits !== null && <span className="quiet">, {check.keyBits} bits</span>}
        {keySeen(check) !== null && <span className="quiet cell-line">{keySeen(check)}</span>}
        <span className="quiet cell-line">{count(check.signedHeaders.length, 'name')} in h=</span>
      </td>
      <td className="wrap">
        {visibleText(check.reason)}
        {cautions(check).map((each) => (
          <span key={each} className="caution">
            {visibleText(each)}
          </span>
        ))}
      </td>
    </>
  );
}
