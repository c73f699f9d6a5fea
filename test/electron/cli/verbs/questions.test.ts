import { describe, expect, it } from 'vitest';
import { folder, message, snapshotText } from '../../evidence.ts';
import { run } from '../run.ts';

describe('waybill questions', () => {
  it('lists what is open over all messages, each once, sorted, as dig reads it', async () => {
    const root = folder({ 'a.eml': message(), 'b.eml': message(), 'c.eml': message({ from: 'carol@charlie.example' }) });
    const { code, out, err } = await run(['questions', root]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(lines).toContain('alpha.example TXT');
    expect(lines).toContain('charlie.example TXT');
    expect(lines).toEqual([...new Set(lines)].sort());
    for (const line of lines) expect(line).toMatch(/^[a-z0-9_.-]+ [A-Z]+$/);
  });

  it('prints nothing once everything is answered', async () => {
    const root = folder({ 'mails/a.eml': message(), 'dns.ndjson': snapshotText });
    expect(await run(['questions', 'mails', '--dns', 'dns.ndjson'], { directory: root })).toMatchObject({ code: 0, out: '', err: '' });
  });

  it('gives 1 and a diagnostic for what cannot be read, and the questions of the rest', async () => {
    const root = folder({ 'a.eml': message(), 'b.txt': '' });
    const { code, out, err } = await run(['questions', '.'], { directory: root });
    expect(code).toBe(1);
    expect(err).toBe('waybill: ./b.txt: There is nothing in it. (empty)\n');
    expect(out).toContain('alpha.example TXT\n');
  });

  it('with --ahead also lists what the answers may lead to', async () => {
    const known = '{"rrname":"alpha.example","rrtype":"TXT","rdata":["v=spf1 include:one.example include:two.example -all"]}\n';
    const root = folder({ 'a.eml': message(), 'dns.ndjson': known });
    const words = ['questions', 'a.eml', '--dns', 'dns.ndjson'];
    const { out } = await run(words, { directory: root });
    const ahead = await run([...words, '--ahead'], { directory: root });
    expect([out.includes('one.example TXT\n'), out.includes('two.example TXT\n')]).toEqual([true, false]);
    expect([ahead.out.includes('one.example TXT\n'), ahead.out.includes('two.example TXT\n'), ahead.err]).toEqual([true, true, '']);
  });

  it('asks nothing that --baseline answers, and goes by the list of --psl', async () => {
    const known = '{"rrname":"alpha.example","rrtype":"TXT","rdata":["v=spf1 include:spf.protection.outlook.com -all"]}\n';
    const root = folder({ 'a.eml': message({ ip: '40.107.117.56' }), 'dns.ndjson': known, 'mine.dat': 'example\nalpha.example\n' });
    const asked = async (...more: string[]) => (await run(['questions', 'a.eml', '--dns', 'dns.ndjson', ...more], { directory: root })).out;
    expect(await asked()).toContain('spf.protection.outlook.com TXT\n');
    expect(await asked('--baseline')).not.toContain('spf.protection.outlook.com TXT\n');
    const sub = folder({ 'a.eml': message({ from: 'a@mail.alpha.example' }), 'mine.dat': 'example\nalpha.example\n' });
    const subject = async (...more: string[]) => (await run(['questions', 'a.eml', ...more], { directory: sub })).code;
    expect([await subject(), await subject('--psl', 'mine.dat'), await subject('--psl', 'none.dat')]).toEqual([0, 0, 1]);
  });

  it('says how many rounds there may be, where somebody watches', async () => {
    const root = folder({ 'a.eml': message() });
    const { err } = await run(['questions', 'a.eml'], { directory: root, terminal: true });
    expect(err).toMatch(/^waybill: \d+ questions are open\. At most \d+ rounds of asking, this one included\./);
  });
});
