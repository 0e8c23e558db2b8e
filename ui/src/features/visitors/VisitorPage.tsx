import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { Link, useParams } from 'react-router';
import type { Fact, Profile, Workspace } from '@/api/schema';
import { EmptyState } from '@/components/EmptyState';
import { Failure } from '@/components/Failure';
import { Loading } from '@/components/Loading';
import { Time } from '@/components/Time';
import type { Identifier } from '@/lib/identifier';
import { useFacts } from '@/lib/live/LiveContext';
import { workspaceQuery } from '@/lib/workspace';
import { profileQuery } from './api';
import { AttributePanel } from './AttributePanel';
import { BadgeShelf } from './BadgeShelf';
import { IdentifierPanel } from './IdentifierPanel';
import { attributesByScope, concerns, nameOf, namesIn } from './model';
import { SegmentPanel } from './SegmentPanel';
import classes from './VisitorPage.module.css';

/** One visitor, as they are now; it follows what happens to them while one looks. */
export function VisitorPage() {
  const { kind = '', value = '' } = useParams();
  const identifier = { kind, value };
  const profile = useQuery(profileQuery(identifier));
  const workspace = useQuery(workspaceQuery);
  useFollow(identifier);

  if (profile.isPending || workspace.isPending) return <Loading rows={8} label="Loading the visitor" />;
  if (profile.isError) return <Failure what="The visitor" error={profile.error} onRetry={profile.refetch} />;
  if (workspace.isError) return <Failure what="The workspace" error={workspace.error} onRetry={workspace.refetch} />;
  if (profile.data === null) return <Unknown identifier={identifier} />;
  return <ProfileView profile={profile.data} workspace={workspace.data} />;
}

/** Reads the profile again when the live stream tells of it. */
function useFollow({ kind, value }: Identifier) {
  const queries = useQueryClient();
  const listener = useCallback(
    (facts: readonly Fact[]) => {
      const query = profileQuery({ kind, value });
      const shown = queries.getQueryData(query.queryKey);
      const name = `${kind}:${value}`;
      const appeared = shown === null && facts.some((fact) => namesIn(fact).includes(name));
      if (appeared || (shown && concerns(shown, facts))) {
        void queries.invalidateQueries(query);
      }
    },
    [queries, kind, value],
  );
  useFacts(listener);
}

function ProfileView({ profile, workspace }: { profile: Profile; workspace: Workspace }) {
  const { visitor, visit } = attributesByScope(profile, workspace.attributes);
  return (
    <>
      <div className={classes.head}>
        <div>
          <h1 className={classes.name}>{nameOf(profile)}</h1>
          <p className="soft">
            as of <Time at={profile.as_of} as="clock" />, follows live
          </p>
        </div>
        <BadgeShelf worn={profile.badges} badges={workspace.badges} />
      </div>
      <div className={classes.columns}>
        <div className={classes.column}>
          <AttributePanel title="Attributes" attributes={visitor} />
          {visit.length > 0 && <AttributePanel title="This visit" attributes={visit} />}
        </div>
        <div className={classes.column}>
          <SegmentPanel held={profile.segments} segments={workspace.segments} />
          <IdentifierPanel identifiers={profile.identifiers} kinds={workspace.identifiers} />
        </div>
      </div>
    </>
  );
}

function Unknown({ identifier }: { identifier: Identifier }) {
  return (
    <EmptyState title={`Nobody is known by ${identifier.kind} “${identifier.value}”`}>
      Check the spelling, or{' '}
      <Link to={`/visitors?value=${encodeURIComponent(identifier.value)}`}>search by every identifier</Link>. A visitor
      exists from their first event on; this page will show them as soon as it arrives.
    </EmptyState>
  );
}
