import { describe, expect, it } from 'vitest';
import { openPolicyQuestions, policyQuestion } from '../../../../shared/authentication/dmarc/questions.ts';
import { txtResolver } from '../../../helpers/resolver.ts';

const records = {
  '_dmarc.a.example': 'v=DMARC1; p=reject',
  '_dmarc.psd.example': 'v=DMARC1; psd=y',
  '_dmarc.none.example': 'v=spf1 -all',
  '_dmarc.two.example': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'],
  '_dmarc.gone.example': null,
  '_dmarc.failing.example': 'SERVFAIL',
};

describe('openPolicyQuestions', () => {
  it('asks for each name once, and remembers the answer', () => {
    const resolver = txtResolver(records);
    const questions = openPolicyQuestions(resolver);
    expect([questions.lookUp('a.example').kind, questions.lookUp('a.example').kind]).toEqual(['record', 'record']);
    questions.trace('a.example');
    expect(resolver.asked).toEqual([policyQuestion('a.example')]);
    expect(policyQuestion('a.example')).toEqual({ name: '_dmarc.a.example', type: 'TXT' });
  });

  it.each([
    ['a.example', 'v=DMARC1; p=reject', 'a policy record'],
    ['psd.example', 'v=DMARC1; psd=y', 'a policy record with psd=y'],
    ['none.example', null, 'no policy record'],
    ['two.example', null, '2 policy records, all discarded'],
    ['gone.example', null, 'no policy record'],
    ['failing.example', null, 'the look-up failed (SERVFAIL)'],
    ['open.example', null, 'not in the snapshot'],
  ])('the trace of %s', (name, record, note) => {
    const resolver = txtResolver(records);
    const step = openPolicyQuestions(resolver).trace(name);
    expect(step).toEqual({
      name,
      record,
      note,
      lookup: { question: policyQuestion(name), answer: resolver.resolve(policyQuestion(name)) },
    });
  });
});
