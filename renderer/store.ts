/** The one store: what came from the engine, as it came, and what is selected. Nothing derived is kept here. */
import { create } from 'zustand';
import type { CaseState, Note } from '../shared/case-calls.ts';
import type {
  EvidenceRow,
  OpenQuestions,
  OperatorState,
  RecordByHand,
  Reply,
  SnapshotReport,
  SnapshotState,
  SuffixState,
  TenantState,
} from '../shared/contract.ts';
import type { CanonicalForm } from '../shared/facts/canonical.ts';
import type { Detail } from '../shared/facts/detail.ts';
import type { MimePart } from '../shared/facts/message.ts';
import { bundledListName, bundledListVersion } from '../shared/names/public-suffix-version.ts';
import type { Refusal } from '../shared/outcome.ts';
import type { Campaign } from '../shared/report-calls.ts';
import { initialReports, type ReportsState } from './report-state.ts';
import type { Selected } from './selection.ts';

export type LoadedDetail =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly detail: Detail }
  | { readonly state: 'failed'; readonly error: Refusal };

export interface Job {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Rows of reports so far; bytes of large files, 0 of 0 where there is none. */
  readonly records: number;
  readonly bytes: number;
  readonly ofBytes: number;
}

/** How far a job was at a moment of the window's clock (milliseconds), and before that: its rate follows from them. */
export interface JobMoment extends Job {
  readonly at: number;
}

/** How far a message went, as the reports of the case saw it. */
export type LoadedCampaign =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly campaign: Campaign }
  | { readonly state: 'failed'; readonly error: Refusal };

/** A note that is being written: what the engine was not told yet, or refused. */
export interface NoteDraft {
  readonly text: string;
  readonly state: 'typing' | 'saving' | 'failed';
}

/** Where the reader wants to go while the present case is not saved. */
export type CaseIntent = { readonly to: 'new' } | { readonly to: 'open'; readonly name: string };

/** What was hashed for a signature. It is there while the view of it is open. */
export type LoadedCanonical =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly form: CanonicalForm }
  | { readonly state: 'failed'; readonly error: Refusal };

/** The body of a message as the source view shows it: its beginning, one character a byte. */
export interface BodyText {
  readonly start: number;
  readonly text: string;
}

export interface Notice {
  readonly id: number;
  readonly tone: 'plain' | 'failed';
  readonly text: string;
}

export interface PartText {
  readonly text: string;
  readonly truncated: boolean;
}

export interface Parts {
  readonly tree: readonly MimePart[];
  readonly texts: ReadonlyMap<string, PartText>;
  readonly open: string | null;
}

/** What the form for a DNS answer begins with, and the answer that it takes the place of; null is a new one. */
export interface RecordDraft {
  readonly record: RecordByHand;
  readonly replaces: RecordByHand | null;
}

export type Dialog = 'paste' | 'shortcuts' | 'palette' | 'record' | 'conflicts' | 'open-case' | 'save-case' | 'leave-case' | 'case-notes';
export type Workspace = 'messages' | 'reports';
export type Theme = 'system' | 'light' | 'dark';
export type AuthenticationTab = 'spf' | 'dkim' | 'arc' | 'dmarc' | 'claims';
export type SourceTab = 'headers' | 'parts';

export interface Selection {
  readonly evidence: string | null;
  readonly place: Selected | null;
  /** Index into the places of the statement. */
  readonly nth: number;
}

export const nothingSelected: Selection = { evidence: null, place: null, nth: 0 };

export interface WaybillState {
  readonly session: Reply<'session.get'> | null;
  readonly rows: ReadonlyMap<string, EvidenceRow>;
  readonly details: ReadonlyMap<string, LoadedDetail>;
  readonly parts: ReadonlyMap<string, Parts>;
  /** By message and header index (`canonicalKey`). */
  readonly canonical: ReadonlyMap<string, LoadedCanonical>;
  readonly bodies: ReadonlyMap<string, BodyText>;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly moments: ReadonlyMap<string, readonly JobMoment[]>;
  readonly case: CaseState;
  readonly notes: readonly Note[];
  readonly noteDrafts: ReadonlyMap<string, NoteDraft>;
  /** Where the question whether to leave an unsaved case leads, or saving it. */
  readonly caseIntent: CaseIntent | null;
  /** The cases in the folder, from when they were last asked for. */
  readonly caseList: Reply<'case.list'> | null;
  readonly campaigns: ReadonlyMap<string, LoadedCampaign>;
  readonly snapshot: SnapshotState;
  /** Null until it was asked for. */
  readonly snapshotReport: SnapshotReport | null;
  readonly tenants: TenantState;
  readonly operators: OperatorState;
  readonly suffixes: SuffixState;
  readonly questions: readonly string[];
  /** What their answers may lead to, and how many rounds of asking remain at most. */
  readonly questionsAhead: readonly string[];
  readonly rounds: OpenQuestions['rounds'];
  readonly notices: readonly Notice[];
  /** The message shown, the one statement in it that everything reacts to, and which of its places is looked at. */
  readonly selection: Selection;
  readonly filter: string;
  readonly workspace: Workspace;
  readonly reports: ReportsState;
  readonly dialog: Dialog | null;
  readonly draft: RecordDraft;
  readonly dropping: boolean;
  readonly listOpen: boolean;
  readonly sourceOpen: boolean;
  readonly sourceTab: SourceTab;
  readonly authenticationTab: AuthenticationTab;
  readonly theme: Theme;
}

/** A form with nothing in it. */
export const emptyDraft: RecordDraft = {
  record: { name: '', type: 'TXT', answer: 'records', records: [], from: null, to: null },
  replaces: null,
};

/** What the engine holds besides evidence before anything was brought. */
export const nothingHeld = {
  case: { name: null, file: null, reports: 0, messages: 0, keepsOriginals: false, isSaved: false },
  notes: [],
  snapshot: { files: [], rrsets: 0, byHand: [] },
  snapshotReport: null,
  tenants: { files: [], known: [] },
  operators: { files: [] },
  suffixes: { bundled: { name: bundledListName, date: bundledListVersion.date }, file: null },
} satisfies Partial<WaybillState>;

/** Nothing is open. */
export const noQuestions = { questions: [], questionsAhead: [], rounds: { now: 0, ahead: 0 } } satisfies Partial<WaybillState>;

export const initialState: WaybillState = {
  session: null,
  rows: new Map(),
  details: new Map(),
  parts: new Map(),
  canonical: new Map(),
  bodies: new Map(),
  jobs: new Map(),
  moments: new Map(),
  noteDrafts: new Map(),
  caseIntent: null,
  caseList: null,
  campaigns: new Map(),
  ...nothingHeld,
  ...noQuestions,
  notices: [],
  selection: nothingSelected,
  filter: '',
  workspace: 'messages',
  reports: initialReports,
  dialog: null,
  draft: emptyDraft,
  dropping: false,
  listOpen: false,
  sourceOpen: false,
  sourceTab: 'headers',
  authenticationTab: 'spf',
  theme: 'system',
};

export const useWaybill = create<WaybillState>()(() => initialState);

/** Changes some fields of the state. For the actions only; views read. */
export function update(change: Partial<WaybillState> | ((state: WaybillState) => Partial<WaybillState>)): void {
  useWaybill.setState(change);
}
