import { expect, it } from 'vitest';
import { laneTrust } from '../../../../renderer/views/route/lane-trust.ts';
import type { Attribution } from '../../../../shared/facts/infrastructure.ts';
import type { Segment } from '../../../../shared/facts/route.ts';
import { spoofDetail } from '../../fixtures/spoof.ts';

const { route } = spoofDetail;
const shared = route.segments.find(({ role }) => role === 'shared');
if (shared === undefined) throw new Error('The seed story has a shared pool.');

/** The shared lane with lines that are worth nothing; its egress is known on this basis. */
function known(given: Partial<Segment>, basis: Attribution['basis'] = 'address') {
  const hops = route.hops.map((hop) => (hop.operator === null ? hop : { ...hop, operator: { ...hop.operator, basis } }));
  return laneTrust({ ...route, hops }, { ...shared, ...given } as Segment);
}

it('a pool is vouched for by the address that the receiver recorded, whatever its own lines are worth', () => {
  expect(known({ trust: 'claimed' })).toEqual({ trust: 'vouched', isBySight: true });
  expect(known({ trust: 'attributed' }, 'rdns')).toEqual({ trust: 'vouched', isBySight: true });
});

it('a HELO name, another operator and a lane that nobody saw show nothing', () => {
  expect(known({ trust: 'claimed' }, 'helo')).toEqual({ trust: 'claimed', isBySight: false });
  expect(known({ trust: 'claimed', operator: 'google' })).toEqual({ trust: 'claimed', isBySight: false });
  expect(known({ trust: 'claimed', operator: null })).toEqual({ trust: 'claimed', isBySight: false });
  expect(known({ trust: 'claimed', index: 99 })).toEqual({ trust: 'claimed', isBySight: false });
});

it('lines that are vouched for need no more', () => {
  expect(known({ trust: 'vouched' })).toEqual({ trust: 'vouched', isBySight: false });
});
