import { describe, expect, it } from 'vitest';
import { examineAll, signals } from '../../../shared/verdict/registry.ts';
import { facts, forwardingMark, ingressRefusal, passage, poolPass, question, receiver } from './facts.ts';

describe('the signals', () => {
  it('are sorted by id', () => {
    const ids = signals.map((signal) => signal.id);
    expect(ids).toEqual(ids.toSorted());
    expect(ids.length).toBeGreaterThan(20);
  });

  it.each(signals.map((signal) => [signal.id, signal] as const))('%s is said in words, with a basis', (_, signal) => {
    expect(signal.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(signal.id).not.toMatch(/^no-/);
    expect(signal.title).toMatch(/^[A-Z].*[^.]$/);
    expect(signal.meaning).toMatch(/^[A-Z].{20,}\.$/);
    expect(signal.basis.length).toBeGreaterThan(10);
    expect(new Set(signal.needs).size).toBe(signal.needs.length);
  });

  it.each(signals.map((signal) => [signal.id, signal] as const))('%s reads no fact that it does not declare', (_, signal) => {
    const read = new Set<string>();
    const watched = new Proxy(facts({ shared: passage(), receiver: receiver({ checks: [poolPass()] }) }), {
      get(target, name, self) {
        read.add(String(name));
        return Reflect.get(target, name, self);
      },
    });
    signal.examine(watched);
    expect([...read].filter((name) => !signal.needs.some((need) => need === name))).toEqual([]);
  });
});

describe('examineAll', () => {
  it('has nothing to say of a message of which nothing is known', () => {
    expect(examineAll(facts())).toEqual({ reasons: [], notExamined: [] });
  });

  it('gives reasons in the order of signals, and signs each', () => {
    const given = facts({
      shared: passage({ ingress: [ingressRefusal()], egress: [poolPass()] }),
      forwarding: [forwardingMark('srs'), forwardingMark('list')],
    });
    expect(examineAll(given).reasons.map(({ signal }) => signal)).toEqual(['ingress-spf-flip', 'list-fingerprint', 'rewritten-envelope']);
  });

  it('lists a signal as not examined only where it said nothing and needs what is missing', () => {
    const missing = [question('spf.relay.example')];
    const given = facts({
      shared: passage({
        ingress: [ingressRefusal()],
        egress: [poolPass(), poolPass({ identity: 'from', result: 'unknown', sharedBy: null, missing })],
      }),
    });
    const { reasons, notExamined } = examineAll(given);
    expect(reasons.map(({ signal }) => signal)).toEqual(['ingress-spf-flip']);
    const needsPool = signals.filter((signal) => signal.needs.includes('shared') && signal.id !== 'ingress-spf-flip');
    expect(notExamined).toEqual(needsPool.map(({ id }) => ({ signal: id, questions: ['spf.relay.example TXT'] })));
  });

  it('leaves out what a test leaves out', () => {
    const given = facts({ forwarding: [forwardingMark('srs'), forwardingMark('list')] });
    expect(examineAll(given, (id) => id !== 'list-fingerprint').reasons.map(({ signal }) => signal)).toEqual(['rewritten-envelope']);
  });
});
