import { Link } from 'react-router';
import { EmptyState } from '@/components/EmptyState';

export function NotFound() {
  return (
    <EmptyState title="There is no such page">
      <Link to="/">Back to the overview</Link>
    </EmptyState>
  );
}
