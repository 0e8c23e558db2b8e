package io.pharos.collect;

import io.pharos.model.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes an event of the rows of each group, as soon as the last of them has been read. */
final class GroupedRows implements Row.Sink {
    private final RowMapping mapping;
    private final Map<String, Integer> rowsLeft;
    private final String source;
    private final Reading reading;
    private final Map<String, Group> open = new HashMap<>();

    GroupedRows(RowMapping mapping, Map<String, Integer> rowsOfGroups, String source, Reading reading) {
        this.mapping = mapping;
        this.rowsLeft = rowsOfGroups;
        this.source = source;
        this.reading = reading;
    }

    @Override
    public void row(Row row) {
        reading.countRow();
        row.problems().forEach(problem -> reading.problem(row, problem));
        mapping.key(row).ifPresentOrElse(key -> add(row, key), () -> {
            if (row.problems().isEmpty()) {
                reading.problem(row, problem("row.no-group", "nothing to group the row by", "a value in every row"));
            }
        });
    }

    @Override
    public void stop(RowProblem problem) {
        reading.problem(problem);
    }

    private void add(Row row, String key) {
        var group = open.computeIfAbsent(key, _ -> new Group(row));
        if (!row.problems().isEmpty()) {
            group.spoil(row);
        } else {
            mapping.add(row, group).ifPresent(problem -> {
                reading.problem(row, problem);
                group.spoil(row);
            });
        }
        if (Optional.ofNullable(rowsLeft.merge(key, -1, (left, one) -> left + one))
                        .orElse(0)
                == 0) {
            open.remove(key);
            rowsLeft.remove(key);
            close(key, group);
        }
    }

    private void close(String key, Group group) {
        if (group.isSpoilt()) {
            reading.problem(
                    group.first(),
                    problem(
                            "row.incomplete-group",
                            "\"" + key + "\", of which these rows cannot be used: " + group.spoiltBy(),
                            "all rows of a group, for without them its event would be wrong"));
            return;
        }
        var draft = mapping.event(group);
        draft.source = source;
        reading.event(draft, group.first());
    }

    private static Problem problem(String code, String found, String expected) {
        return new Problem(
                code, Problem.Place.inEvent("row"), found, expected, "Mend the rows and read the file again.");
    }
}
