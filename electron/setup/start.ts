/** `npm start`: opens the window, with the sample case where no file is named. */
import { openWindow } from './open-window.ts';

// npm runs its scripts in the checkout; the paths are meant from where the person is.
process.exitCode = await openWindow([...process.argv.slice(2), '--sample'], process.env.INIT_CWD);
