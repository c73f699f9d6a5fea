/** `waybill dmarc`: what DMARC makes of domains that passed SPF and DKIM, by both standards. */
import { checkDmarc } from '../../../shared/authentication/dmarc/check.ts';
import { buildSnapshot } from '../../../shared/dns/snapshot.ts';
import type { DmarcReading } from '../../../shared/facts/authentication.ts';
import { formatQuestion } from '../../../shared/facts/dns.ts';
import { renderDmarc } from '../../../shared/text/render-dmarc.ts';
import { textStyle } from '../io.ts';
import { momentOf } from '../moment.ts';
import { readSnapshots, reportRefused } from '../snapshots.ts';
import { readSuffixes, suffixHelp, suffixOptions, whileUnderSuffixes } from '../suffix-option.ts';
import { defineVerb, flag, listOption, rejectPositionals, requiredOption, textOption, UsageError } from '../verb.ts';

export default defineVerb({
  name: 'dmarc',
  summary: 'evaluate DMARC for a From domain from a DNS snapshot',
  usage: ['dmarc --from DOMAIN [--spf DOMAIN] [--dkim DOMAIN]... --dns FILE... [--at TIME] [--psl FILE] [--json]'],
  help: `
Finds the policy record and says whether an Authenticated Identifier is aligned, once by
RFC 9989 (tree walk) and once by RFC 7489 (public suffix list).

  --from DOMAIN    From domain (RFC5322.From)
  --spf DOMAIN     MAIL FROM domain for which SPF passed
  --dkim DOMAIN    signing domain (d=) of a DKIM signature that passed; may be repeated
  --dns FILE       DNS snapshot of any known format; may be repeated
  --at TIME        records as of this time (ISO 8601, or seconds since 1970); without it, the newest
${suffixHelp(19)}
  --json           both readings as one JSON object`,
  examples: [
    'waybill dmarc --from news.a.example --dkim a.example --dns answers.txt',
    'waybill dmarc --from a.example --spf bounce.a.example --dns zone.db --json',
  ],
  options: {
    from: { type: 'string' },
    spf: { type: 'string' },
    dkim: { type: 'string', multiple: true },
    dns: { type: 'string', multiple: true },
    at: { type: 'string' },
    ...suffixOptions,
    json: { type: 'boolean' },
  },
  async run(args, io) {
    rejectPositionals(args);
    const from = requiredOption(args, 'from');
    const spf = textOption(args, 'spf');
    const time = momentOf(textOption(args, 'at'));
    const dns = listOption(args, 'dns');
    if (dns.length === 0) throw new UsageError('--dns is missing.');
    const { files, refused } = await readSnapshots(dns, io);
    const suffixes = await readSuffixes(args, io);
    await reportRefused([...refused, ...suffixes.refused], io);
    // Without its DNS or by another list, the answer would look like a finding.
    if (refused.length + suffixes.refused.length > 0) return 1;
    const input = {
      fromDomains: [from],
      spf: spf === null ? [] : [{ domain: spf, result: 'pass' as const }],
      dkim: listOption(args, 'dkim').map((domain) => ({ domain, result: 'pass' as const })),
    };
    const check = await whileUnderSuffixes(suffixes.rules, async () => checkDmarc(input, buildSnapshot(files).at(time)));
    const answer = { ...check, rfc9989: publishReading(check.rfc9989), rfc7489: publishReading(check.rfc7489) };
    await io.stdout.write(flag(args, 'json') ? `${JSON.stringify(answer, null, 2)}\n` : renderDmarc(check, textStyle(io)));
    return 0;
  },
});

/** Questions as everywhere else in our output: `NAME TYPE`. */
function publishReading(reading: DmarcReading) {
  return { ...reading, missing: reading.missing.map(formatQuestion) };
}
