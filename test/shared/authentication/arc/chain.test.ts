import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectChain } from '../../../../shared/authentication/arc/chain.ts';
import { scanMessage } from '../../../../shared/message/header-scanner.ts';

function collect(fields: readonly string[]) {
  return collectChain(scanMessage(new TextEncoder().encode(`${fields.join('\r\n')}\r\nFrom: a@a.example\r\n\r\n`)));
}

const seal = (instance: number | string, cv = instance === 1 ? 'none' : 'pass') =>
  `ARC-Seal: i=${instance}; a=rsa-sha256; cv=${cv}; d=r.example; s=k; b=AAAA`;
const signature = (instance: number | string, h = 'from') =>
  `ARC-Message-Signature: i=${instance}; a=rsa-sha256; d=r.example; s=k; h=${h}; bh=AAAA; b=AAAA`;
const results = (instance: number | string) => `ARC-Authentication-Results: i=${instance}; r.example; spf=pass`;
const set = (instance: number) => [seal(instance), signature(instance), results(instance)];

describe('collectChain', () => {
  it('finds nothing, and no fault, where there is nothing', () => {
    expect(collect(['ARC-Unknown: i=1'])).toEqual({ links: [], fault: null });
  });

  it('orders sets by instance, wherever their fields stand', () => {
    const { links, fault } = collect([results(1), seal(2), signature(1), results(2), seal(1), signature(2)]);
    expect(links.map((link) => [link.instance, link.seal?.field.index, link.signature?.field.index, link.results?.index])).toEqual([
      [1, 4, 2, 0],
      [2, 1, 5, 3],
    ]);
    expect(fault).toBeNull();
  });

  it('takes up to 50 sets', () => {
    const sets = Array.from({ length: 50 }, (_, index) => set(index + 1)).flat();
    expect(collect(sets).fault).toBeNull();
    expect(collect([...sets, ...set(51)]).fault).toMatchObject({ code: 'instance-malformed' });
  });

  it.each([
    ['one digit, two digits, leading zero', ['i=1', 'i=01'], true],
    ['none, empty, zero, words, signs, three digits', ['', 'i=', 'i=0', 'i=one', 'i=+1', 'i=001'], false],
  ])('reads instances: %s', (_, instances, isSound) => {
    for (const instance of instances) {
      const { fault } = collect([seal(1).replace('i=1', instance), signature(1), results(1)]);
      expect(fault === null, instance).toBe(isSound);
    }
  });

  it('reads the instance of results through comments, and only in front', () => {
    const read = (value: string) => collect([seal(1), signature(1), `ARC-Authentication-Results: ${value}`]).fault?.code ?? null;
    expect(
      ['i=1; r.example', ' (c) i (c) = (c) 1 (c) ; r.example', 'I=1; r.example', 'r.example; i=1;', 'i=1 r.example', 'i=1'].map(read),
    ).toEqual([null, null, 'instance-malformed', 'instance-malformed', 'instance-malformed', 'instance-malformed']);
  });

  it('keeps the upper field of two', () => {
    const { links, fault } = collect([seal(1), seal(1), signature(1), results(1)]);
    expect([links[0]?.seal?.field.index, fault]).toEqual([0, { code: 'instance-duplicated', instance: 1, detail: 'ARC-Seal' }]);
  });

  it('stops at a newest set with cv=fail before it looks at the older ones', () => {
    expect(collect([...set(1), seal(3, 'fail'), signature(3), results(3)]).fault).toEqual({
      code: 'chain-validation-failed',
      instance: 3,
      detail: '',
    });
  });

  it('takes cv= in any case', () => {
    expect(collect([seal(1, 'NONE'), signature(1), results(1)]).fault).toBeNull();
    expect(collect([seal(1).replace(' cv=none;', ''), signature(1), results(1)]).fault).toEqual({
      code: 'chain-validation-malformed',
      instance: 1,
      detail: '',
    });
  });

  it('rejects a message signature over seals', () => {
    expect(collect([seal(1), signature(1, 'from:ARC-Seal'), results(1)]).fault).toMatchObject({
      code: 'signature-covers-seal',
      instance: 1,
    });
  });

  it('never throws', () => {
    const field = fc.tuple(
      fc.constantFrom('ARC-Seal', 'ARC-Message-Signature', 'ARC-Authentication-Results'),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(fc.array(field, { maxLength: 8 }), (fields) => {
        const chain = collect(fields.map(([name, value]) => `${name}: ${value.replace(/[\r\n]/g, ' ')}`));
        expect(chain.links.every((link) => link.instance >= 1 && link.instance <= 50)).toBe(true);
      }),
    );
  });
});
