/** The handoff by which the receiver took the message over: the one that its own checks are about. */
import type { Boundary, Handoff } from '../facts/route.ts';

/** Takes the handoffs and the boundary; gives the handoff at the boundary hop, or undefined where there is none. */
export function finalHandoff({
  handoffs,
  boundary,
}: {
  readonly handoffs: readonly Handoff[];
  readonly boundary: Boundary;
}): Handoff | undefined {
  return handoffs.find((handoff) => handoff.hop !== null && handoff.hop === boundary.hop);
}
