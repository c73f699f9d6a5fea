import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

const verbs = ['analyze', 'dmarc', 'dns', 'open', 'questions', 'schema', 'spf'];

describe('waybill', () => {
  it('lists its verbs and exit codes with --help and help', async () => {
    for (const argv of [['--help'], ['-h'], ['help']]) {
      const { code, out, err } = await run(argv);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      for (const verb of verbs) expect(out).toMatch(new RegExp(`^  ${verb} `, 'm'));
      expect(out).toContain('Exit codes: 0 done');
    }
  });

  it.each(verbs)('explains %s with usage and examples, whichever way it is asked', async (verb) => {
    const asked = await run(['help', verb]);
    expect(asked).toMatchObject({ code: 0, err: '' });
    expect(asked.out).toContain(`Usage: waybill ${verb}`);
    expect(asked.out).toMatch(/Examples:\n {2}(?:waybill|dig) /);
    expect((await run([verb, '--help'])).out).toBe(asked.out);
    for (const line of asked.out.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });

  it('prints its version', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n', err: '' });
  });

  it('gives 2 and its help on standard error without a verb', async () => {
    const { code, out, err } = await run([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: waybill VERB');
  });

  it.each([
    [['analyse', 'a.eml'], 'There is no verb “analyse”.'],
    [['help', 'exposition'], 'There is no verb “exposition”.'],
    [['exposure', '--dns', 'x'], 'A DOMAIN is missing.'],
    [['exposure', 'a.example'], '--dns is missing.'],
    [['exposure', 'a example', '--dns', 'x'], '“a example” is no domain.'],
    [['../cli'], 'There is no verb “../cli”.'],
    [['__proto__'], 'There is no verb “__proto__”.'],
    [['--frobnicate'], 'There is no verb “--frobnicate”.'],
    [['analyze'], 'A PATH is missing.'],
    [['analyze', '--colour', 'a.eml'], "Unknown option '--colour'."],
    [['analyze', '--json', '--ndjson', 'a.eml'], 'Choose one of --json, --ndjson and --html.'],
    [['analyze', '--json', '--html', 'out.html', 'a.eml'], 'Choose one of --json, --ndjson and --html.'],
    [['analyze', '--html', './a.eml', 'a.eml'], '--html ./a.eml would write over the evidence.'],
    [['analyze', '-', '-'], 'Standard input can be read once only.'],
    [['analyze', 'a.eml', '--dns'], 'argument missing'],
    [['questions'], 'A PATH is missing.'],
    [['spf', '--ip', '192.0.2.1'], '--mail-from is missing.'],
    [['spf', '--ip', '192.0.2.1', '--mail-from', 'a@a.example', '--helo', 'a'], '--dns is missing.'],
    [['spf', '--batch', '-'], '--dns is missing.'],
    [['spf', '--batch', '-', '--ip', '192.0.2.1', '--dns', 'x'], '--batch takes address and names from its lines'],
    [['spf', 'extra', '--batch', '-', '--dns', 'x'], '“extra” is one argument too many.'],
    [['spf', '--batch', '-', '--dns', 'x', '--at', 'yesterday'], '--at yesterday is no time.'],
    [['dmarc', '--dns', 'x'], '--from is missing.'],
    [['dmarc', '--from', 'a.example'], '--dns is missing.'],
    [['dns'], 'Say what to do: dns convert or dns report.'],
    [['dns', 'ask'], 'There is no “dns ask”.'],
    [['dns', 'convert'], 'A FILE is missing.'],
    [['dns', 'convert', 'a'], '--output is missing.'],
    [['schema', 'verdict'], 'Name one schema: analysis, report, exposure, error.'],
  ])('gives 2 and a plain sentence for %j', async (argv, sentence) => {
    const { code, out, err } = await run(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).toMatch(/^See: waybill help/m);
    expect(err).not.toContain('    at ');
  });
});
