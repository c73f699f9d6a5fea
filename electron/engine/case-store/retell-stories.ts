/**
 * Works out anew what the rows of a case mean by themselves: whose address space each lies in and which organisation it names, after the
 * catalogue of operators or the public suffix list changed. Addresses of one pool may lie in several now: then their story is split.
 */
import type { ReportRecord } from '../../../shared/facts/report.ts';
import { type ClassifyContext, createRowJudge } from '../../../shared/reports/classify.ts';
import type { Database, Row } from './database.ts';
import { storyRowOf } from './stories.ts';

type StoryRecord = Omit<ReportRecord, 'sourceIp' | 'count'>;

/** All of it or nothing. `database` must be in no transaction. The judgements rest on it and must follow. */
export async function retellStories(database: Database, context: ClassifyContext): Promise<void> {
  const { factsOf } = createRowJudge(context);
  // A connection that is being read from can run nothing else.
  const reader = await database.session();
  const told = new Map<number, StoryRecord>();
  for await (const chunk of reader.stream('SELECT * FROM story')) for (const row of chunk) told.set(Number(row.id), recordOf(row));
  let next = Math.max(0, ...told.keys()) + 1;
  await database.run('BEGIN TRANSACTION');
  try {
    await database.run('CREATE TEMP TABLE split (story INTEGER NOT NULL, source_ip VARCHAR, new_story INTEGER NOT NULL)');
    // What stands in no row any more is dropped.
    await database.run('DELETE FROM story');
    const stories = await database.append('story', ['integer', ...Array<'text'>(11).fill('text')]);
    const split = await database.append('split', ['integer', 'text', 'integer']);
    let present = -1;
    let pools = new Map<string, number>();
    for await (const pairs of reader.stream('SELECT DISTINCT story, source_ip FROM record ORDER BY story, source_ip')) {
      for (const { story, source_ip: address } of pairs) {
        const id = Number(story);
        const record = told.get(id);
        if (record === undefined) continue;
        if (id !== present) pools = new Map();
        present = id;
        const sourceIp = typeof address === 'string' ? address : null;
        const whole = { ...record, sourceIp, count: null };
        const place = sourceIp === null ? null : context.infrastructure.attribute({ ip: sourceIp, rdns: null, helo: null });
        const pool = sourceIp === null ? 'no address' : place === null ? '' : `${place.operator}\n${place.pool}`;
        let number = pools.get(pool);
        if (number === undefined) {
          number = pools.size === 0 ? id : next++;
          pools.set(pool, number);
          stories.add(storyRowOf(number, whole, factsOf(whole)));
        }
        if (number !== id) split.add([id, sourceIp, number]);
      }
    }
    stories.close();
    split.close();
    await database.run(
      'UPDATE record SET story = s.new_story FROM split s WHERE record.story = s.story AND record.source_ip IS NOT DISTINCT FROM s.source_ip',
    );
    await database.run('DROP TABLE split');
    await database.run("DELETE FROM meta WHERE name = 'judged'");
    await database.run('COMMIT');
  } catch (fault) {
    await database.run('ROLLBACK');
    throw fault;
  } finally {
    reader.close();
  }
}

/** Our own columns (stories.ts). */
function recordOf(row: Row): StoryRecord {
  const text = (name: string): string | null => (row[name] === null || row[name] === undefined ? null : String(row[name]));
  return {
    disposition: text('disposition') as StoryRecord['disposition'],
    dkim: text('dkim') as StoryRecord['dkim'],
    spf: text('spf') as StoryRecord['spf'],
    reasons: JSON.parse(String(row.reasons)) as StoryRecord['reasons'],
    headerFrom: text('header_from'),
    envelopeFrom: text('envelope_from'),
    envelopeTo: text('envelope_to'),
    authResults: JSON.parse(String(row.auth_results)) as StoryRecord['authResults'],
  };
}
