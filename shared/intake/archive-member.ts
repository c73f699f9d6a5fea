/** What the archive readers have in common: a member with a name, and a way to its bytes or the reason why there is none. */
import type { Outcome, RefusalCode } from '../outcome.ts';

export interface MemberProblem {
  readonly code: RefusalCode;
  readonly message: string;
}

export interface MemberContent {
  readonly bytes: Uint8Array;
  /** What is wrong with the bytes although they could be read: cut short, or not what the checksum says. */
  readonly damage: MemberProblem | null;
}

/** `read` gives at most `limit` bytes or refuses with `too-large`. A member without it is known by name only. */
export type ArchiveMember =
  | { readonly name: string; readonly read: (limit: number) => Outcome<MemberContent> }
  | { readonly name: string; readonly problem: MemberProblem; readonly read?: undefined };
