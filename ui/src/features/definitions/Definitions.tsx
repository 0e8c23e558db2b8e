import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Navigate, NavLink, useParams, useSearchParams } from 'react-router';
import type { Workspace } from '@/api/schema';
import { EmptyState } from '@/components/EmptyState';
import { Failure } from '@/components/Failure';
import { Loading } from '@/components/Loading';
import { counted } from '@/lib/numbers';
import { workspaceQuery } from '@/lib/workspace';
import classes from './Definitions.module.css';
import { found, isSection, SECTIONS, TITLES, type Section } from './model';
import { ActionRow, AttributeRow, BadgeRow, SegmentRow, SourceRow } from './rows';

/** What is published, for reading. */
export function Definitions() {
  const { section } = useParams();
  const workspace = useQuery(workspaceQuery);
  if (!isSection(section)) return <Navigate to="/definitions/attributes" replace />;
  return (
    <>
      <h1>Definitions</h1>
      {workspace.isPending && <Loading rows={8} label="Loading the definitions" />}
      {workspace.isError && <Failure what="The definitions" error={workspace.error} onRetry={workspace.refetch} />}
      {workspace.isSuccess && <Published workspace={workspace.data} section={section} />}
    </>
  );
}

function Published({ workspace, section }: { workspace: Workspace; section: Section }) {
  const [search, setSearch] = useSearchParams();
  const words = search.get('q') ?? '';
  return (
    <section className={classes.panel} aria-label={TITLES[section]}>
      <div className={classes.bar}>
        <nav aria-label="Kinds of definition">
          <ul className={classes.tabs}>
            {SECTIONS.map((each) => (
              <li key={each}>
                <NavLink className={`${classes.tab}`} to={`/definitions/${each}`}>
                  {TITLES[each]} <span className="soft number">{workspace[each].length}</span>
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <TextInput
          aria-label={`Search ${TITLES[section].toLowerCase()}`}
          placeholder="Search"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={words}
          onChange={({ currentTarget: { value } }) => setSearch(value === '' ? {} : { q: value }, { replace: true })}
        />
      </div>
      <List workspace={workspace} section={section} words={words} />
    </section>
  );
}

function List({ workspace, section, words }: { workspace: Workspace; section: Section; words: string }) {
  const rows = rowsOf(workspace, section, words);
  if (workspace[section].length === 0) {
    return (
      <EmptyState title={`No ${section} yet`}>
        Write them in the files of the workspace, and start the server with that folder.
      </EmptyState>
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState title={`None of ${counted(workspace[section].length, 'definition')} matches`}>
        Search looks at titles, names and notes.
      </EmptyState>
    );
  }
  return <ul className={classes.rows}>{rows}</ul>;
}

function rowsOf(workspace: Workspace, section: Section, words: string) {
  switch (section) {
    case 'attributes':
      return found(workspace.attributes, words).map((each) => <AttributeRow key={each.name} attribute={each} />);
    case 'segments':
      return found(workspace.segments, words).map((each) => <SegmentRow key={each.name} segment={each} />);
    case 'badges':
      return found(workspace.badges, words).map((each) => <BadgeRow key={each.name} badge={each} />);
    case 'actions':
      return found(workspace.actions, words).map((each) => (
        <ActionRow key={each.name} action={each} workspace={workspace} />
      ));
    case 'sources':
      return found(workspace.sources, words).map((each) => <SourceRow key={each.name} source={each} />);
    default:
      return section satisfies never;
  }
}
