/** Entry of Electron's utility process: the engine behind the parent port. */
import { readEngineStart } from '../transport/engine-start.ts';
import { emitOver, serve } from '../transport/message-port.ts';
import { parentPort } from '../transport/parent-port.ts';
import { createEngine } from './engine.ts';

const port = parentPort();
const reportBug = (error: unknown, where = 'a job'): void => {
  process.stderr.write(`waybill engine: ${where}: ${error instanceof Error ? error.stack : String(error)}\n`);
};
const engine = createEngine({ ...readEngineStart(process.argv[2]), emit: emitOver(port), onBug: reportBug });
const end = (): void => {
  engine.dispose().then(
    () => process.exit(0),
    (error: unknown) => {
      reportBug(error, 'the end');
      process.exit(1);
    },
  );
};
serve(engine.handlers, port, reportBug, end);
process.once('SIGTERM', end);
