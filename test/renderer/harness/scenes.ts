/** What the harness page can show: one scene for each state that the window must look right in. */

import type { SnapshotReport } from '../../../shared/contract.ts';
import type { Detail } from '../../../shared/facts/detail.ts';
import { suspectTotals, uncoveredCampaign, unseenCampaign, wideCampaign } from '../fixtures/campaigns.ts';
import { genuineDetail } from '../fixtures/genuine.ts';
import { longRouteDetail } from '../fixtures/long-route.ts';
import { makeReportCase } from '../fixtures/report-case.ts';
import { rowInState, rowOf } from '../fixtures/rows.ts';
import { composeSource } from '../fixtures/source.ts';
import { spoofDetail } from '../fixtures/spoof.ts';
import { ghostIngressDetail, noHopsDetail, singleHopDetail, withoutDnsDetail } from '../fixtures/variants.ts';
import { weaklySignedDetail } from '../fixtures/weakly-signed.ts';
import type { MemoryContent } from '../helpers/memory-client.ts';

const snapshot = {
  files: [
    { name: 'case-0417/dns.ndjson', format: 'native', rrsets: 214 },
    { name: 'alpha.zone', format: 'zone-file', rrsets: 12 },
  ],
  rrsets: 227,
  byHand: [
    { name: 'selector9._domainkey.alpha.example', type: 'TXT' as const, answer: 'nxdomain' as const, records: [], from: null, to: null },
  ],
};
const stated = { rcode: 'NOERROR', timeFirst: null, timeLast: null };
const snapshotReport: SnapshotReport = {
  files: [
    {
      name: 'case-0417/dns.ndjson',
      format: 'native',
      answers: 180,
      absences: 31,
      failures: 3,
      complete: false,
      origins: [],
      earliest: 1_693_526_400,
      latest: 1_790_000_000,
    },
    {
      name: 'alpha.zone',
      format: 'zone-file',
      answers: 12,
      absences: 0,
      failures: 0,
      complete: true,
      origins: ['alpha.example'],
      earliest: null,
      latest: null,
    },
  ],
  conflicts: [
    {
      name: 'alpha.example',
      type: 'TXT',
      kind: 'records',
      chosen: 1,
      statements: [
        {
          ...stated,
          file: 'case-0417/dns.ndjson',
          source: 'dig @192.0.2.53',
          records: ['v=spf1 include:spf.protection.outlook.com -all'],
          timeFirst: 1_693_526_400,
          timeLast: 1_790_000_000,
        },
        {
          ...stated,
          file: 'alpha.zone',
          source: 'alpha.zone',
          records: ['v=spf1 ip4:192.0.2.0/24 include:spf.protection.outlook.com ~all'],
        },
      ],
    },
    {
      name: 'mail.alpha.example',
      type: 'A',
      kind: 'denied',
      chosen: 0,
      statements: [{ ...stated, file: 'case-0417/dns.ndjson', source: 'case-0417/dns.ndjson', records: ['192.0.2.25'] }],
    },
  ],
  conflictCount: 2,
  agreements: 9,
  baseline: { isUsed: false, compared: '2026-11-24', names: 28, newest: '2025-02-18', stale: 27 },
};
const openQuestions = {
  questions: ['spf.alpha.example TXT'],
  ahead: ['_netblocks.alpha.example TXT', '_netblocks2.alpha.example TXT'],
  rounds: { now: 5, ahead: 3 },
};
const suffixes = {
  bundled: { name: 'tldts 7.5.5', date: '2026-11-19' },
  file: { name: 'case-0417/public_suffix_list.dat', date: '2026-08-19', rules: 10_084 },
};
const known = { domain: 'alpha.example', operator: 'exchange-online', kind: 'dkim-domain' as const, name: null };
const tenants = {
  files: [{ name: 'case-0417/tenants.yml', statements: 1 }],
  known: [
    { ...known, value: 'alphaexample.onmicrosoft.com', origin: 'declared' as const, because: 'case-0417/tenants.yml, line 3' },
    { ...known, value: 'alphagroup.onmicrosoft.com', origin: 'learned' as const, because: 'learned from Shipping schedule (sha256 5f0c…)' },
  ],
};
const operators = { files: [{ name: 'case-0417/operators.json', operators: ['kestrel-relay', 'own-gateway'] }] };
const all: Readonly<Record<string, Detail>> = {
  spoof: spoofDetail,
  genuine: genuineDetail,
  long: longRouteDetail,
  ghost: ghostIngressDetail,
  'no-dns': withoutDnsDetail,
  'no-hops': noHopsDetail,
  single: singleHopDetail,
  weak: weaklySignedDetail,
};

const span = { start: 0, end: 0 };
const parts = [
  {
    path: '1',
    contentType: 'multipart/mixed',
    filename: null,
    encoding: '7bit',
    headerSpan: span,
    bodySpan: { start: 3000, end: 48_000 },
    children: [
      {
        path: '1.1',
        contentType: 'text/plain',
        filename: null,
        encoding: 'quoted-printable',
        headerSpan: span,
        bodySpan: { start: 3000, end: 3600 },
        children: [],
      },
      {
        path: '1.2',
        contentType: 'application/pdf',
        filename: 'invoice-20417.pdf',
        encoding: 'base64',
        headerSpan: span,
        bodySpan: { start: 3600, end: 47_000 },
        children: [],
      },
    ],
  },
];

/** Content for a scene. With a detail's name, that one is the first row and so the one shown. */
export function sceneContent(scene: string): MemoryContent {
  if (scene === 'empty') return {};
  if (scene === 'reports-only') return { reportCase: makeReportCase() };
  if (scene === 'reports') return { ...sceneContent('spoof'), reportCase: makeReportCase() };
  if (scene === 'states') {
    return {
      rows: [
        rowInState('damaged', 'case-0417/archive.zip!notes.eml', 'failed', {
          code: 'not-a-message',
          message: 'There is no header field in it.',
        }),
        rowInState('working', 'case-0417/forwarded-3.eml', 'working'),
        rowInState('waiting', 'case-0417/forwarded-4.eml', 'waiting'),
      ],
    };
  }
  if (scene === 'huge') {
    // One megabyte of header fields, one of them a single line of half that.
    const filler = Array.from({ length: 6_000 }, (_each, index) => [`x${index}`, `X-Filler-${index}`, 'v'.repeat(70)] as const);
    const source = composeSource([...filler, ['long', 'X-Long', 'w'.repeat(500_000)], ['end', 'X-End', 'here']]);
    const detail = {
      ...spoofDetail,
      source: [...spoofDetail.source, ...source.fields.map((field) => ({ ...field, index: field.index + spoofDetail.source.length }))],
    };
    return { rows: [rowOf('huge', detail)], details: { huge: detail }, snapshot };
  }
  if (scene === 'many') {
    const rows = Array.from({ length: 10_000 }, (_each, index) => rowOf(`m${index}`, index % 3 === 0 ? spoofDetail : genuineDetail));
    return {
      rows,
      details: Object.fromEntries(rows.map((row, index) => [row.id, index % 3 === 0 ? spoofDetail : genuineDetail])),
      snapshot,
    };
  }
  if (scene.startsWith('campaign')) {
    const rows = ['spoof', 'genuine', 'weak', 'long'].flatMap((id) => (all[id] === undefined ? [] : [rowOf(id, all[id])]));
    const first = { 'campaign-unseen': unseenCampaign, 'campaign-uncovered': uncoveredCampaign }[scene] ?? wideCampaign;
    return {
      rows,
      details: all,
      snapshot,
      tenants,
      operators,
      ...(scene === 'campaign-none' ? {} : { totals: suspectTotals(61, 214, 1_367, '2026-11-02', '2026-11-21') }),
      ...(scene === 'campaign-failed'
        ? {}
        : { campaigns: { spoof: first, genuine: unseenCampaign, weak: uncoveredCampaign, long: wideCampaign } }),
      case: {
        name: 'Incident 2026-417',
        file: '/home/ada/Waybill/Incident 2026-417.waybill',
        reports: scene === 'campaign-none' ? 0 : 61,
        messages: 4,
        keepsOriginals: false,
        isSaved: true,
      },
      cases: [
        { name: 'Incident 2026-417', bytes: 48_211_003, modified: '2026-11-24T09:12:00Z' },
        { name: 'Harbour authority', bytes: 1_204_888_120, modified: '2026-11-20T16:40:11Z' },
        { name: 'Weekly look, November', bytes: 88_120, modified: '2026-11-02T07:05:00Z' },
      ],
      notes: [
        {
          subject: spoofDetail.analysis.evidence.sha256,
          text: 'Reported by Lin on 10 November.\nAsked the bank to hold the payment.',
          at: '2026-11-24T09:12:00Z',
        },
      ],
    };
  }
  if (scene === 'jobs') return sceneContent('spoof');
  const ids = [scene, ...Object.keys(all).filter((id) => id !== scene)];
  const rows = ids.flatMap((id) => {
    const detail = all[id];
    return detail === undefined ? [] : [rowOf(id, detail)];
  });
  return {
    rows: [
      ...rows,
      rowInState('damaged', 'case-0417/archive.zip!notes.eml', 'failed', {
        code: 'not-a-message',
        message: 'There is no header field in it.',
      }),
    ],
    details: all,
    parts,
    partText: 'Dear Lin,\n\nplease find the invoice attached. Our account details have changed.\n\nAda',
    snapshot: scene === 'no-dns' ? { files: [], rrsets: 0, byHand: [] } : snapshot,
    tenants,
    operators,
    ...(scene === 'no-dns' ? {} : { snapshotReport, openQuestions, suffixes }),
    questions: all[scene]?.analysis.questions ?? [],
  };
}
