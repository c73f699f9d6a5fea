/** What must hold of every verdict, whatever a sender writes, whatever is missing: scenarios with random changes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Detail } from '../../shared/facts/detail.ts';
import type { DnsSnapshot } from '../../shared/facts/dns.ts';
import { formatQuestion } from '../../shared/facts/dns.ts';
import type { Trust } from '../../shared/facts/evidence.ts';
import type { Verdict, VerdictKind } from '../../shared/facts/verdict.ts';
import { decide } from '../../shared/verdict/decide.ts';
import { rules } from '../../shared/verdict/policy.ts';
import { zoneSnapshot } from '../helpers/zone.ts';
import { type Forgery, forgeries } from '../scenarios/language/forgery.ts';
import { judge, judgeWithoutDns, scenarios, tell } from '../scenarios/language/registry.ts';
import type { Scenario } from '../scenarios/language/scenario.ts';

const accusations: ReadonlySet<VerdictKind> = new Set(['cross-tenant-spoof', 'laundered-pass']);
const clearances: ReadonlySet<VerdictKind> = new Set(['authentic', 'forwarded']);
const rank = (confidence: Verdict['confidence']): number => (confidence === 'confirmed' ? 2 : confidence === 'probable' ? 1 : 0);
const brief = ({ kind, confidence }: Verdict): string => `${kind} ${confidence}`;

const anyScenario = fc.constantFrom(...scenarios);
const anyForgery = fc.constantFrom(...forgeries);
/** Where among what may be chosen, from first to last. */
const anyPlace = fc.nat({ max: 1_000_000 });
const at = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(list.length, 1)];

const bases = new Map<string, Promise<Detail>>();
function base(scenario: Scenario, withDns: boolean): Promise<Detail> {
  const key = `${scenario.id} ${withDns}`;
  const known = bases.get(key) ?? tell(scenario).then((story) => (withDns ? judge(story) : judgeWithoutDns(story)));
  bases.set(key, known);
  return known;
}

async function judgeBytes(scenario: Scenario, bytes: Uint8Array, withDns: boolean): Promise<Detail> {
  const story = await tell(scenario);
  return withDns ? judge(story, { bytes }) : judgeWithoutDns(story, { bytes });
}

/** Puts raw fields before the header field of that index. */
function insert(message: Uint8Array, detail: Detail, index: number, fields: readonly string[]): Uint8Array {
  const buffer = Buffer.from(message);
  const offset = detail.source[index]?.span.start ?? detail.source.at(-1)?.span.end ?? 0;
  return Buffer.concat([buffer.subarray(0, offset), Buffer.from(fields.map((field) => `${field}\r\n`).join('')), buffer.subarray(offset)]);
}

/** What the forgery changed for the worse, or null. */
function harm(before: Verdict, after: Verdict): string | null {
  const moved = `${brief(before)} → ${brief(after)}`;
  if (accusations.has(after.kind) && after.kind !== before.kind) return `accuses: ${moved}`;
  if (clearances.has(after.kind) && !clearances.has(before.kind)) return `clears: ${moved}`;
  return after.kind === before.kind && rank(after.confidence) > rank(before.confidence) ? `raises confidence: ${moved}` : null;
}

describe('a forged header', () => {
  it('below the boundary never accuses, never clears and never raises confidence', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario, anyForgery, anyPlace, fc.boolean(), async (scenario, forgery, place, withDns) => {
        const before = await base(scenario, withDns);
        // What a service on the way overwrites does not pass it from a sender: a copy above it is the service's own word.
        fc.pre(!before.route.segments.some(({ role, operator }) => role !== 'receiver' && forgery.overwrittenBy.includes(operator ?? '')));
        // A receiver that recorded that the chain holds would not have, with another set in it.
        fc.pre(!(forgery.pretends.includes('seal') && before.claims.some((claim) => claim.about === 'receiver' && claim.method === 'arc')));
        const { message } = await tell(scenario);
        const first = firstOfSender(before);
        const index = first + (place % (before.source.length - first + 1));
        const after = await judgeBytes(scenario, insert(message, before, index, forgery.fields), withDns);
        expect(
          harm(before.analysis.verdict, after.analysis.verdict),
          `${scenario.id} dns=${withDns} at ${index}: ${forgery.pretends}`,
        ).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  // A smuggled message never was the service's to stamp: all of it is the forger's, and only keys could tell (scenario 10b).
  const pasting = scenarios.filter(({ options }) => Array.isArray(options['pasted']) && options['seen'] !== 'smuggled');
  it('that the sender wrote before the service took the message over does not either', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...pasting),
        fc.array(anyForgery, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (scenario, list, withDns) => {
          const before = await base(scenario, withDns);
          const own = scenario.options['pasted'];
          const pasted = [...(Array.isArray(own) ? own : []), ...list.flatMap(({ fields }: Forgery) => fields)];
          const story = await scenario.retell({ pasted });
          const after = withDns ? await judge(story) : await judgeWithoutDns(story);
          expect(
            harm(before.analysis.verdict, after.analysis.verdict),
            `${scenario.id} dns=${withDns}: ${list.map(({ pretends }) => pretends).join(' + ')}`,
          ).toBeNull();
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** The first field that a sender can have written: below the boundary, and below what the operator under it wrote on top. */
function firstOfSender({ analysis, route }: Detail): number {
  const final = route.handoffs.find((handoff) => handoff.hop !== null && handoff.hop === analysis.boundary.hop);
  const lane = final === undefined ? undefined : route.segments[final.fromSegment];
  const own =
    lane !== undefined && lane.operator !== null
      ? route.hops.filter((hop) => hop.writer?.operator === lane.operator && hop.index < (analysis.boundary.hop ?? 0))
      : [];
  return Math.max(analysis.boundary.header, ...own.map((hop) => hop.header)) + 1;
}

describe('accusing evidence', () => {
  it('taken away never raises the confidence of an accusation', async () => {
    const accusing = scenarios.filter(({ expect: { kind } }) => accusations.has(kind));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...accusing),
        fc.array(anyPlace, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (scenario, places, withDns) => {
          const before = await base(scenario, withDns);
          const { reasons } = before.analysis.verdict;
          const fields = reasons
            .filter((reason) => accusations.has(reason.points) && reason.weight !== 'countering')
            .flatMap((reason) => reason.places.map((place) => place.header))
            // Without its From field it is another message, without a Received line it took another way.
            .filter((header) => !/^(from|received)$/i.test(before.source[header]?.name ?? ''));
          fc.pre(fields.length > 0);
          const gone = new Set(places.map((place) => at(fields, place)));
          const { message } = await tell(scenario);
          const after = await judgeBytes(scenario, without(message, before, gone), withDns);
          const { verdict } = after.analysis;
          const earlier = confidenceOf(before.analysis.verdict, verdict.kind);
          const isWorse = accusations.has(verdict.kind) && rank(verdict.confidence) > rank(earlier);
          expect(
            isWorse,
            `${scenario.id} dns=${withDns} without ${[...gone].map((header) => before.source[header ?? -1]?.name)}: ${brief(before.analysis.verdict)} → ${brief(verdict)}`,
          ).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** How sure the same reasons make of that kind, had no kind before it in precedence held. */
function confidenceOf({ reasons }: Verdict, kind: VerdictKind): Verdict['confidence'] {
  return decide(
    reasons,
    rules.filter((rule) => rule.kind === kind),
  ).confidence;
}

function without(message: Uint8Array, detail: Detail, gone: ReadonlySet<number | undefined>): Uint8Array {
  const buffer = Buffer.from(message);
  const kept = detail.source.filter(({ index }) => !gone.has(index)).map(({ span }) => buffer.subarray(span.start, span.end));
  return Buffer.concat([...kept, buffer.subarray(detail.source.at(-1)?.span.end ?? 0)]);
}

describe('the trust boundary', () => {
  it('moved up, towards the receiver, never adds vouched evidence', async () => {
    for (const scenario of scenarios) {
      const before = await base(scenario, true);
      const hop = before.analysis.boundary.hop;
      if (hop === null) continue;
      const earlier = vouched(before);
      for (let higher = hop + 1; higher < before.analysis.hops.length; higher += 1) {
        const after = await judge(await tell(scenario), { boundaryHop: higher });
        expect(
          [...vouched(after)].filter((evidence) => !earlier.has(evidence)),
          `${scenario.id}: hop ${hop} → ${higher}`,
        ).toEqual([]);
      }
    }
  });
});

/** Everything in the message that the analysis takes as vouched for. */
function vouched(detail: Detail): ReadonlySet<string> {
  const evidence = new Set<string>();
  const add = (kind: string, list: readonly { readonly trust: Trust; readonly header: number }[], name: (item: number) => string): void => {
    for (const [position, item] of list.entries()) if (item.trust === 'vouched') evidence.add(`${kind} ${item.header} ${name(position)}`);
  };
  add('hop', detail.route.hops, () => '');
  add('claim', detail.claims, (item) => `${detail.claims[item]?.method} ${detail.claims[item]?.result}`);
  add('tenant', detail.tenants, (item) => detail.tenants[item]?.value ?? '');
  for (const signature of detail.signatures) {
    if (signature.trust === 'vouched')
      evidence.add(`signature ${signature.domain} ${signature.selector} ${signature.result} ${signature.source}`);
  }
  return evidence;
}

describe('a missing DNS answer', () => {
  it('never moves a verdict towards an accusation', async () => {
    const wary: ReadonlySet<VerdictKind> = new Set([...accusations, 'misaligned-sender', 'unauthorised']);
    await fc.assert(
      fc.asyncProperty(anyScenario, fc.array(anyPlace, { minLength: 1, maxLength: 4 }), async (scenario, places) => {
        const story = await tell(scenario);
        const asked = new Set<string>();
        const before = await judge(story, { snapshot: watching(zoneSnapshot(story.dns), () => false, asked) });
        const questions = [...asked].sort();
        fc.pre(questions.length > 0);
        const hidden = new Set(places.map((place) => at(questions, place) ?? ''));
        const after = await judge(story, { snapshot: watching(zoneSnapshot(story.dns), (question) => hidden.has(question), new Set()) });
        const [{ verdict: first }, { verdict: second }] = [before.analysis, after.analysis];
        const isWorse =
          wary.has(second.kind) && second.kind !== first.kind && !(accusations.has(first.kind) && !accusations.has(second.kind));
        expect(isWorse, `${scenario.id} without ${[...hidden].join(', ')}: ${brief(first)} → ${brief(second)}`).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});

/** A snapshot that notes the questions it is asked and does not know the answers to some. */
function watching(snapshot: DnsSnapshot, isHidden: (question: string) => boolean, asked: Set<string>): DnsSnapshot {
  return {
    ...snapshot,
    at(time) {
      const resolver = snapshot.at(time);
      return {
        resolve(question) {
          const text = formatQuestion(question);
          asked.add(text);
          return isHidden(text) ? { kind: 'not-captured' } : resolver.resolve(question);
        },
      };
    },
  };
}

describe('the form of the text', () => {
  it('refolded, or with other line ends, never makes an accusation', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyScenario,
        fc.constantFrom('unfold', 'fold', 'tabs', 'line-feeds'),
        anyPlace,
        fc.boolean(),
        async (scenario, how, place, withDns) => {
          const before = await base(scenario, withDns);
          const { message } = await tell(scenario);
          const after = await judgeBytes(scenario, reformed(message, how, place), withDns);
          const { kind } = after.analysis.verdict;
          const isNew = accusations.has(kind) && kind !== before.analysis.verdict.kind;
          expect(isNew, `${scenario.id} dns=${withDns} ${how} ${place}: ${brief(before.analysis.verdict)} → ${kind}`).toBe(false);
        },
      ),
      { numRuns: 250 },
    );
  });

  it('the same gives the same bytes', async () => {
    for (const scenario of scenarios) {
      const story = await tell(scenario);
      const [first, second] = [await judge(story), await judge(story)];
      expect(JSON.stringify(second), scenario.id).toBe(JSON.stringify(first));
    }
  });
});

/** The same fields written otherwise: `place` chooses which of them. */
function reformed(message: Uint8Array, how: 'unfold' | 'fold' | 'tabs' | 'line-feeds', place: number): Uint8Array {
  const text = Buffer.from(message).toString('latin1');
  if (how === 'line-feeds') return Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1');
  const end = text.indexOf('\r\n\r\n');
  const fields = text.slice(0, end).split(/\r\n(?![ \t])/);
  const changed = fields.map((field, index) => {
    if ((place >> (index % 20)) % 2 === 0) return field;
    if (how === 'unfold') return field.replace(/\r\n(?=[ \t])/g, '');
    if (how === 'tabs') return field.replace(/\r\n[ \t]+/g, '\r\n\t');
    return field.replace(/; /g, ';\r\n ');
  });
  return Buffer.from(`${changed.join('\r\n')}${text.slice(end)}`, 'latin1');
}
