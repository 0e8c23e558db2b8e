import { Button, Select, TextInput } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import type { Workspace } from '@/api/schema';
import { EmptyState } from '@/components/EmptyState';
import { Failure } from '@/components/Failure';
import { Loading } from '@/components/Loading';
import { Panel } from '@/components/Panel';
import { visitorPath, type Identifier } from '@/lib/identifier';
import { workspaceQuery } from '@/lib/workspace';
import { profileQuery } from './api';
import { candidates, kindsOf, nameOf } from './model';
import classes from './Visitors.module.css';

/** Finds one visitor by any value they are known by. */
export function Visitors() {
  const workspace = useQuery(workspaceQuery);
  return (
    <>
      <h1>Visitors</h1>
      {workspace.isPending && <Loading rows={3} label="Loading the kinds of identifier" />}
      {workspace.isError && <Failure what="The workspace" error={workspace.error} onRetry={workspace.refetch} />}
      {workspace.isSuccess && <Search workspace={workspace.data} />}
    </>
  );
}

function Search({ workspace }: { workspace: Workspace }) {
  const [search, setSearch] = useSearchParams();
  const kinds = kindsOf(workspace);
  const value = search.get('value') ?? '';
  const kind = search.get('kind') ?? '';
  const wanted = candidates(
    value,
    kind,
    kinds.map((each) => each.value),
  );
  return (
    <Panel title="Find a visitor">
      <SearchForm
        key={`${kind} ${value}`}
        kinds={kinds}
        kind={kind}
        value={value}
        onSearch={(next) => setSearch(Object.entries(next).filter(([, text]) => text !== ''))}
      />
      {wanted.length === 0 ? (
        <EmptyState title="Who are you looking for?">
          Enter any value that a visitor is known by. Or pick somebody from the live events on the{' '}
          <Link to="/">overview</Link>.
        </EmptyState>
      ) : (
        <Results wanted={wanted} />
      )}
    </Panel>
  );
}

function SearchForm({
  kinds,
  kind,
  value,
  onSearch,
}: {
  kinds: { value: string; label: string }[];
  kind: string;
  value: string;
  onSearch: (next: { kind: string; value: string }) => void;
}) {
  const [picked, pick] = useState(kind);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSearch({ kind: picked, value: (new FormData(event.currentTarget).get('value') as string).trim() });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Select
        label="Known by"
        data={[{ value: '', label: 'Any identifier' }, ...kinds]}
        value={picked}
        allowDeselect={false}
        onChange={(next) => pick(next ?? '')}
      />
      <TextInput
        className={classes.value}
        label="Value"
        name="value"
        defaultValue={value}
        required
        withAsterisk={false}
      />
      <Button type="submit">Find</Button>
    </form>
  );
}

function Results({ wanted }: { wanted: Identifier[] }) {
  const answers = useQueries({ queries: wanted.map(profileQuery) });
  const failed = answers.find((answer) => answer.isError);
  const found = answers.flatMap((answer, i) => {
    const identifier = wanted[i];
    return answer.data && identifier !== undefined ? [{ identifier, profile: answer.data }] : [];
  });
  const visitors = [...new Map(found.map((each) => [each.profile.id, each])).values()];
  const [only] = visitors;

  if (failed?.error) {
    return (
      <div className={classes.failure}>
        <Failure what="The visitor" error={failed.error} onRetry={failed.refetch} />
      </div>
    );
  }
  if (answers.some((answer) => answer.isPending)) return <Loading rows={2} label="Looking for the visitor" />;
  if (only === undefined) {
    return (
      <EmptyState title="Nobody is known by that value">
        Check the spelling, or search by another identifier. A visitor exists from their first event on.
      </EmptyState>
    );
  }
  if (visitors.length === 1) return <Navigate to={visitorPath(only.identifier)} replace />;
  return (
    <ul className={classes.results}>
      {visitors.map(({ identifier, profile }) => (
        <li key={profile.id}>
          <Link to={visitorPath(identifier)}>{nameOf(profile)}</Link>{' '}
          <span className="soft">found by {identifier.kind}</span>
        </li>
      ))}
    </ul>
  );
}
