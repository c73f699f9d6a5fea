/** The checks of the contract at a boundary between processes: names, requests and replies are parsed, and nothing crosses as an exception. */
import { type Call, calls, type EmitEvent, type EventName, events } from '../../shared/contract.ts';
import { type Outcome, type Refusal, refuse } from '../../shared/outcome.ts';
import type { Dispatch } from './in-process.ts';

/** Something that is wrong with Waybill itself, for the log of this process. */
export type ReportBug = (what: string, error: unknown) => void;

/**
 * Puts the checks of `shared/contract.ts` around calls that come from a less trusted place.
 * In: any name and any value. Out: an `Outcome` whose value fits the reply schema; `bad-request` where the request does not fit; `internal` for bugs.
 */
export function checkCalls(dispatch: Dispatch, reportBug: ReportBug): (name: unknown, request: unknown) => Promise<Outcome<unknown>> {
  return async (name, request) => {
    if (typeof name !== 'string' || !isCall(name)) return refuse('bad-request', 'There is no such call.');
    const parsed = calls[name].request.safeParse(request);
    if (!parsed.success) return refuse('bad-request', `The request of ${name} does not fit the contract.`, { at: firstPath(parsed.error) });
    try {
      return checkOutcome(name, await dispatch(name, parsed.data), reportBug);
    } catch (error) {
      reportBug(name, error);
      return refuse('internal', `Waybill failed on ${name}. This is a bug in Waybill.`);
    }
  };
}

/** The engine has just chewed hostile bytes: what it answers is parsed as it leaves. */
function checkOutcome(name: Call, outcome: Outcome<unknown>, reportBug: ReportBug): Outcome<unknown> {
  if (!outcome.ok) return { ok: false, error: plainRefusal(outcome.error) };
  const reply = calls[name].reply.safeParse(outcome.value);
  if (reply.success) return { ok: true, value: reply.data };
  reportBug(`${name}: the reply does not fit the contract at ${firstPath(reply.error)}`, reply.error);
  return refuse('internal', `The answer to ${name} does not fit the contract. This is a bug in Waybill.`);
}

/** Passes on events that fit their schema; drops and reports the others. */
export function checkEvents(emit: EmitEvent, reportBug: ReportBug): (name: string, body: unknown) => void {
  return (name, body) => {
    if (!Object.hasOwn(events, name)) return reportBug(`event ${name} is not in the contract`, body);
    const parsed = events[name as EventName].safeParse(body);
    if (parsed.success) emit(name as EventName, parsed.data as never);
    else reportBug(`event ${name}: the body does not fit the contract at ${firstPath(parsed.error)}`, parsed.error);
  };
}

export function isCall(name: string): name is Call {
  return Object.hasOwn(calls, name);
}

function plainRefusal({ code, message, evidence, at }: Refusal): Refusal {
  return { code, message, ...(evidence === undefined ? {} : { evidence }), ...(at === undefined ? {} : { at }) };
}

function firstPath(error: { issues: readonly { path: readonly PropertyKey[] }[] }): string {
  return error.issues[0]?.path.map(String).join('.') ?? '';
}
