import { describe, expect, it } from 'vitest';
import { describeRoute } from '../../../../renderer/views/route/description.ts';
import { buildGates, findFlip } from '../../../../renderer/views/route/gates.ts';
import { spoofDetail } from '../../fixtures/spoof.ts';
import { ghostIngressDetail, noHopsDetail } from '../../fixtures/variants.ts';

function words(detail: typeof spoofDetail): readonly string[] {
  const gates = buildGates(detail);
  return describeRoute(detail, gates, findFlip(detail, gates));
}

describe('describeRoute', () => {
  it('tells the seed story in the order of the path', () => {
    expect(words(spoofDetail)).toEqual([
      'Origin: bravo.example, without a hop of its own, claimed.',
      'Ingress check: 203.0.113.77 hands over at 20:47:13 UTC (hop 0). SPF fail for MAIL FROM alpha.example, by our replay and operator’s record, vouched. DKIM none. DMARC fail.',
      'Shared pool: Exchange Online, tenant bravo.onmicrosoft.com (vouched), 3 hops, its address vouched, its lines attributed.',
      'Egress check: 40.107.20.61 hands over at 20:47:19 UTC (hop 3). SPF pass for MAIL FROM alpha.example, by our replay and receiver’s record, vouched. DKIM pass. DMARC pass.',
      'Receiver: receiver.example, 2 hops, vouched.',
      'The flip: SPF for alpha.example said fail at the ingress and pass at the egress of the same operator.',
      'Trust boundary: before hop 3. mx1.receiver.example wrote Authentication-Results under its own name and took the message over at this hop.',
    ]);
  });

  it('says where only a record tells of a hop', () => {
    expect(words(ghostIngressDetail)[1]).toContain('known only from a record');
  });

  it('says that there is no boundary', () => {
    expect(words(noHopsDetail)).toEqual(['There is no trust boundary.']);
  });
});
