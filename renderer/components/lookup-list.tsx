/** DNS questions with their answers and where those came from, in the order asked. */
import type { DnsLookup } from '../../shared/facts/dns.ts';
import { answerLines } from '../spf-story.ts';
import { visibleText } from '../text.ts';

export function LookupList({ lookups }: { readonly lookups: readonly DnsLookup[] }) {
  return (
    <ol className="lookups">
      {lookups.map((lookup) => {
        const { question, answer } = lookup;
        const { lines, isData, source } = answerLines(lookup);
        return (
          <li key={`${question.name} ${question.type}`} data-answer={answer.kind}>
            <bdi className="mono lookup-question">
              {visibleText(question.name)} {question.type}
            </bdi>
            {lines.map((line) => (
              <bdi key={line} className={isData ? 'mono lookup-answer' : 'lookup-answer quiet'}>
                {visibleText(line)}
              </bdi>
            ))}
            {source !== null && <span className="quiet lookup-source">from {visibleText(source)}</span>}
          </li>
        );
      })}
    </ol>
  );
}
