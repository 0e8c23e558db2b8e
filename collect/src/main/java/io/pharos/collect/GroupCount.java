package io.pharos.collect;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the rows of each group. */
final class GroupCount implements Row.Sink {
    private final RowMapping mapping;
    private final Map<String, Integer> rowsOfGroups = new HashMap<>();
    private Optional<RowProblem> stopped = Optional.empty();

    GroupCount(RowMapping mapping) {
        this.mapping = mapping;
    }

    Map<String, Integer> rowsOfGroups() {
        return rowsOfGroups;
    }

    /** Why the file could not be read to its end; any group may lack rows then. */
    Optional<RowProblem> stopped() {
        return stopped;
    }

    @Override
    public void row(Row row) {
        mapping.key(row).ifPresent(key -> rowsOfGroups.merge(key, 1, Integer::sum));
    }

    @Override
    public void stop(RowProblem problem) {
        stopped = stopped.or(() -> Optional.of(problem));
    }
}
