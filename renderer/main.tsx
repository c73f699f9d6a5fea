/** Starts the window: theme first, then the client, the keys and the drops, then React. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { WindowWithBridge } from '../shared/bridge.ts';
import { followSource } from './actions/body.ts';
import { runCommand } from './actions/commands.ts';
import { start } from './actions/connection.ts';
import { restoreTheme } from './actions/interface.ts';
import { App } from './app.tsx';
import { connectClient } from './client.ts';
import { listenToDrops } from './drops.ts';
import { listenToKeys } from './keyboard.ts';
import './styles/window.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root');

restoreTheme();
listenToKeys(document);
listenToDrops(document);
followSource();
void start(connectClient(window as WindowWithBridge), runCommand);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
