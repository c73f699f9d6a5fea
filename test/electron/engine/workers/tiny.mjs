/** A worker for the tests of the pool: speaks the protocol by hand and misbehaves on request. */
import { parentPort } from 'node:worker_threads';

let shared = {};
parentPort.on('message', (message) => {
  if (message.kind === 'set-up') {
    shared = { ...shared, ...message.parts, sent: Object.keys(message.parts) };
    return;
  }
  const { id, task } = message;
  parentPort.postMessage({ kind: 'started', id });
  const finish = (value) => parentPort.postMessage({ kind: 'finished', id, outcome: { ok: true, value }, bug: null });
  switch (task.do ?? task.kind) {
    case 'echo':
      finish(task.value);
      break;
    case 'questions':
    case 'shared':
      finish(shared);
      break;
    case 'json':
      finish(`${task.bytes.length} bytes`);
      break;
    case 'length':
      finish(task.bytes.length);
      break;
    case 'wait':
      setTimeout(() => finish(task.value), task.milliseconds);
      break;
    case 'hang':
      for (;;);
    case 'exit':
      process.exit(3);
      break;
    case 'crash':
      throw new Error('crashed on purpose');
    case 'devour': {
      const hoard = [];
      for (;;) hoard.push(new Array(100_000).fill(Math.random()));
    }
    default:
      finish(null);
  }
});
