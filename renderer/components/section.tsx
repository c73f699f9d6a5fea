/** A numbered section of the analysis: its key, its title, its tools, and a place for the keyboard to land. */
import type { ReactNode } from 'react';
import { type SectionName, sectionWords } from '../words.ts';

interface Properties {
  readonly name: SectionName;
  readonly title?: ReactNode;
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ name, title, note, tools, children }: Properties) {
  const number = sectionWords.findIndex(([each]) => each === name) + 1;
  const label = sectionWords.find(([each]) => each === name)?.[1] ?? name;
  return (
    <section className={`section section-${name}`} id={`section-${name}`} tabIndex={-1} aria-labelledby={`title-${name}`}>
      <header className="section-head">
        <h2 id={`title-${name}`}>
          <span className="section-number" aria-hidden="true">
            {number}
          </span>
          {title ?? label}
        </h2>
        {note !== undefined && <p className="section-note">{note}</p>}
        {tools !== undefined && <div className="section-tools">{tools}</div>}
      </header>
      {children}
    </section>
  );
}
