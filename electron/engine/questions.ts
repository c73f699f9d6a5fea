/** The DNS questions that are open in a whole case, as lines for a connected machine. */
import type { OpenQuestions } from '../../shared/contract.ts';
import { formatDigLines } from '../../shared/dns/questions.ts';
import { mergeSheets, type QuestionSheet } from '../../shared/question-sheet.ts';

/** Takes the sheets of all messages. Names are escaped so that their authors have no say in what dig does (`dns/questions.ts`). */
export function openQuestionsOf(sheets: Iterable<QuestionSheet>): OpenQuestions {
  const { now, ahead, rounds } = mergeSheets(sheets);
  return { questions: formatDigLines(now), ahead: formatDigLines(ahead), rounds };
}
