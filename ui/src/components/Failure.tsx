import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { RequestFailed } from '@/lib/http';

/** Something could not be loaded: what, why, and a way to try again. */
export function Failure({ what, error, onRetry }: { what: string; error: Error; onRetry: () => unknown }) {
  const problems = error instanceof RequestFailed ? (error.problem.problems ?? []) : [];
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={`${what} could not be loaded`}>
      <p>{error.message}</p>
      {problems.map((problem) => (
        <p key={`${problem.where} ${problem.code}`}>
          {problem.where}: found {problem.found}, expected {problem.expected}. {problem.hint}
        </p>
      ))}
      <Button mt="sm" size="xs" variant="default" onClick={() => onRetry()}>
        Try again
      </Button>
    </Alert>
  );
}
