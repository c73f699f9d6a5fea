import { expect, it } from 'vitest';
import { layerSnapshots } from '../../../shared/dns/layers.ts';
import { rrSet } from '../../../shared/dns/rr-set.ts';
import { buildSnapshot } from '../../../shared/dns/snapshot.ts';
import { zoneFile, zoneSnapshot } from '../../helpers/zone.ts';

it('asks the lower snapshot only for what the upper one does not know, absence and failure included', () => {
  const upper = zoneSnapshot(
    {
      'a.example': { TXT: ['upper'] },
      'gone.example': { TXT: 'NXDOMAIN' },
      'none.example': { TXT: [] },
      'dead.example': { TXT: 'SERVFAIL' },
    },
    { complete: false },
  );
  const lowerZone = Object.fromEntries(
    ['a', 'gone', 'none', 'dead', 'only-lower'].map((label) => [`${label}.example`, { TXT: ['lower'] }]),
  );
  const layered = layerSnapshots(upper, zoneSnapshot(lowerZone, { complete: false }));
  const said = ['a', 'gone', 'none', 'dead', 'only-lower', 'nobody'].map((label) => {
    const answer = layered.at(0).resolve({ name: `${label}.example`, type: 'TXT' });
    return answer.kind === 'records' ? answer.records : answer.kind;
  });
  expect(said).toEqual([['upper'], 'absent', 'absent', 'failed', ['lower'], 'not-captured']);
  expect(layered.size).toBe(upper.size);
});

it('leaves nothing to the lower snapshot where the upper one is a whole world', () => {
  const layered = layerSnapshots(zoneSnapshot({ 'a.example': { TXT: ['upper'] } }), zoneSnapshot({ 'b.example': { TXT: ['lower'] } }));
  expect(layered.at(0).resolve({ name: 'b.example', type: 'TXT' }).kind).toBe('absent');
});

it('says when an answer was seen by whoever gives it', () => {
  const seenAt = (name: string, seconds: number) =>
    buildSnapshot([
      { ...zoneFile({}, { complete: false }), rrsets: [rrSet(name, 'TXT', ['x'], { timeFirst: seconds, timeLast: seconds })] },
    ]);
  const layered = layerSnapshots(seenAt('a.example', 1), layerSnapshots(seenAt('a.example', 2), seenAt('b.example', 3)));
  const seen = (name: string) => [layered.at(0).seen?.({ name, type: 'TXT' }), layered.seen?.({ name, type: 'TXT' })];
  expect(seen('a.example')).toEqual([{ first: 1_000, last: 1_000 }, [{ first: 1_000, last: 1_000 }]]);
  expect(seen('b.example')).toEqual([{ first: 3_000, last: 3_000 }, [{ first: 3_000, last: 3_000 }]]);
  expect(seen('c.example')).toEqual([null, []]);
});
