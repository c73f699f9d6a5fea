import { expect, it } from 'vitest';
import { snapshotReport } from '../../../shared/dns/report.ts';
import { rrSet, type SnapshotFile } from '../../../shared/dns/rr-set.ts';
import { renderSnapshotReport } from '../../../shared/text/render-snapshot-report.ts';

const file = (name: string, rrsets: SnapshotFile['rrsets'], more: Partial<SnapshotFile> = {}): SnapshotFile => ({
  name,
  format: 'native',
  rrsets,
  complete: false,
  origins: [],
  notes: [],
  ...more,
});
const render = (...files: SnapshotFile[]) => renderSnapshotReport(snapshotReport(files, 0), { colour: false, columns: 120 });

it('says what files hold, in the plural and in the singular', () => {
  const text = render(
    file('a', [rrSet('a.example', 'TXT', ['x']), rrSet('b.example', 'TXT', []), rrSet('c.example', 'TXT', [], { rcode: 'SERVFAIL' })]),
    file('b', [rrSet('d.example', 'A', ['192.0.2.1'], { timeFirst: 0, timeLast: 86_400 })], { complete: true, origins: ['d.example'] }),
  );
  expect(text).toContain('native: 1 answer, 1 absence, 1 failure; without times; what it lacks is unknown');
  expect(text).toContain('0 failures; seen 1970-01-01 to 1970-01-02; whole below');
  expect(text).toContain('No contradictions.\n');
});

it('names the side that says that there is none, and a whole world that does not hold a record', () => {
  const text = render(
    file('a', [rrSet('a.example', 'TXT', ['x']), rrSet('b.example', 'TXT', ['y'])]),
    file('b', [rrSet('a.example', 'TXT', [], { rcode: 'NXDOMAIN' })]),
    file('world', [rrSet('z.example', 'TXT', ['z'])], { complete: true }),
  );
  expect(text).toContain('2 contradictions; > marks the answer that is used.');
  expect(text).toContain('one has records, another says that there are none');
  expect(text).toContain('      NXDOMAIN\n');
  expect(text).toContain('a file that is a whole world does not hold it');
});

it('lets no name or record steer the terminal', () => {
  const hostile = '\u001b[2Jx';
  const text = render(
    file(hostile, [rrSet('a.example', 'TXT', [hostile], { source: hostile })]),
    file('b', [rrSet('a.example', 'TXT', ['y'])]),
  );
  expect(text).not.toContain('\u001b');
  expect(text).toContain('\\x1b[2Jx');
});
