package io.pharos.collect;

import io.pharos.model.FileMapping;
import io.pharos.model.Problem;
import io.pharos.model.Value;
import io.pharos.model.ValueText;
import io.pharos.model.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes events of rows as the definition of a file source says. */
final class RowMapping {
    private final FileMapping mapping;
    private final ColumnTime time;
    private final List<Named> names;
    private final boolean identifiesByKind;

    private record Named(Predicate<Row> condition, String name) {}

    /** @throws IllegalArgumentException if the mapping asks for something a row does not have */
    RowMapping(FileMapping mapping, FileMapping.TimeColumn time, Workspace workspace) {
        this.mapping = mapping;
        this.time = new ColumnTime(time);
        this.names = mapping.eventNames().stream()
                .map(named -> new Named(RowCondition.compile(named.condition(), this.time), named.name()))
                .toList();
        this.identifiesByKind = mapping.identify()
                .filter(column -> workspace.identifiers().stream()
                        .anyMatch(kind -> kind.from().contains(column)))
                .isPresent();
    }

    /** The columns a file must have. */
    List<String> columns() {
        var columns = new ArrayList<String>();
        columns.add(time.column());
        mapping.groupBy().ifPresent(columns::add);
        mapping.id().ifPresent(columns::add);
        mapping.identify().ifPresent(columns::add);
        columns.addAll(mapping.lists());
        mapping.sumsOfProducts().values().forEach(columns::addAll);
        return columns.stream().distinct().toList();
    }

    boolean groups() {
        return mapping.groupBy().isPresent();
    }

    /** What the row is grouped by; empty if it has no value there, or nothing is grouped. */
    Optional<String> key(Row row) {
        return mapping.groupBy().flatMap(row::text);
    }

    /** Adds {@code row} to the event; returns why it cannot be. */
    Optional<Problem> add(Row row, Group group) {
        var moment = time.of(row);
        if (moment.isEmpty()) {
            return Optional.of(problem("row.time", time.column(), found(row, time.column()), time.expected()));
        }
        for (var sum : mapping.sumsOfProducts().entrySet()) {
            var fault = addProduct(sum.getKey(), sum.getValue(), row, group);
            if (fault.isPresent()) {
                return fault;
            }
        }
        group.happened(moment.get());
        if (groups()) {
            mapping.lists().forEach(column -> group.append(column, row));
        }
        return Optional.empty();
    }

    private static Optional<Problem> addProduct(String property, List<String> columns, Row row, Group group) {
        var product = BigDecimal.ONE;
        for (var column : columns) {
            var factor = row.text(column).flatMap(ValueText::amount);
            if (factor.isEmpty()) {
                return Optional.of(problem("row.number", column, found(row, column), Numbers.EXPECTED));
            }
            product = product.multiply(factor.get().amount());
        }
        return Value.Amount.fits(group.add(property, product))
                ? Optional.empty()
                : Optional.of(problem("row.number", property, "a sum of too many digits", Numbers.EXPECTED));
    }

    /** The event of all rows of {@code group}. */
    Draft event(Group group) {
        var first = group.first();
        var draft = new Draft("row");
        draft.id = mapping.id().flatMap(first::text).or(() -> key(first)).orElse(null);
        draft.name = name(first);
        draft.time = group.earliest();
        draft.order = first.number();
        if (!identifiesByKind) {
            draft.visitor = mapping.identify().flatMap(first::text).orElse(null);
        }
        group.properties().forEach((property, value) -> draft.put(property, value, "."));
        if (draft.name == null) {
            draft.reject(
                    "row.no-name",
                    "",
                    "a row that none of the names fits",
                    "a name for every row",
                    "Add \"else\" to the source's event.");
        }
        return draft;
    }

    private @Nullable String name(Row row) {
        return names.stream()
                .filter(named -> named.condition().test(row))
                .map(Named::name)
                .findFirst()
                .or(mapping::otherwise)
                .orElse(null);
    }

    private static String found(Row row, String column) {
        return row.text(column).map(Json::found).orElse("nothing");
    }

    private static Problem problem(String code, String where, String found, String expected) {
        return new Problem(code, Problem.Place.inEvent(where), found, expected, "");
    }
}
