/** How much of the body a DKIM signature covers, drawn as a bar, and whether its hash is that of the body. */
import type { SignatureCoverage } from '../../../shared/facts/authentication.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { ResultIcon } from '../../components/icons.tsx';
import { visibleText } from '../../text.ts';
import { bodyHashWords, count, words } from '../../words.ts';

const shapes = { match: 'pass', mismatch: 'fail', unknown: 'unknown' } as const;

function Bar({ signed, unsigned }: { readonly signed: number; readonly unsigned: number }) {
  const end = signed + unsigned === 0 ? 100 : (100 * signed) / (signed + unsigned);
  return (
    <svg className="body-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="body-signed" width={end} height="8" />
      <rect className="body-unsigned" x={end} width={100 - end} height="8" />
      {unsigned > 0 && <rect className="body-end" x={Math.min(end, 99.4)} width="0.6" height="8" />}
    </svg>
  );
}

/** What `l=` leaves out, in a sentence. */
function coverageText({ bodyLength, unsignedOctets, unsignedSpan }: SignatureCoverage): string {
  if (bodyLength === null) return words.wholeBody;
  const end = `l= ends behind octet ${bodyLength.toLocaleString('en-GB')} of the canonical body`;
  if (unsignedSpan === null) return `${end}, which is all of it.`;
  return `${end}, at byte ${unsignedSpan.start.toLocaleString('en-GB')} of the file. Nobody signed the ${count(unsignedOctets, 'octet')} behind it.`;
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p>
      <span className="quiet">{title}</span> <bdi className="mono">{visibleText(names.join(', '))}</bdi>
    </p>
  );
}

export function BodyCoverage({ detail, check }: { readonly detail: Detail; readonly check: SignatureCoverage }) {
  const shape = shapes[check.bodyHash];
  const body = detail.bodySpan.end - detail.bodySpan.start;
  return (
    <>
      <p className="result" data-shape={shape}>
        <ResultIcon shape={shape} /> {bodyHashWords[check.bodyHash]}
      </p>
      <Bar signed={check.bodyLength ?? Math.max(1, body)} unsigned={check.unsignedOctets} />
      <p data-caution={check.unsignedOctets > 0 || undefined}>{coverageText(check)}</p>
      <Names title={words.overSigned} names={check.overSigned} />
      {check.unsignedDuplicates.length > 0 && (
        <p className="caution">
          {words.unsignedDuplicates} <bdi className="mono">{visibleText(check.unsignedDuplicates.join(', '))}</bdi>
        </p>
      )}
    </>
  );
}
