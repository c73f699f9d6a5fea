/** Performs tasks: the one place where the engine's workers and the processes without workers call the product's mind. */
import { analyzeInCase, buildCaseKnowledge } from '../../shared/analyze-in-case.ts';
import { openMailauth } from '../../shared/authentication/mailauth.ts';
import { buildSnapshot } from '../../shared/dns/snapshot.ts';
import { createInfrastructure } from '../../shared/infrastructure/match.ts';
import { createPoolPresumption } from '../../shared/infrastructure/presumed-pool.ts';
import { scanMessage } from '../../shared/message/header-scanner.ts';
import { assertNever, type Outcome, succeed } from '../../shared/outcome.ts';
import { questionSheet } from '../../shared/question-sheet.ts';
import { renderAnalysis } from '../../shared/text/render-analysis.ts';
import type { WorkerRole } from './pool-protocol.ts';
import { type Grounds, summarise, type Task, type TaskKind, type TaskResults } from './task.ts';

/** MIME decoding is a third of all code, and no verdict waits for it. */
const loadBody = () => import('../../shared/message/body.ts');

/** A performer holds the DNS snapshot, the catalogue and what is known of tenants; `setUp` replaces the parts that it is given. */
export function createPerformer(): WorkerRole<Grounds, Task, TaskResults[TaskKind]> {
  let grounds: Grounds = { snapshot: [], operators: [], declared: [], lessons: [] };
  let snapshot = buildSnapshot(grounds.snapshot);
  let infrastructure = createInfrastructure(grounds.operators);
  let presumePool = createPoolPresumption(infrastructure);
  let knowledge = buildCaseKnowledge(grounds.declared, grounds.lessons, infrastructure);

  const analyse = ({ path, bytes }: Task, boundaryHop: number | null) =>
    analyzeInCase({ evidence: { path, bytes }, snapshot, infrastructure, boundaryHop, presumePool }, knowledge);

  return {
    setUp(parts) {
      grounds = { ...grounds, ...parts };
      if (parts.snapshot !== undefined) snapshot = buildSnapshot(parts.snapshot);
      if (parts.operators !== undefined) {
        infrastructure = createInfrastructure(parts.operators);
        presumePool = createPoolPresumption(infrastructure);
      }
      knowledge = buildCaseKnowledge(grounds.declared, grounds.lessons, infrastructure);
    },
    async perform(task): Promise<Outcome<TaskResults[TaskKind]>> {
      switch (task.kind) {
        case 'detail':
          return succeed(await analyse(task, task.boundaryHop));
        case 'summary': {
          const { detail, taught } = await analyse(task, task.boundaryHop);
          return succeed({ summary: summarise(detail), taught });
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
    },
  };
}
