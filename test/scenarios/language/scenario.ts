/**
 * What a scenario is: a story told by a plan and its options. A plan is a function from plain options to a message and its world; a
 * scenario is a plan with options and the verdict that must come out. A twin is the same plan with one option changed.
 */
import type { KnownTenant } from '../../../shared/facts/tenant-knowledge.ts';
import type { VerdictKind } from '../../../shared/facts/verdict.ts';
import type { Zone } from '../../helpers/zone.ts';

export interface Told {
  readonly message: Uint8Array;
  readonly dns: Zone;
  /** The ledger: which tenants are known as whose. */
  readonly tenants?: readonly KnownTenant[];
  /** Domains of which other messages of the case carried a verified signature. */
  readonly signs?: readonly string[];
}

export type Plan<Options extends object> = (options: Options) => Promise<Told>;

export interface Expectation {
  readonly kind: VerdictKind;
  readonly confidence: 'confirmed' | 'probable' | null;
  readonly operator?: string | null;
  readonly actualTenant?: string | null;
  /** `egress`: flipped at the hop of the trust boundary; null: nowhere. */
  readonly flippedAt?: 'egress' | null;
  readonly passedSpf?: boolean | null;
  /** Signals that must be among the reasons. */
  readonly signals?: readonly string[];
}

export interface ScenarioDefinition<Options extends object> {
  readonly id: string;
  readonly title: string;
  readonly story: string;
  readonly operators: readonly string[];
  /** RFC, advisory, paper or section of the fact base that the story is taken from. */
  readonly reference: string;
  readonly plan: Plan<Options>;
  readonly options: Options;
  readonly expect: Expectation;
  /** The verdict on an empty snapshot, where it is another one. */
  readonly expectWithoutDns?: Expectation;
  readonly twin?: { readonly of: string; readonly differs: keyof Options & string };
}

export interface Scenario extends Omit<ScenarioDefinition<object>, 'plan' | 'options' | 'twin'> {
  /** The plan by identity: a twin has the same one. */
  readonly plan: unknown;
  readonly options: Readonly<Record<string, unknown>>;
  readonly twin?: { readonly of: string; readonly differs: string };
  readonly build: () => Promise<Told>;
  /** The same story with some options changed. */
  readonly retell: (changes: Readonly<Record<string, unknown>>) => Promise<Told>;
}

/** Takes the definition, checked against the options of its plan; gives the scenario as tests use it. */
export function defineScenario<Options extends object>(definition: ScenarioDefinition<Options>): Scenario {
  const { plan, options, ...rest } = definition;
  return {
    ...rest,
    plan,
    options: Object.fromEntries(Object.entries(options)),
    build: () => plan(options),
    retell: (changes) => plan({ ...options, ...changes }),
  };
}
