/** Performs tasks: the one place where the engine's workers and the processes without workers call the product's mind. */
import { analyzeInCase, buildCaseKnowledge } from '../../shared/analyze-in-case.ts';
import { readCanonicalForm } from '../../shared/authentication/canonical-form.ts';
import { openMailauth } from '../../shared/authentication/mailauth.ts';
import { buildSnapshot } from '../../shared/dns/snapshot.ts';
import { aboveBaseline } from '../../shared/infrastructure/baseline.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import { createPoolPresumption } from '../../shared/infrastructure/presumed-pool.ts';
import { scanMessage } from '../../shared/message/header-scanner.ts';
import { questionSheet } from '../../shared/message-questions.ts';
import { underSuffixList, whileUnderSuffixList } from '../../shared/names/public-suffix-choice.ts';
import { createSuffixList, type SuffixList } from '../../shared/names/public-suffix-list.ts';
import { assertNever, type Outcome, succeed } from '../../shared/outcome.ts';
import { traitsOfMessage } from '../../shared/reports/message-traits.ts';
import { renderAnalysis } from '../../shared/text/render-analysis.ts';
import type { WorkerRole } from './pool-protocol.ts';
import { type Grounds, summarise, type Task, type TaskKind, type TaskResults } from './task.ts';

/** MIME decoding is a third of all code, and no verdict waits for it. */
const loadBody = () => import('../../shared/message/body.ts');

/** A performer holds the DNS snapshot, the catalogue, what is known of tenants and the public suffix list; `setUp` replaces the parts that it is given. */
export function createPerformer(): WorkerRole<Grounds, Task, TaskResults[TaskKind]> {
  let grounds: Grounds = { snapshot: [], operators: [], declared: [], lessons: [], suffixes: null, baseline: false };
  let captured = buildSnapshot(grounds.snapshot);
  let snapshot = captured;
  let infrastructure = createInfrastructure(grounds.operators);
  let presumePool = createPoolPresumption(infrastructure);
  let suffixList: SuffixList | null = null;
  let knowledge = buildCaseKnowledge(grounds.declared, grounds.lessons, infrastructure);

  const analyse = ({ path, bytes }: Task, boundaryHop: number | null) =>
    analyzeInCase({ evidence: { path, bytes }, snapshot, infrastructure, boundaryHop, presumePool }, knowledge);

  return {
    setUp(parts) {
      grounds = { ...grounds, ...parts };
      if (parts.snapshot !== undefined) captured = buildSnapshot(parts.snapshot);
      snapshot = grounds.baseline ? aboveBaseline(captured) : captured;
      if (parts.operators !== undefined) {
        infrastructure = createInfrastructure(parts.operators);
        presumePool = createPoolPresumption(infrastructure);
      }
      if (parts.suffixes !== undefined) suffixList = parts.suffixes === null ? null : createSuffixList(parts.suffixes);
      // It is kept by organizational domain, so it changes with the list too.
      knowledge = underSuffixList(suffixList, () => buildCaseKnowledge(grounds.declared, grounds.lessons, infrastructure));
    },
    perform: (task) => whileUnderSuffixList(suffixList, () => performTask(task)),
  };

  async function performTask(task: Task): Promise<Outcome<TaskResults[TaskKind]>> {
    switch (task.kind) {
      case 'detail': {
        const { detail, taught } = await analyse(task, task.boundaryHop);
        return succeed({ detail, sheet: questionSheet(detail, snapshot), taught, traits: traitsOfMessage(detail.analysis) });
      }
      case 'summary': {
        const { detail, taught } = await analyse(task, task.boundaryHop);
        return succeed({ summary: summarise(detail, questionSheet(detail, snapshot)), taught, traits: traitsOfMessage(detail.analysis) });
      }
      case 'json': {
        const { detail, taught } = await analyse(task, null);
        return succeed({ text: JSON.stringify(detail.analysis, null, task.indented ? 2 : 0), taught });
      }
      case 'text': {
        const { detail, taught } = await analyse(task, null);
        return succeed({ text: renderAnalysis(detail, task.bytes, task.style), kind: detail.analysis.verdict.kind, taught });
      }
      case 'questions':
        return succeed(questionSheet((await analyse(task, null)).detail, snapshot));
      case 'warm-up':
        await Promise.all([openMailauth(), analyse(task, null)]);
        return succeed(null);
      case 'canonical': {
        // The key is that of the receipt, and only the whole analysis knows when that was.
        const { evaluatedAt } = (await analyse(task, task.boundaryHop)).detail.analysis;
        const time = evaluatedAt === null ? 0 : Date.parse(evaluatedAt);
        return await readCanonicalForm(scanMessage(task.bytes), task.header, snapshot.at(time));
      }
      case 'parts': {
        const { readParts } = await loadBody();
        return succeed(readParts(scanMessage(task.bytes)));
      }
      case 'part-text': {
        const { readPartText } = await loadBody();
        return succeed(await readPartText(scanMessage(task.bytes), task.part));
      }
      default:
        return assertNever(task);
    }
  }
}
