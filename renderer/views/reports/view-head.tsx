/** The line above a list: how many there are, what can be chosen about it, and how it is saved. */
import type { ReactNode } from 'react';
import type { ExportedView } from '../../../shared/report-calls.ts';
import { count as countWords } from '../../words.ts';
import { SaveMenu } from './save-menu.tsx';

/** A browser draws no element higher than some 33 million pixels; a list ends before. */
export const mostListed = 500_000;

interface Properties {
  readonly count: number | null;
  readonly noun: string;
  readonly nouns?: string;
  readonly saves: ExportedView;
  readonly tools?: ReactNode;
}

export function ViewHead({ count, noun, nouns, saves, tools }: Properties) {
  return (
    <div className="view-head">
      <span className="view-count">{count === null ? ' ' : countWords(count, noun, nouns)}</span>
      {tools}
      <span className="view-save">
        <SaveMenu view={saves} />
      </span>
    </div>
  );
}
