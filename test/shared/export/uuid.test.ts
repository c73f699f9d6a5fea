import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, uuid5 } from '../../../shared/export/uuid.ts';

describe('a UUID of version 5', () => {
  // RFC 9562 appendix A.4, and the namespaces of its section 6.6.
  it.each([
    ['6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com', '2ed6657d-e927-568b-95e1-2665a8aea6a2'],
    ['6ba7b811-9dad-11d1-80b4-00c04fd430c8', 'urn:waybill:stix:2.1', 'c5346da9-0ed1-5738-acb6-d1d800877c64'],
    ['6ba7b811-9dad-11d1-80b4-00c04fd430c8', 'urn:waybill:misp:1', '9a32a21e-df88-5d6e-b575-8e15739a8507'],
  ])('in %s of %j is %s', (namespace, name, expected) => {
    expect(uuid5(namespace, name)).toBe(expected);
  });

  it('has its version and variant, whatever the name', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(uuid5('c5346da9-0ed1-5738-acb6-d1d800877c64', name)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });
});

describe('canonical JSON', () => {
  it('sorts members, keeps lists, and leaves out what is not said', () => {
    expect(canonicalJson({ b: [2, { d: null, c: 'é"' }], a: true, x: undefined })).toBe('{"a":true,"b":[2,{"c":"é\\"","d":null}]}');
  });
});
