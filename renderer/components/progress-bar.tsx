/** How far a job is: a bar, what is through, how fast it goes, and the button that stops it once the reader has read what stays. */
import { useState } from 'react';
import { jobWords } from '../case-words.ts';
import { words } from '../words.ts';
import { Button } from './buttons.tsx';
import { useCalmText } from './clock.ts';

/** Read out no more often than this. */
const announceMilliseconds = 5_000;

interface Properties {
  /** From 0 to 1. */
  readonly share: number;
  readonly files: string;
  /** Rows and bytes; empty where only files count. */
  readonly within: string;
  readonly failed: string | null;
  readonly pace: string;
  /** What stays and what is left out, should the reader stop now. */
  readonly consequence: string;
  readonly onStop: () => void;
}

/** Defined once: a new function at every tick would pull the focus back each time. */
function focus(element: HTMLElement | null): void {
  element?.focus();
}

function Stopping({ consequence, onStop, onGoOn }: Pick<Properties, 'consequence' | 'onStop'> & { readonly onGoOn: () => void }) {
  return (
    <div className="progress-stop" role="alertdialog" aria-label={jobWords.stopTitle} aria-describedby="progress-consequence">
      <strong>{jobWords.stopTitle}</strong>
      <p id="progress-consequence">{consequence}</p>
      <div className="progress-tools">
        <button type="button" className="button" ref={focus} onClick={onGoOn}>
          {jobWords.goOn}
        </button>
        <Button strong onClick={onStop}>
          {jobWords.confirm}
        </Button>
      </div>
    </div>
  );
}

export function ProgressBar({ share, files, within, failed, pace, consequence, onStop }: Properties) {
  const [isAsking, setAsking] = useState(false);
  const announced = useCalmText(
    [`${Math.floor(share * 100)} %`, files, within, failed, pace].filter(Boolean).join(', '),
    announceMilliseconds,
  );
  return (
    <section className="progress" aria-label={jobWords.label}>
      <progress max={1} value={share} aria-label={jobWords.label} />
      <div className="progress-facts">
        <p className="progress-text">
          {files}
          {failed !== null && <span className="progress-failed">{failed}</span>}
        </p>
        {within !== '' && <p className="progress-text">{within}</p>}
        <p className="progress-pace">{pace}</p>
      </div>
      {!isAsking && <Button onClick={() => setAsking(true)}>{words.cancel}</Button>}
      {isAsking && <Stopping consequence={consequence} onStop={onStop} onGoOn={() => setAsking(false)} />}
      <span className="visually-hidden" role="status">
        {announced}
      </span>
    </section>
  );
}
