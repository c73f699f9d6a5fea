/** The window on an in-memory client; the scene is named behind `#`. */
import { createRoot } from 'react-dom/client';
import { runCommand } from '../../../renderer/actions/commands.ts';
import { start } from '../../../renderer/actions/connection.ts';
import { restoreTheme } from '../../../renderer/actions/interface.ts';
import { App } from '../../../renderer/app.tsx';
import { listenToDrops } from '../../../renderer/drops.ts';
import { listenToKeys } from '../../../renderer/keyboard.ts';
import '../../../renderer/styles/window.css';
import { createMemoryClient } from '../helpers/memory-client.ts';
import { sceneContent } from './scenes.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the harness page has no root');

restoreTheme();
listenToKeys(document);
listenToDrops(document);
void start(createMemoryClient(sceneContent(location.hash.slice(1) || 'spoof')), runCommand);
createRoot(root).render(<App />);
