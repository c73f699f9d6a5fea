/** `analyze --learn`: reads all inputs once to learn from them, so that the second reading judges each by what the others taught. */
import type { Evidence } from '../../shared/facts/evidence.ts';
import type { Analyst } from '../engine/analyst.ts';
import { createLessonBook } from '../engine/lesson-book.ts';
import { createLru } from '../engine/lru.ts';
import type { CliIo } from './io.ts';
import type { Judged, Output } from './judge-found.ts';

/** Characters of outputs of the first reading that are kept; what no longer fits in is made again. */
const keptCharacters = 256 * 1024 * 1024;

const keyOf = ({ path, sha256 }: Evidence): string => `${sha256} ${path}`;

/**
 * Takes the results of the first reading, in any order; hands what they teach to the analyst, for every later task.
 * Gives the outputs of the first reading that still hold, by evidence: null where what was learned concerns the message.
 */
export async function learnFromAll(judged: AsyncIterable<Judged>, analyst: Analyst): Promise<(evidence: Evidence) => Output | null> {
  const book = createLessonBook();
  const outputs = createLru<Output>(keptCharacters);
  for await (const result of judged) {
    if (result.kind !== 'judged') continue;
    const { evidence, output } = result;
    book.learn(keyOf(evidence), evidence.sha256, output.taught);
    outputs.set(keyOf(evidence), output, output.text.length);
  }
  if (book.publish()) analyst.setGrounds({ lessons: book.lessons() });
  return (evidence) => {
    const output = outputs.get(keyOf(evidence));
    return output === undefined || book.changedSince(0, output.taught) ? null : output;
  };
}

/** The same surroundings with a standard input that can be read more than once: held in memory, up to one chunk past the limit in bytes. */
export async function holdStandardInput(io: CliIo, limit: number): Promise<CliIo> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of io.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return {
    ...io,
    stdin: {
      async *[Symbol.asyncIterator]() {
        yield* chunks;
      },
    },
  };
}
