/** Gives every row of a case its class, by all rows of the case: once for each story and reporter, because a judgement rests on nothing else. */
import { type ClassifyContext, createRowJudge } from '../../../shared/reports/classify.ts';
import type { RowFacts } from '../../../shared/reports/row-facts.ts';
import type { Database, Row } from './database.ts';

/** Replaces all judgements, within a transaction of its own. */
export async function judgeRows(database: Database, context: ClassifyContext): Promise<void> {
  const rowJudge = createRowJudge(context);
  const facts = new Map<number, RowFacts>();
  for await (const chunk of database.stream('SELECT id, facts FROM story')) {
    for (const { id, facts: text } of chunk) facts.set(Number(id), JSON.parse(String(text)) as RowFacts);
  }
  const observed = `SELECT r.report, r.story, sum(r.count)::DOUBLE AS messages, any_value(p.reporter) AS reporter, any_value(p.begin_at)[1:10] AS day
    FROM record r JOIN report p ON p.id = r.report GROUP BY r.report, r.story ORDER BY r.report, r.story`;
  for await (const chunk of database.stream(observed)) {
    for (const { report, story, messages, reporter, day } of chunk) {
      const known = facts.get(Number(story));
      if (known === undefined) continue;
      const head = { ordinal: Number(report), reporter: textOf(reporter), day: textOf(day) };
      rowJudge.observeFacts(known, Number(messages ?? 0), head);
    }
  }
  const pairs = await database.all('SELECT DISTINCT r.story, p.reporter FROM record r JOIN report p ON p.id = r.report ORDER BY 1, 2');
  await database.run('BEGIN TRANSACTION');
  await database.run('DELETE FROM judgement');
  const into = await database.append('judgement', ['integer', 'text', 'text', 'text', 'text']);
  for (const { story, reporter } of pairs) {
    const known = facts.get(Number(story));
    if (known === undefined) continue;
    const judged = rowJudge.judgeFacts(known, textOf(reporter));
    into.add([Number(story), textOf(reporter), judged.class, judged.foreignTenant, judged.because]);
  }
  into.close();
  await database.run("DELETE FROM meta WHERE name = 'judged'");
  await database.run("INSERT INTO meta VALUES ('judged', 'yes')");
  await database.run('COMMIT');
}

function textOf(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
