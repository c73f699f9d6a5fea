/** `waybill spf`: replays one SPF check, or a batch of them, from a DNS snapshot. */
import { evaluateSpf } from '../../../shared/authentication/spf/check.ts';
import { mailFromQuery } from '../../../shared/authentication/spf/query.ts';
import { buildSnapshot } from '../../../shared/dns/snapshot.ts';
import { aboveBaseline } from '../../../shared/infrastructure/baseline.ts';
import { copiesIn } from '../../../shared/infrastructure/bundled-copies.ts';
import { renderSpf } from '../../../shared/text/render-spf.ts';
import { baselineHelp, baselineOptions, reportCopies } from '../baseline-option.ts';
import { textStyle } from '../io.ts';
import { momentOf } from '../moment.ts';
import { readSnapshots, reportRefused } from '../snapshots.ts';
import { answerBatch, spfAnswer } from '../spf-batch.ts';
import { defineVerb, flag, listOption, rejectPositionals, requiredOption, textOption, UsageError } from '../verb.ts';

export default defineVerb({
  name: 'spf',
  summary: 'replay an SPF check from a DNS snapshot',
  usage: [
    'spf --ip IP --mail-from ADDR --helo NAME --dns FILE... [--baseline] [--at TIME] [--json]',
    'spf --batch FILE --dns FILE... [--baseline] [--at TIME]',
  ],
  help: `
Evaluates RFC 7208 for the MAIL FROM identity (the HELO name where MAIL FROM is empty) and
shows the way through every include and redirect. What the snapshot does not answer gives
"unknown" and the question, never a guess.

  --ip IP             address of the connecting host
  --mail-from ADDR    RFC5321.MailFrom; empty for the null reverse-path
  --helo NAME         HELO or EHLO name
  --dns FILE          DNS snapshot of any known format; may be repeated
  --at TIME           records as of this time (ISO 8601, or seconds since 1970); without it, the newest
${baselineHelp(22)}
  --json              the evaluation with its trace as one JSON object
  --batch FILE        NDJSON of {"id","ip","mailFrom","helo"} (- is standard input); one line
                      {"id","result","mechanism","path","explanation","missing"} each comes out,
                      with "copies" behind it where --baseline is given`,
  examples: [
    'waybill spf --ip 192.0.2.7 --mail-from ceo@a.example --helo mail.a.example --dns answers.txt',
    'waybill spf --batch - --dns zone.db < checks.ndjson | jq -c \'select(.result != "pass")\'',
  ],
  options: {
    ip: { type: 'string' },
    'mail-from': { type: 'string' },
    helo: { type: 'string' },
    dns: { type: 'string', multiple: true },
    ...baselineOptions,
    at: { type: 'string' },
    json: { type: 'boolean' },
    batch: { type: 'string' },
  },
  async run(args, io) {
    rejectPositionals(args);
    const batch = textOption(args, 'batch');
    const dns = listOption(args, 'dns');
    const at = textOption(args, 'at');
    const time = momentOf(at);
    const single =
      batch === null
        ? { ip: requiredOption(args, 'ip'), mailFrom: requiredOption(args, 'mail-from'), helo: requiredOption(args, 'helo') }
        : null;
    const usesBaseline = flag(args, 'baseline');
    if (dns.length === 0 && !usesBaseline) throw new UsageError('--dns is missing.');
    if (single === null && ['ip', 'mail-from', 'helo'].some((name) => args.values[name] !== undefined)) {
      throw new UsageError('--batch takes address and names from its lines, not from the command line.');
    }
    const { files, refused } = await readSnapshots(dns, io);
    await reportRefused(refused, io);
    // Without its DNS, every answer would be "unknown" and look like a finding.
    if (refused.length > 0) return 1;
    const context = at === null ? {} : { at: time };
    const captured = buildSnapshot(files);
    const resolver = (usesBaseline ? aboveBaseline(captured) : captured).at(time);
    if (batch !== null) return await answerBatch(batch, resolver, context, io, usesBaseline ? time : null);
    if (single === null) return 2;
    const evaluation = evaluateSpf(mailFromQuery(single), resolver, context);
    const copies = copiesIn(evaluation.trace, time);
    await reportCopies(copies, at !== null, io);
    if (flag(args, 'json')) {
      const { query, reason, text, lookupCount, voidLookupCount, trace } = evaluation;
      const answer = {
        ...spfAnswer(evaluation),
        reason,
        text,
        query,
        lookupCount,
        voidLookupCount,
        trace,
        ...(usesBaseline ? { copies } : {}),
      };
      await io.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    } else {
      await io.stdout.write(renderSpf(evaluation, textStyle(io)));
    }
    return 0;
  },
});
