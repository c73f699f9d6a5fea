/** The window on an in-memory client; the scene is named behind `#`. */
import { createRoot } from 'react-dom/client';
import { followSource } from '../../../renderer/actions/body.ts';
import { runCommand } from '../../../renderer/actions/commands.ts';
import { start } from '../../../renderer/actions/connection.ts';
import { restoreTheme } from '../../../renderer/actions/interface.ts';
import { App } from '../../../renderer/app.tsx';
import { listenToDrops } from '../../../renderer/drops.ts';
import { listenToKeys } from '../../../renderer/keyboard.ts';
import '../../../renderer/styles/window.css';
import { createMemoryClient } from '../helpers/memory-client.ts';
import { runJobs } from './running-jobs.ts';
import { sceneContent } from './scenes.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the harness page has no root');

restoreTheme();
listenToKeys(document);
listenToDrops(document);
followSource();
const scene = location.hash.slice(1) || 'spoof';
const client = createMemoryClient(sceneContent(scene));
void start(client, runCommand).then(() => scene === 'jobs' && runJobs(client));
createRoot(root).render(<App />);
