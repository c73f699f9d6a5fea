/** Labelled boxes in a row, like the fields of a waybill. */
import type { ReactNode } from 'react';

export interface LabelledFact {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: ReactNode;
}

export function FactsList({ facts, className = 'facts' }: { readonly facts: readonly LabelledFact[]; readonly className?: string }) {
  return (
    <dl className={className}>
      {facts.map((fact) => (
        <div key={fact.key} className="fact">
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
