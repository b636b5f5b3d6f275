import './set-locale.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectEvents } from './api/events.ts';
import { createQueryClient } from './api/query-client.ts';
import { App } from './app/app.tsx';
import { requestCommand } from './state/command-bus.ts';
import { leaveKeysToInputMethods } from './ui/input-methods.ts';
import './styles/global.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

leaveKeysToInputMethods();
const queryClient = createQueryClient();
connectEvents(queryClient, requestCommand);

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
