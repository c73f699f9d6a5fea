/** `waybill exposure`: who else may pass SPF, and DMARC with it, in the name of a domain. */
import { buildSnapshot } from '../../../shared/dns/snapshot.ts';
import { baselineSnapshot } from '../../../shared/infrastructure/baseline.ts';
import { findExposure } from '../../../shared/infrastructure/exposure.ts';
import { createInfrastructure } from '../../../shared/infrastructure/match.ts';
import { createPoolRanges } from '../../../shared/infrastructure/pool-ranges.ts';
import { normalizeDomainName } from '../../../shared/names/domain-name.ts';
import { renderExposure } from '../../../shared/text/render-exposure.ts';
import { readGrounds } from '../grounds.ts';
import { textStyle } from '../io.ts';
import { momentOf } from '../moment.ts';
import { reportRefused } from '../snapshots.ts';
import { suffixHelp, suffixOptions, whileUnderSuffixes } from '../suffix-option.ts';
import { defineVerb, flag, listOption, textOption, UsageError } from '../verb.ts';

export default defineVerb({
  name: 'exposure',
  summary: 'who else can pass SPF and DMARC as this domain',
  usage: ['exposure DOMAIN... --dns FILE... [--operators FILE]... [--psl FILE] [--at TIME] [--json]'],
  help: `
Reads the SPF record of DOMAIN with everything that it includes and says whose addresses it lets
pass: the domain's own, the pool of a shared service (then any customer of that service), what
others list, or everybody. Addresses are counted once. Beside it stands what DMARC makes of mail
that passes, by both standards, and what follows in one sentence.

What the snapshot does not answer stays unknown and is listed as NAME TYPE. Where only a service's
own record is missing, a bundled, dated copy stands in and the output says so.

  --dns FILE        DNS snapshot of any known format; may be repeated
  --operators FILE  operators of shared infrastructure beside the shipped ones; may be repeated
${suffixHelp(20)}
  --at TIME         records as of this time (ISO 8601, or seconds since 1970); without it, the newest
  --json            one JSON object, an array for several domains (schema: waybill schema exposure)`,
  examples: [
    'waybill exposure a.example --dns answers.txt',
    'waybill exposure a.example b.example --dns zone.db --json',
    "waybill exposure a.example --dns answers.txt --json | jq -r '.missing[]' > questions.txt",
  ],
  options: {
    dns: { type: 'string', multiple: true },
    operators: { type: 'string', multiple: true },
    ...suffixOptions,
    at: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(args, io) {
    const domains = args.positionals.map((written) => {
      const domain = normalizeDomainName(written);
      if (domain === null || !domain.includes('.')) throw new UsageError(`“${written}” is no domain.`);
      return domain;
    });
    if (domains.length === 0) throw new UsageError('A DOMAIN is missing.');
    if (listOption(args, 'dns').length === 0) throw new UsageError('--dns is missing.');
    const at = textOption(args, 'at');
    const time = momentOf(at);
    const { grounds, refused } = await readGrounds(args, io);
    await reportRefused(refused, io);
    // Without its DNS, or with operators that are not the ones asked for, the answer would look like a finding.
    if (refused.length > 0) return 1;
    const input = {
      resolver: buildSnapshot(grounds.snapshot).at(time),
      infrastructure: createInfrastructure(grounds.operators),
      pools: createPoolRanges(grounds.operators),
      copies: baselineSnapshot().at(time),
      at: at === null ? null : `${new Date(time).toISOString().slice(0, 19)}Z`,
    };
    const exposures = await whileUnderSuffixes(grounds.suffixes, async () => domains.map((domain) => findExposure({ domain, ...input })));
    if (flag(args, 'json')) {
      await io.stdout.write(`${JSON.stringify(exposures.length === 1 ? exposures[0] : exposures, null, 2)}\n`);
      return 0;
    }
    const pages = exposures.map((exposure) => renderExposure(exposure, textStyle(io)));
    await io.stdout.write(pages.join('\n'));
    return 0;
  },
});
