/** The kinds of files that a session judges its evidence by. */

export const referenceKinds = ['snapshot', 'tenants', 'operators', 'suffixes'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

export function isReferenceKind(kind: string | null): kind is ReferenceKind {
  return referenceKinds.some((each) => each === kind);
}
