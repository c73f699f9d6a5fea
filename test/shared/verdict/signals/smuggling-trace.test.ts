import { describe, expect, it } from 'vitest';
import type { SharedPassage } from '../../../../shared/facts/verdict-facts.ts';
import { findings, openFor, reasonsOf } from '../examine.ts';
import { facts, passage, place, poolPass, question, signature } from '../facts.ts';

const id = 'smuggling-trace';
const bare = (given: Partial<SharedPassage> = {}) =>
  passage({ missingStamps: ['X-Relay-Account', 'X-Relay-Id'], egress: [poolPass()], ...given });

describe(id, () => {
  it('notes that the service’s usual marks are missing, and only supports', () => {
    expect(reasonsOf(id, facts({ shared: bare() }))).toEqual([
      {
        signal: id,
        points: 'shared-pass-unattributed',
        weight: 'supporting',
        trust: 'vouched',
        source: 'replay',
        text: 'The message came from 198.51.100.9 of Relay without X-Relay-Account, X-Relay-Id, which its mail always carries.',
        places: [place(1)],
      },
    ]);
  });

  it('is as good as the record of the pass', () => {
    expect(findings(id, facts({ shared: bare({ egress: [poolPass({ trust: 'attributed', source: 'receiver-record' })] }) }))).toEqual([
      'shared-pass-unattributed supporting attributed receiver-record',
    ]);
    expect(findings(id, facts({ shared: bare({ egress: [poolPass({ trust: 'claimed' })] }) }))).toEqual([
      'shared-pass-unattributed supporting claimed replay',
    ]);
  });

  it('is silent where the marks are there', () => {
    expect(reasonsOf(id, facts({ shared: bare({ missingStamps: [] }) }))).toEqual([]);
  });

  it('is silent where a signature verifies: a later system removed the marks', () => {
    expect(reasonsOf(id, facts({ shared: bare(), signatures: [signature()] }))).toEqual([]);
  });

  it('is silent where SPF did not pass, and without a shared pool', () => {
    expect(reasonsOf(id, facts({ shared: bare({ egress: [poolPass({ result: 'fail' }), poolPass({ identity: 'from' })] }) }))).toEqual([]);
    expect(reasonsOf(id, facts())).toEqual([]);
  });

  it('is not examined while the record is not at hand', () => {
    const egress = [poolPass({ result: 'unknown', missing: [question('spf.relay.example')] })];
    expect(openFor(id, facts({ shared: bare({ egress }) }))).toEqual(['spf.relay.example TXT']);
  });
});
