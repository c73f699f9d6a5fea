/**
 * Every call and event between the window and the engine: one object from which names, types and run-time checks follow.
 * Transports (Electron IPC, parent port, loopback HTTP, in-process) carry it; none adds a channel of its own.
 */
import { z } from 'zod';
import { caseCalls, caseEvents } from './case-calls.ts';
import type { CanonicalForm } from './facts/canonical.ts';
import type { Detail } from './facts/detail.ts';
import type { MimePart } from './facts/message.ts';
import { verdictKinds } from './facts/verdict.ts';
import type { Outcome } from './outcome.ts';
import { reportCalls, reportEvents } from './report-calls.ts';

const id = z.string().min(1).max(200);
const empty = z.strictObject({});
const largestUpload = 512 * 1024 * 1024;

/** An input: a path (named by preload, the command line or the system, never by the window) or bytes with a display name. */
const InputItem = z.union([
  z.strictObject({ path: z.string().min(1).max(32_768) }),
  z.strictObject({ name: z.string().max(4_096), bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= largestUpload) }),
]);

/** A line of the evidence list. */
export const EvidenceRow = z.strictObject({
  id,
  path: z.string(),
  sha256: z.string().nullable(),
  bytes: z.number().nullable(),
  state: z.enum(['waiting', 'working', 'done', 'failed']),
  subject: z.string().nullable(),
  from: z.string().nullable(),
  date: z.string().nullable(),
  kind: z.enum(verdictKinds).nullable(),
  confidence: z.enum(['confirmed', 'probable']).nullable(),
  sentence: z.string().nullable(),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
});
export type EvidenceRow = z.infer<typeof EvidenceRow>;

/** One DNS answer that a person typed: `records` with one text a record, or that there is none. Days are `YYYY-MM-DD` in UTC; null is open. */
export const RecordByHand = z.strictObject({
  name: z.string().min(1).max(1_024),
  type: z.enum(['A', 'AAAA', 'TXT', 'MX', 'PTR', 'CNAME', 'NS', 'SOA']),
  answer: z.enum(['records', 'nxdomain', 'nodata']),
  records: z.array(z.string().max(65_535)).max(1_000),
  from: z.string().max(10).nullable(),
  to: z.string().max(10).nullable(),
});
export type RecordByHand = z.infer<typeof RecordByHand>;

/** What the snapshot of this session holds. `rrsets` counts the answers that were typed (`byHand`) too. */
export const SnapshotState = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), format: z.string(), rrsets: z.number() })),
  rrsets: z.number(),
  byHand: z.array(RecordByHand),
});
export type SnapshotState = z.infer<typeof SnapshotState>;

/** What the snapshot is made of, and where two of its files contradict each other (`dns/report.ts`). Times are seconds since the epoch. */
export const SnapshotReport = z.strictObject({
  files: z.array(
    z.strictObject({
      name: z.string(),
      format: z.string(),
      answers: z.number(),
      absences: z.number(),
      failures: z.number(),
      /** A whole world: what it does not hold does not exist, everywhere or below the origins. */
      complete: z.boolean(),
      origins: z.array(z.string()),
      earliest: z.number().nullable(),
      latest: z.number().nullable(),
    }),
  ),
  /** The first of them; `conflictCount` is of all, null where there are too many answers to compare while somebody waits. */
  conflicts: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string(),
      kind: z.enum(['records', 'absence', 'denied']),
      statements: z.array(
        z.strictObject({
          file: z.string(),
          source: z.string(),
          rcode: z.string(),
          records: z.array(z.string()),
          timeFirst: z.number().nullable(),
          timeLast: z.number().nullable(),
        }),
      ),
      /** Index of the statement that answers at the time that was asked for. */
      chosen: z.number(),
    }),
  ),
  conflictCount: z.number().nullable(),
  /** Questions that several files answer, all the same way. */
  agreements: z.number(),
  /** The bundled copies of operators' records: whether they answer what the snapshot does not, and how old they are. Days are `YYYY-MM-DD`. */
  baseline: z.strictObject({
    isUsed: z.boolean(),
    compared: z.string(),
    names: z.number(),
    newest: z.string().nullable(),
    stale: z.number(),
  }),
});
export type SnapshotReport = z.infer<typeof SnapshotReport>;

/** The DNS questions that are open in the whole case, as lines for `dig -f`. */
export const OpenQuestions = z.strictObject({
  /** Some check is unknown for want of it. */
  questions: z.array(z.string()),
  /** What the answers may lead to, as far as the records at hand tell; none of these is in `questions`. */
  ahead: z.array(z.string()),
  /** Rounds of asking until nothing can be open, the next included: `now` where only `questions` are asked each time, `ahead` where all are. 0: none. */
  rounds: z.strictObject({ now: z.number(), ahead: z.number() }),
});
export type OpenQuestions = z.infer<typeof OpenQuestions>;

/** A tenant that is known to be a domain's own (`facts/tenant-knowledge.ts`). */
const KnownTenant = z.strictObject({
  domain: z.string(),
  operator: z.string(),
  kind: z.enum(['dkim-domain', 'tenant-id', 'organization-domain', 'account']),
  value: z.string(),
  name: z.string().nullable(),
  origin: z.enum(['declared', 'learned']),
  because: z.string(),
});

/** The tenant directory files of this session; `known` also holds what the messages of the case taught. */
export const TenantState = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), statements: z.number() })),
  known: z.array(KnownTenant),
  /** Operators that statements name and nobody knows: those statements concern nothing. Left out where there are none. */
  unknownOperators: z.array(z.string()).optional(),
});
export type TenantState = z.infer<typeof TenantState>;

/** The user's own operators: the files, and the ids of the entries in each. */
export const OperatorState = z.strictObject({
  files: z.array(z.strictObject({ name: z.string(), operators: z.array(z.string()) })),
});
export type OperatorState = z.infer<typeof OperatorState>;

/** Which public suffix list decides what an organization is: the bundled one, or the user's file in its place. Dates are `YYYY-MM-DD` or not known. */
export const SuffixState = z.strictObject({
  bundled: z.strictObject({ name: z.string(), date: z.string() }),
  file: z.strictObject({ name: z.string(), date: z.string().nullable(), rules: z.number() }).nullable(),
});
export type SuffixState = z.infer<typeof SuffixState>;

const JobStarted = z.strictObject({ job: id });
/** The engine built it a moment ago from checked parts; re-checking every trace node would cost more than drawing it. */
const DetailReply = z.custom<Detail>((value) => typeof value === 'object' && value !== null && 'analysis' in value);
const PartsReply = z.custom<readonly MimePart[]>(Array.isArray);
const CanonicalReply = z.custom<CanonicalForm>((value) => typeof value === 'object' && value !== null && 'pieces' in value);

export const calls = {
  /** What this window is connected to. `startup` lists the inputs of the command line that are being loaded already. */
  'session.get': {
    request: empty,
    reply: z.strictObject({ version: z.string(), host: z.enum(['electron', 'loopback']), platform: z.string(), sample: z.boolean() }),
  },
  'evidence.add': { request: z.strictObject({ items: z.array(InputItem).min(1).max(10_000) }), reply: JobStarted },
  'evidence.paste': {
    request: z.strictObject({
      text: z
        .string()
        .min(1)
        .max(64 * 1024 * 1024),
    }),
    reply: JobStarted,
  },
  'evidence.list': { request: empty, reply: z.strictObject({ rows: z.array(EvidenceRow) }) },
  'evidence.remove': { request: z.strictObject({ id }), reply: empty },
  'evidence.clear': { request: empty, reply: empty },
  /** Opens the system's file dialog; `opened: false` when it was cancelled. Only where a main process exists. */
  'evidence.open': {
    request: z.strictObject({ what: z.enum(['files', 'folder', 'snapshot', 'tenants', 'operators', 'suffixes']) }),
    reply: z.strictObject({ opened: z.boolean() }),
  },
  'sample.open': { request: empty, reply: JobStarted },
  'job.cancel': { request: z.strictObject({ job: id }), reply: empty },
  'analysis.get': { request: z.strictObject({ id }), reply: DetailReply },
  /** Moves the trust boundary to a hop (null: back to the inferred one) and evaluates the message again. */
  'boundary.set': { request: z.strictObject({ id, hop: z.int().min(0).nullable() }), reply: DetailReply },
  /** Bytes of the evidence as text: one character a byte, so that offsets hold. At most 1 MiB a call. */
  'source.read': {
    request: z.strictObject({ id, start: z.int().min(0), end: z.int().min(0) }),
    reply: z.strictObject({ start: z.number(), text: z.string(), size: z.number() }),
  },
  /** What was hashed for the DKIM-Signature, ARC-Message-Signature or ARC-Seal at this header index. Texts are bounded. */
  'canonical.get': { request: z.strictObject({ id, header: z.int().min(0) }), reply: CanonicalReply },
  'parts.get': { request: z.strictObject({ id }), reply: PartsReply },
  /** A part's decoded text, never HTML to be rendered. */
  'part.read': {
    request: z.strictObject({ id, path: z.string().max(1_000) }),
    reply: z.strictObject({ text: z.string(), truncated: z.boolean() }),
  },
  'snapshot.get': { request: empty, reply: SnapshotState },
  'snapshot.add': { request: z.strictObject({ items: z.array(InputItem).min(1).max(1_000) }), reply: SnapshotState },
  'snapshot.clear': { request: empty, reply: SnapshotState },
  /** Adds or takes away an answer that a person typed; every message is judged again. What is removed must be as the state lists it. */
  'snapshot.edit': { request: z.strictObject({ action: z.enum(['add', 'remove']), record: RecordByHand }), reply: SnapshotState },
  /** The whole snapshot as one file of the native format. */
  'snapshot.export': { request: empty, reply: z.strictObject({ text: z.string() }) },
  /** `at` (milliseconds since the epoch, UTC) says for which instant `chosen` is told; null is the newest. */
  'snapshot.report': { request: z.strictObject({ at: z.number().nullable() }), reply: SnapshotReport },
  /** Whether the bundled copies answer what the snapshot does not; off unless somebody switches it on. Every message is judged again. */
  'snapshot.baseline': { request: z.strictObject({ use: z.boolean() }), reply: SnapshotState },
  /** A tenant directory changes verdicts: the engine judges every message again. The same holds for operators. */
  'tenants.get': { request: empty, reply: TenantState },
  'tenants.add': { request: z.strictObject({ items: z.array(InputItem).min(1).max(1_000) }), reply: TenantState },
  /** Forgets the files; what the case learned stays, since it comes from the evidence. */
  'tenants.clear': { request: empty, reply: TenantState },
  'operators.get': { request: empty, reply: OperatorState },
  'operators.add': { request: z.strictObject({ items: z.array(InputItem).min(1).max(1_000) }), reply: OperatorState },
  'operators.clear': { request: empty, reply: OperatorState },
  /** The file that was added last holds; every message is judged again. */
  'suffixes.get': { request: empty, reply: SuffixState },
  'suffixes.add': { request: z.strictObject({ items: z.array(InputItem).min(1).max(1_000) }), reply: SuffixState },
  /** Back to the bundled list. */
  'suffixes.clear': { request: empty, reply: SuffixState },
  'questions.get': { request: empty, reply: OpenQuestions },
  ...reportCalls,
  ...caseCalls,
} as const satisfies Record<string, { request: z.ZodType; reply: z.ZodType }>;

export const events = {
  'evidence.changed': z.strictObject({ row: EvidenceRow }),
  'evidence.removed': z.strictObject({ id }),
  /** `records` counts rows of reports. Of large files `bytes` of `ofBytes` are through; both are 0 where that is not known. */
  'job.progress': z.strictObject({
    job: id,
    done: z.number(),
    total: z.number(),
    failed: z.number(),
    records: z.number(),
    bytes: z.number(),
    ofBytes: z.number(),
    finished: z.boolean(),
  }),
  'snapshot.changed': SnapshotState,
  'tenants.changed': TenantState,
  'operators.changed': OperatorState,
  'suffixes.changed': SuffixState,
  ...reportEvents,
  ...caseEvents,
  /** The engine crashed and a new one runs, which knows nothing of the evidence: `message` says so to the person. */
  'engine.restarted': z.strictObject({ message: z.string() }),
  /** A menu item or key of the host that the window carries out. */
  command: z.strictObject({
    name: z.enum([
      'open',
      'open-folder',
      'open-snapshot',
      'paste',
      'sample',
      'new-case',
      'open-case',
      'save-case',
      'save-case-as',
      'find',
      'show-messages',
      'show-reports',
      'toggle-theme',
      'shortcuts',
    ]),
  }),
} as const satisfies Record<string, z.ZodType>;

export type Call = keyof typeof calls;
export type Request<C extends Call> = z.infer<(typeof calls)[C]['request']>;
export type Reply<C extends Call> = z.infer<(typeof calls)[C]['reply']>;
export type Handlers = { [C in Call]: (request: Request<C>) => Promise<Outcome<Reply<C>>> };

export type EventName = keyof typeof events;
export type EventBody<E extends EventName> = z.infer<(typeof events)[E]>;
export type EmitEvent = <E extends EventName>(name: E, body: EventBody<E>) => void;
