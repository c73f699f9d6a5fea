/** The one store: what came from the engine, as it came, and what is selected. Nothing derived is kept here. */
import { create } from 'zustand';
import type { EvidenceRow, OperatorState, RecordByHand, Reply, SnapshotState, TenantState } from '../shared/contract.ts';
import type { Detail } from '../shared/facts/detail.ts';
import type { MimePart } from '../shared/facts/message.ts';
import type { Refusal } from '../shared/outcome.ts';
import type { Selected } from './selection.ts';

export type LoadedDetail =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly detail: Detail }
  | { readonly state: 'failed'; readonly error: Refusal };

export interface Job {
  readonly done: number;
  readonly total: number;
  readonly failed: number;
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

export type Dialog = 'paste' | 'shortcuts' | 'palette' | 'record';
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
  readonly jobs: ReadonlyMap<string, Job>;
  readonly snapshot: SnapshotState;
  readonly tenants: TenantState;
  readonly operators: OperatorState;
  readonly questions: readonly string[];
  readonly notices: readonly Notice[];
  /** The message shown, the one statement in it that everything reacts to, and which of its places is looked at. */
  readonly selection: Selection;
  readonly filter: string;
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
  snapshot: { files: [], rrsets: 0, byHand: [] },
  tenants: { files: [], known: [] },
  operators: { files: [] },
} satisfies Partial<WaybillState>;

export const initialState: WaybillState = {
  session: null,
  rows: new Map(),
  details: new Map(),
  parts: new Map(),
  jobs: new Map(),
  ...nothingHeld,
  questions: [],
  notices: [],
  selection: nothingSelected,
  filter: '',
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
