import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Logo } from '@/components/Logo';
import { workspaceQuery } from '@/lib/workspace';
import { Navigation } from './Navigation';
import { Notice } from './Notice';
import classes from './Shell.module.css';
import { ShortcutList } from './ShortcutList';
import { useShortcuts } from './useShortcuts';
import { VisitorSearch } from './VisitorSearch';

/** Navigation on the left, the screen beside it; on a small window the navigation folds into a bar on top. */
export function Shell({ user }: { user: string }) {
  const [menu, { open: openMenu, close: closeMenu }] = useDisclosure(false);
  const [help, { open: openHelp, close: closeHelp }] = useDisclosure(false);
  const { pathname } = useLocation();
  const workspace = useQuery(workspaceQuery);
  useShortcuts(openHelp);
  useDocumentTitle(workspace.data === undefined ? 'Pharos' : `${workspace.data.title} · Pharos`);
  useEffect(closeMenu, [pathname, closeMenu]);

  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        Skip to content
      </a>
      <aside className={classes.side}>
        <Navigation user={user} workspace={workspace.data?.title} onHelp={openHelp} />
      </aside>
      <Drawer
        opened={menu}
        onClose={closeMenu}
        size={264}
        title="Menu"
        closeButtonProps={{ 'aria-label': 'Close menu' }}
      >
        <Navigation user={user} workspace={workspace.data?.title} onHelp={openHelp} />
      </Drawer>
      <header className={classes.top}>
        <div className={classes.brand}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Open menu" onClick={openMenu}>
            <IconMenu2 size={20} aria-hidden />
          </ActionIcon>
          <Logo size={26} />
        </div>
        <VisitorSearch />
      </header>
      <main id="main" className={classes.main} tabIndex={-1}>
        {workspace.data?.notice !== undefined && <Notice text={workspace.data.notice} />}
        <Outlet />
      </main>
      <ShortcutList opened={help} onClose={closeHelp} />
    </div>
  );
}
