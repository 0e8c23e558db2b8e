package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Unit;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads expressions about moments and lengths of time, such as {@code elapsed: { since: last_purchase, unit: days }}. */
final class TimeExpressions {
    private static final Words<Unit> UNITS = Words.of(Unit.values());
    private static final Keys FORMAT = Keys.of("date", "as", "zone").elsewhere("pattern", "as", "format", "as");
    private static final Keys PARSE = Keys.of("text", "as", "zone", "epoch_millis", "epoch_seconds")
            .elsewhere("pattern", "as", "format", "as", "epoch", "epoch_seconds");
    private static final List<String> PARSED = List.of("text", "epoch_millis", "epoch_seconds");
    private static final Keys BETWEEN = Keys.of("from", "to", "unit", "whole");
    private static final Keys ELAPSED = Keys.of("since", "unit", "whole").elsewhere("from", "since", "of", "since");

    private final Tools tools;
    private final Problems problems;
    private final Operands operands;
    private final TimePatterns patterns;

    TimeExpressions(Tools tools) {
        this.tools = tools;
        this.problems = tools.problems();
        this.operands = new Operands(tools);
        this.patterns = new TimePatterns(problems, tools.scalars());
    }

    Optional<Expression> format(Yaml node, Site site) {
        var fields = Fields.of(node, FORMAT, "{ date: …, as: yyyy-MM }", problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var date = date(fields.get(), "date", site);
        var pattern = fields.get().required("as", TimePatterns.FORM).flatMap(patterns::toWrite);
        var zone = zone(fields.get());
        return date.flatMap(of -> pattern.map(as -> new Expression.Format(of, as, zone)));
    }

    Optional<Expression> parse(Yaml node, Site site) {
        var written = Fields.of(node, PARSE, "{ text: …, as: dd/MM/yyyy }", problems);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var fields = written.get();
        var sources = PARSED.stream().filter(fields::has).toList();
        if (sources.size() != 1) {
            if (sources.size() > 1) {
                problems.add(Code.CONFLICT, fields.spot(), String.join(" and ", sources), "one of them");
            } else if (fields.isUnderstood()) {
                problems.add(
                        Code.MISSING_KEY, fields.spot(), "nothing to parse", "one of " + String.join(", ", PARSED));
            }
            return Optional.empty();
        }
        return sources.getFirst().equals("text") ? text(fields, site) : epoch(fields, sources.getFirst(), site);
    }

    private Optional<Expression> text(Fields fields, Site site) {
        var text = fields.value("text").flatMap(node -> operands.one(node, Wanted.TEXT, site));
        var pattern = fields.required("as", TimePatterns.FORM).flatMap(patterns::toRead);
        var zone = zone(fields);
        return text.flatMap(of -> pattern.map(as -> new Expression.Parse(of, as, zone)));
    }

    private Optional<Expression> epoch(Fields fields, String key, Site site) {
        for (var other : List.of("as", "zone")) {
            fields.entry(other)
                    .ifPresent(entry ->
                            problems.add(Code.CONFLICT, entry.key().spot(), other + " beside " + key, key + " alone"));
        }
        return fields.value(key)
                .flatMap(node -> operands.one(node, Wanted.NUMBER, site))
                .map(number -> new Expression.OfEpoch(number, key.equals("epoch_millis")));
    }

    private ZoneId zone(Fields fields) {
        return fields.value("zone")
                .flatMap(node -> Settings.zone(node, problems))
                .orElse(tools.zone());
    }

    Optional<Expression> between(Yaml node, Site site) {
        var fields = Fields.of(node, BETWEEN, "{ from: …, to: …, unit: days }", problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var from = date(fields.get(), "from", site);
        var to = date(fields.get(), "to", site);
        var unit = unit(fields.get());
        var whole = whole(fields.get());
        return from.flatMap(
                begin -> to.flatMap(end -> unit.map(known -> new Expression.Between(begin, end, known, whole))));
    }

    Optional<Expression> elapsed(Yaml node, Site site) {
        var fields = Fields.of(node, ELAPSED, "{ since: …, unit: days }", problems);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var since = date(fields.get(), "since", site);
        var unit = unit(fields.get());
        var whole = whole(fields.get());
        return since.flatMap(begin -> unit.map(known -> new Expression.Elapsed(begin, known, whole)));
    }

    Optional<Expression> changeIn(Yaml node, Fields fields, Site site) {
        var of = operands.name(
                node, List.of(Attribute.Type.NUMBER, Attribute.Type.DATE), "the name of a number or a date", site);
        var unit = fields.value("unit").flatMap(written -> tools.scalars().word(written, UNITS));
        if (of.isEmpty() || !fitsUnit(of.get(), node, fields)) {
            return Optional.empty();
        }
        return Optional.of(new Expression.ChangeIn(of.get(), unit));
    }

    private boolean fitsUnit(Name of, Yaml node, Fields fields) {
        var type = tools.declared().type(of);
        if (type.equals(Optional.of(Attribute.Type.DATE)) && !fields.has("unit")) {
            problems.add(
                    Code.MISSING_KEY, node.spot(), Shown.found(node) + ", a date, and no unit", "unit: days beside it");
            return false;
        }
        if (type.equals(Optional.of(Attribute.Type.NUMBER)) && fields.has("unit")) {
            problems.add(
                    Code.CONFLICT,
                    fields.entry("unit").orElseThrow().key().spot(),
                    "unit beside " + Shown.found(node) + ", a number",
                    "no unit");
            return false;
        }
        return true;
    }

    private Optional<Operand> date(Fields fields, String key, Site site) {
        return fields.required(key, "a date").flatMap(node -> operands.one(node, Wanted.DATE, site));
    }

    Optional<Unit> unit(Fields fields) {
        return fields.required("unit", UNITS.expected())
                .flatMap(node -> tools.scalars().word(node, UNITS));
    }

    boolean whole(Fields fields) {
        return fields.value("whole").flatMap(tools.scalars()::flag).orElse(false);
    }
}
