/** `waybill spf --batch`: one SPF question a line in, one answer a line out, in the same order. */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { evaluateSpf } from '../../shared/authentication/spf/check.ts';
import { mailFromQuery, type SmtpSession } from '../../shared/authentication/spf/query.ts';
import type { SpfContext } from '../../shared/authentication/spf/session.ts';
import type { SpfEvaluation } from '../../shared/facts/authentication.ts';
import { formatQuestion, type Resolver } from '../../shared/facts/dns.ts';
import { copiesIn } from '../../shared/infrastructure/bundled-copies.ts';
import type { Refusal } from '../../shared/outcome.ts';
import { errorObject } from '../engine/task.ts';
import { fileRefusal } from '../engine/walk.ts';
import type { CliIo } from './io.ts';
import { linesOf } from './lines.ts';
import type { ExitCode } from './verb.ts';

const Id = z.union([z.string(), z.number(), z.null()]);

/** Other members are passed over, so that test suites can keep their expectations in the same line. */
const Question = z.object({
  id: Id.default(null),
  ip: z.string(),
  mailFrom: z.string().nullable().default(''),
  helo: z.string().nullable().default(''),
});

/** Bytes of a line: an address, two names and an id need a thousandth. */
const lineLimit = 1024 * 1024;

/** What a pipeline gets for one evaluation (product.md, CLI contract). */
export function spfAnswer({ result, mechanism, path, explanation, missing }: SpfEvaluation) {
  return { result, mechanism, path, explanation, missing: missing.map(formatQuestion) };
}

/**
 * `file` is a path, or `-`. A line that is no question gives an error object in its place, and the exit code 1. `copiesAt` (milliseconds UTC) is for
 * a resolver that reckons with bundled copies: each answer then names those that it rests on, with their age at that time.
 */
export async function answerBatch(
  file: string,
  resolver: Resolver,
  context: SpfContext,
  io: CliIo,
  copiesAt: number | null = null,
): Promise<ExitCode> {
  let failed = false;
  const chunks: AsyncIterable<Uint8Array> = file === '-' ? io.stdin : createReadStream(resolve(io.directory, file));
  try {
    for await (const { number, text } of linesOf(chunks, lineLimit)) {
      if (io.stdout.isClosed()) return 0;
      if (text !== null && text.trim() === '') continue;
      const answer = answerLine(file, number, text, (session) => {
        const evaluation = evaluateSpf(mailFromQuery(session), resolver, context);
        return { ...spfAnswer(evaluation), ...(copiesAt === null ? {} : { copies: copiesIn(evaluation.trace, copiesAt) }) };
      });
      failed ||= 'error' in answer;
      await io.stdout.write(`${JSON.stringify(answer)}\n`);
    }
  } catch (error) {
    // The file system is the only thing that may fail here; `fileRefusal` throws everything else on.
    await io.stdout.write(`${JSON.stringify(errorObject(file, null, fileRefusal(error, file)))}\n`);
    return 1;
  }
  return failed ? 1 : 0;
}

function answerLine(file: string, number: number, text: string | null, evaluate: (session: SmtpSession) => object) {
  // A pipeline that matches answers to its questions finds the `id` in the error object too.
  const refuseLine = (id: unknown, message: string) => {
    const error: Refusal = { code: 'bad-request', message, at: `line ${number}` };
    return { id: Id.safeParse(id).data ?? null, ...errorObject(file, null, error) };
  };
  if (text === null) return refuseLine(null, 'The line is too long.');
  const value = parseJson(text);
  const question = Question.safeParse(value);
  if (!question.success) {
    const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
    return refuseLine(id, 'The line is no JSON object of the form {"id":…,"ip":"…","mailFrom":"…","helo":"…"}.');
  }
  const { id, ip, mailFrom, helo } = question.data;
  return { id, ...evaluate({ ip, mailFrom: mailFrom ?? '', helo: helo ?? '' }) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Only a syntax error is expected here.
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
