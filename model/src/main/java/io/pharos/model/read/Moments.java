package io.pharos.model.read;

import io.pharos.model.Value;
import io.pharos.model.ValueText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads times in ISO form. One without an offset is of the workspace's zone, one without a time is the day's start. */
final class Moments {
    static final String FORM = "a time such as 2026-03-01, 2026-03-01T10:00 or 2026-03-01T10:00Z";
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final Problems problems;
    private final ZoneId zone;

    Moments(Problems problems, ZoneId zone) {
        this.problems = problems;
        this.zone = zone;
    }

    Optional<Instant> moment(Yaml node) {
        var moment = node instanceof Yaml.Scalar scalar ? parse(scalar.text()) : Optional.<Instant>empty();
        if (moment.isEmpty()) {
            problems.wrongType(node, FORM);
        }
        return moment;
    }

    Optional<LocalDate> day(Yaml node) {
        try {
            if (node instanceof Yaml.Scalar scalar && DAY.matcher(scalar.text()).matches()) {
                return Optional.of(LocalDate.parse(scalar.text()));
            }
        } catch (DateTimeException e) {
            // Reported below: a form that is right and a day that does not exist are the same mistake to the writer.
        }
        problems.wrongType(node, "a day such as 2026-03-01");
        return Optional.empty();
    }

    Optional<Instant> parse(String text) {
        return ValueText.moment(text, zone).map(Value.Moment::at);
    }
}
