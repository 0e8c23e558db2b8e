import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { Logo } from '@/components/Logo';
import { api } from '@/lib/http';
import { sessionQuery } from '@/lib/session';
import classes from './Navigation.module.css';
import { SCREENS } from './screens';

/** The screens in the order in which one works, and below them what concerns oneself. */
export function Navigation({
  user,
  workspace,
  onHelp,
}: {
  user: string;
  workspace: string | undefined;
  onHelp: () => void;
}) {
  const queries = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => api.delete('session'),
    onSuccess: () => {
      // The session itself stays in the cache, since the page watches it to know whether somebody is signed in.
      queries.setQueryData(sessionQuery.queryKey, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
    },
  });
  return (
    <div className={classes.navigation}>
      <div className={classes.product}>
        <Logo />
        <div>
          <p className={classes.name}>Pharos</p>
          <p className={classes.workspace}>{workspace ?? '…'}</p>
        </div>
      </div>
      <nav aria-label="Screens">
        <ul className={classes.list}>
          {SCREENS.map(({ path, title, icon: Icon }) => (
            <li key={path}>
              <NavLink to={path} end={path === '/'} className={`${classes.item}`}>
                <Icon size={18} stroke={1.7} aria-hidden />
                {title}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <ul className={`${classes.list} ${classes.own}`}>
        <li>
          <ColourScheme />
        </li>
        <li>
          <button type="button" className={classes.item} onClick={onHelp}>
            <IconKeyboard size={18} stroke={1.7} aria-hidden />
            Shortcuts
          </button>
        </li>
        <li>
          <button type="button" className={classes.item} onClick={() => signOut.mutate()} disabled={signOut.isPending}>
            <IconLogout size={18} stroke={1.7} aria-hidden />
            Sign out <span className={classes.user}>{user}</span>
          </button>
        </li>
      </ul>
    </div>
  );
}

/** Follows the system until one chooses; choosing what the system has follows it again. */
function ColourScheme() {
  const shown = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const other = shown === 'dark' ? 'light' : 'dark';
  const Icon = other === 'dark' ? IconMoon : IconSun;
  const choose = () => {
    const system = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    setColorScheme(other === system ? 'auto' : other);
  };
  return (
    <button type="button" className={classes.item} onClick={choose}>
      <Icon size={18} stroke={1.7} aria-hidden />
      {other === 'dark' ? 'Dark colours' : 'Light colours'}
    </button>
  );
}
