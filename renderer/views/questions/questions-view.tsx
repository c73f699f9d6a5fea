/** What would change the verdict: open sentences, signals that could not be examined, and the DNS questions to carry out. */
import type { Detail } from '../../../shared/facts/detail.ts';
import { formatDigLine, parseQuestion } from '../../../shared/facts/dns.ts';
import { openFiles } from '../../actions/evidence.ts';
import { copyText } from '../../actions/notices.ts';
import { draftRecord } from '../../actions/snapshot.ts';
import { Button } from '../../components/buttons.tsx';
import { Section } from '../../components/section.tsx';
import { visibleText } from '../../text.ts';
import { signalTitle, words } from '../../words.ts';
import { CaseQuestions } from './case-questions.tsx';

/** Names come from messages: what dig would take for anything but a name is escaped. */
function digLinesOf(questions: readonly string[]): string {
  return questions.map((question) => `${formatDigLine(parseQuestion(question))}\n`).join('');
}

function Questions({ questions }: { readonly questions: readonly string[] }) {
  if (questions.length === 0) return <p className="quiet">{words.noQuestions}</p>;
  return (
    <>
      <ul className="questions mono" aria-label={words.questions}>
        {questions.map((question) => (
          <li key={question}>
            <span>{visibleText(question)}</span>
            <button
              type="button"
              className="answer"
              onClick={() => draftRecord(question)}
              aria-label={`${words.answerByHand}: ${visibleText(question)}`}
            >
              {words.answerByHand}
            </button>
          </li>
        ))}
      </ul>
      <div className="button-row">
        <Button icon="copy" onClick={() => void copyText(digLinesOf(questions), true)} hint={words.digHint}>
          {words.copyForDig}
        </Button>
        <Button onClick={() => void openFiles('snapshot')}>Bring answers…</Button>
      </div>
    </>
  );
}

export function QuestionsView({ detail }: { readonly detail: Detail }) {
  const { verdict, questions } = detail.analysis;
  return (
    <Section name="open" title={words.open}>
      {verdict.open.length === 0 ? (
        <p className="quiet">{words.nothingOpen}</p>
      ) : (
        <ul className="open-list">
          {verdict.open.map((sentence) => (
            <li key={sentence}>{visibleText(sentence)}</li>
          ))}
        </ul>
      )}
      {detail.notExamined.length > 0 && (
        <>
          <h3>{words.notExamined}</h3>
          <ul className="open-list">
            {detail.notExamined.map((each) => (
              <li key={each.signal}>
                {signalTitle(each.signal)}
                {each.questions.length > 0 && <span className="mono quiet"> needs {visibleText(each.questions.join(', '))}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{words.questions}</h3>
      <Questions questions={questions} />
      <CaseQuestions />
    </Section>
  );
}
