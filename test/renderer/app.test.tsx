import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AnalysisPage, App } from '../../renderer/app.tsx';
import { VerdictChip } from '../../renderer/components/verdict-chip.tsx';
import { EvidenceItem } from '../../renderer/views/case/evidence-item.tsx';
import { SourceView } from '../../renderer/views/source/source-view.tsx';
import { verdictWords } from '../../renderer/words.ts';
import type { Detail } from '../../shared/facts/detail.ts';
import { verdictKinds } from '../../shared/facts/verdict.ts';
import { genuineDetail } from './fixtures/genuine.ts';
import { longRouteDetail } from './fixtures/long-route.ts';
import { rowInState, rowOf } from './fixtures/rows.ts';
import { spoofDetail } from './fixtures/spoof.ts';
import { ghostIngressDetail, noHopsDetail, singleHopDetail, withoutDnsDetail } from './fixtures/variants.ts';
import { weaklySignedDetail } from './fixtures/weakly-signed.ts';

const page = (detail: Detail): string => renderToStaticMarkup(<AnalysisPage detail={detail} />);
/** The text alone, as a reader of the page would get it. */
const textOf = (markup: string): string =>
  markup
    .replace(/<wbr\/?>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe.each([
  ['the seed story', spoofDetail],
  ['a message without DNS', withoutDnsDetail],
  ['an ingress without a Received line', ghostIngressDetail],
  ['fifteen hops', longRouteDetail],
  ['one hop', singleHopDetail],
  ['an authentic message', genuineDetail],
  ['no hop at all', noHopsDetail],
  ['signatures that cover little', weaklySignedDetail],
])('the page of %s', (_name, detail) => {
  const markup = page(detail);

  it('says its verdict in a sentence, in a word, and with a shape', () => {
    const text = textOf(markup);
    expect(text).toContain(detail.analysis.verdict.sentence);
    expect(text).toContain(verdictWords[detail.analysis.verdict.kind].label);
    expect(markup).toMatch(/<p class="slip-kind"[^>]*><svg/);
  });

  it('leaves no hole where a fact is missing', () => {
    expect(textOf(markup)).not.toMatch(/undefined|\[object|NaN| null[ ,.]/);
  });
});

describe('the drawing', () => {
  it('shows both checks of the shared segment as gates, and the flip between them', () => {
    const markup = page(spoofDetail);
    expect(markup.match(/class="gate" data-shape="(\w+)"/g)).toEqual(['class="gate" data-shape="fail"', 'class="gate" data-shape="pass"']);
    expect(markup).toContain('flip-arc');
  });

  it('has no flip where nothing flipped', () => {
    expect(page(genuineDetail)).not.toContain('flip-arc');
  });

  it('names every hop and gate for those who cannot see it', () => {
    const markup = page(spoofDetail);
    expect(markup).toContain(
      'aria-label="Ingress check: SPF fail for MAIL FROM alpha.example from 203.0.113.77, our replay + operator’s record, vouched. DKIM none · DMARC fail"',
    );
    expect(markup.match(/aria-label="Hop \d: received by/g)?.length).toBe(5);
  });

  it('says in which ink each link is drawn', () => {
    expect(
      [...page(longRouteDetail).matchAll(/class="link" data-trust="(\w+)"><path class="link-under"/g)].map((match) => match[1]),
    ).toEqual([
      ...Array.from({ length: 3 }, () => 'claimed'),
      ...Array.from({ length: 6 }, () => 'attributed'),
      ...Array.from({ length: 2 }, () => 'claimed'),
      ...Array.from({ length: 4 }, () => 'vouched'),
    ]);
  });
});

describe('hostile text', () => {
  const hostile = '<img src=x onerror=alert(1)>\u202e\u0000';
  const detail: Detail = {
    ...spoofDetail,
    analysis: {
      ...spoofDetail.analysis,
      message: {
        ...spoofDetail.analysis.message,
        subject: hostile,
        mailFrom: hostile,
        from: [{ address: hostile, domain: hostile, organizationalDomain: null }],
      },
      verdict: {
        ...spoofDetail.analysis.verdict,
        claimedDomain: hostile,
        sentence: hostile,
        reasons: spoofDetail.analysis.verdict.reasons.map((reason) => ({ ...reason, text: hostile })),
      },
    },
    route: {
      ...spoofDetail.route,
      hops: spoofDetail.route.hops.map((hop) => ({ ...hop, by: hostile, from: { helo: hostile, rdns: hostile, ip: hostile } })),
      segments: spoofDetail.route.segments.map((segment) => ({ ...segment, admd: hostile })),
    },
    spf: spoofDetail.spf.map((check) => ({ ...check, domain: hostile, ip: hostile })),
    claims: spoofDetail.claims.map((claim) => ({ ...claim, authservId: hostile, domain: hostile, result: hostile, comment: hostile })),
    source: spoofDetail.source.map((field) => ({ ...field, decoded: hostile })),
  };

  it('is text on the page, with its invisible characters spelt out', () => {
    const markup = page(detail) + renderToStaticMarkup(<SourceView id="x" detail={detail} />);
    expect(markup).not.toMatch(/<img/);
    expect(['\u202e', '\u0000'].filter((character) => markup.includes(character))).toEqual([]);
    expect(markup).toContain('⟨202E⟩⟨0000⟩');
  });
});

describe('the evidence list', () => {
  const item = (row: ReturnType<typeof rowInState>) =>
    textOf(renderToStaticMarkup(<EvidenceItem row={row} position={0} total={1} selected={false} onSelect={() => {}} />));

  it.each([
    [rowOf('a', spoofDetail), 'Cross-tenant spoof'],
    [rowInState('b', 'x/b.eml', 'waiting'), 'Waiting'],
    [rowInState('c', 'x/c.eml', 'working'), 'Analysing'],
    [rowInState('d', 'x/d.eml', 'failed', { code: 'empty', message: 'It is empty.' }), 'Could not be read: It is empty.'],
  ])('tells the state of $id', (row, words) => {
    expect(item(row)).toContain(words);
  });

  it.each(verdictKinds)('gives %s a shape of its own, so that colour is never alone', (kind) => {
    const shapes = verdictKinds.map((each) => renderToStaticMarkup(<VerdictChip kind={each} />).match(/<svg.*<\/svg>/)?.[0]);
    expect(shapes.filter((shape) => shape === renderToStaticMarkup(<VerdictChip kind={kind} />).match(/<svg.*<\/svg>/)?.[0]).length).toBe(
      1,
    );
  });
});

describe('the empty window', () => {
  it('teaches the ways in', () => {
    const text = textOf(renderToStaticMarkup(<App />));
    for (const way of ['Open', 'Paste source', 'Sample case', 'Drop messages or folders anywhere']) expect(text).toContain(way);
  });
});
