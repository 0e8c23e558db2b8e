import { createBrowserRouter, Navigate } from 'react-router';
import { Definitions } from '@/features/definitions/Definitions';
import { Overview } from '@/features/overview/Overview';
import { SignIn } from '@/features/session/SignIn';
import { VisitorPage } from '@/features/visitors/VisitorPage';
import { Visitors } from '@/features/visitors/Visitors';
import { NotFound } from './NotFound';
import { SignedIn } from './SignedIn';

export const router = createBrowserRouter(
  [
    { path: '/sign-in', element: <SignIn /> },
    {
      element: <SignedIn />,
      children: [
        { path: '/', element: <Overview /> },
        { path: '/visitors', element: <Visitors /> },
        { path: '/visitors/:kind/:value', element: <VisitorPage /> },
        { path: '/definitions', element: <Navigate to="/definitions/attributes" replace /> },
        { path: '/definitions/:section', element: <Definitions /> },
        { path: '*', element: <NotFound /> },
      ],
    },
  ],
  { basename: '/console' },
);
