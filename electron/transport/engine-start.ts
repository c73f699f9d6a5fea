/** What a host tells the engine when it starts it. Crosses as JSON in the argument list of the utility process. */
import { z } from 'zod';

const EngineStart = z.strictObject({
  version: z.string(),
  host: z.enum(['electron', 'loopback']),
  /** Folder of the sample case, or null where it was not shipped. */
  sampleDirectory: z.string().nullable(),
});
export type EngineStart = z.infer<typeof EngineStart>;

/** Reads what `JSON.stringify` of an `EngineStart` wrote; throws on anything else, as only our own main process writes it. */
export function readEngineStart(argument: string | undefined): EngineStart {
  return EngineStart.parse(JSON.parse(argument ?? 'null'));
}
