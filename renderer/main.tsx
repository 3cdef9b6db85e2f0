import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openBridge } from './api/bridge.ts';
import { followEvents } from './api/client.ts';
import { Root } from './app/root.tsx';
import { createAppRouter } from './app/routes.tsx';
import { rememberedTheme, showTheme } from './app/theme.ts';
import './styles/tokens.css';
import './styles/base.css';

showTheme(rememberedTheme());
await openBridge();
followEvents();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Root router={createAppRouter()} />
    </StrictMode>,
  );
}
