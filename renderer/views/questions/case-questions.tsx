/** What is open in the whole case, and how many rounds of asking that takes at most. */
import { copyText } from '../../actions/notices.ts';
import { Button } from '../../components/buttons.tsx';
import { roundsLeft, snapshotWords } from '../../snapshot-words.ts';
import { useWaybill } from '../../store.ts';
import { count, words } from '../../words.ts';

const lines = (questions: readonly string[]): string => questions.map((question) => `${question}\n`).join('');

export function CaseQuestions() {
  const questions = useWaybill((state) => state.questions);
  const ahead = useWaybill((state) => state.questionsAhead);
  const rounds = useWaybill((state) => state.rounds);
  if (questions.length === 0) return null;
  return (
    <section className="case-questions" aria-label={`${words.questions}, ${snapshotWords.inTheCase}`}>
      <p className="quiet">
        {snapshotWords.inTheCase}: {count(questions.length, 'question')}
        {ahead.length > 0 && `, and ${ahead.length.toLocaleString('en-GB')} that may follow`}. {roundsLeft(rounds)}
      </p>
      <div className="button-row">
        <Button icon="copy" onClick={() => void copyText(lines(questions), true)} hint={words.digHint}>
          {words.copyForDig}
        </Button>
        {ahead.length > 0 && (
          <Button
            icon="copy"
            onClick={() => void copyText(lines([...questions, ...ahead].sort()), true)}
            hint={snapshotWords.copyAheadHint}
          >
            {snapshotWords.copyAhead}
          </Button>
        )}
      </div>
    </section>
  );
}
