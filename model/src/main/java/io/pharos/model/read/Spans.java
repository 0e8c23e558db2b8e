package io.pharos.model.read;

import io.pharos.model.Span;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lengths of time: {@code 30s 5m 2h 14d 4w}, and by the calendar {@code 1 month}, {@code 2 years}. */
final class Spans {
    static final String FORM = "a length of time such as 30s, 5m, 2h, 14d, 4w, 1 month or 2 years";
    static final String FIXED_FORM = "a fixed length of time such as 30s, 5m, 2h, 14d or 4w";
    private static final Pattern FIXED = Pattern.compile("(\\d{1,10})([smhdw])");
    private static final Pattern CALENDAR = Pattern.compile("(\\d{1,4}) (month|year)s?");
    private static final Pattern AGO = Pattern.compile("(.+) ago");
    private static final Pattern FROM_NOW = Pattern.compile("(.+) from now");
    private static final Pattern SPELLED = Pattern.compile("(\\d+) ?(second|minute|hour|day|week)s?");

    /** A hundred years: longer than any history, short enough to count with. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private static final int MOST_MONTHS = 1200;

    private final Problems problems;

    Spans(Problems problems) {
        this.problems = problems;
    }

    Optional<Span> span(Yaml node) {
        if (!(node instanceof Yaml.Scalar scalar)) {
            problems.wrongType(node, FORM);
            return Optional.empty();
        }
        var span = parse(scalar.text()).filter(Spans::fits);
        if (span.isEmpty()) {
            problems.wrongType(node, FORM, hint(scalar.text()));
        }
        return span;
    }

    /** A length of time that is not empty. */
    Optional<Span> positive(Yaml node) {
        var span = span(node);
        if (span.filter(Spans::isEmpty).isPresent()) {
            problems.add(Code.OUT_OF_RANGE, node.spot(), Shown.found(node), "a length above 0");
            return Optional.empty();
        }
        return span;
    }

    /** A length of time that is not empty, and the same at any time of the year. */
    Optional<Span> positiveFixed(Yaml node) {
        return fixed(node, Duration.ofSeconds(1)).map(Span.Fixed::new);
    }

    private static boolean isEmpty(Span span) {
        return switch (span) {
            case Span.Fixed(var length) -> length.isZero();
            case Span.Calendar(var length) -> length.isZero();
        };
    }

    /** A length that is the same at any time of the year, and at least {@code least}. */
    Optional<Duration> fixed(Yaml node, Duration least) {
        if (!(node instanceof Yaml.Scalar scalar)) {
            problems.wrongType(node, FIXED_FORM);
            return Optional.empty();
        }
        var span = parse(scalar.text()).filter(Spans::fits);
        if (!(span.orElse(null) instanceof Span.Fixed(var length))) {
            problems.wrongType(node, FIXED_FORM, hint(scalar.text()));
            return Optional.empty();
        }
        if (length.compareTo(least) < 0) {
            problems.add(Code.OUT_OF_RANGE, node.spot(), Shown.found(node), "at least " + least.toSeconds() + "s");
            return Optional.empty();
        }
        return Optional.of(length);
    }

    /** The span of {@code 90d ago}; empty if {@code text} is nothing of the kind. */
    static Optional<Span> ago(String text) {
        var matcher = AGO.matcher(text);
        return matcher.matches() ? parse(matcher.group(1)).filter(Spans::fits) : Optional.empty();
    }

    /** The span of {@code 7d from now}; empty if {@code text} is nothing of the kind. */
    static Optional<Span> fromNow(String text) {
        var matcher = FROM_NOW.matcher(text);
        return matcher.matches() ? parse(matcher.group(1)).filter(Spans::fits) : Optional.empty();
    }

    /** What to write instead of a length of time, where a moment so long ago, or so far ahead, is meant. */
    static String hintMoving(String text) {
        if (parse(text).isPresent()) {
            return "Write " + text + " ago.";
        }
        var ahead = FROM_NOW.matcher(text);
        var spelled = SPELLED.matcher(
                ahead.matches() ? ahead.group(1) : AGO.matcher(text).replaceFirst("$1"));
        return spelled.matches() ? "Write " + inShort(spelled) + (ahead.matches() ? " from now." : " ago.") : "";
    }

    private static String inShort(Matcher spelled) {
        return spelled.group(1) + spelled.group(2).charAt(0);
    }

    private static Optional<Span> parse(String text) {
        var fixed = FIXED.matcher(text);
        if (fixed.matches()) {
            return Optional.of(new Span.Fixed(length(Long.parseLong(fixed.group(1)), fixed.group(2))));
        }
        var calendar = CALENDAR.matcher(text);
        if (calendar.matches()) {
            var count = Integer.parseInt(calendar.group(1));
            return Optional.of(new Span.Calendar(
                    calendar.group(2).equals("year") ? Period.ofYears(count) : Period.ofMonths(count)));
        }
        return Optional.empty();
    }

    private static Duration length(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }

    private static boolean fits(Span span) {
        return switch (span) {
            case Span.Fixed(var length) -> length.compareTo(LONGEST) <= 0;
            case Span.Calendar(var length) -> length.toTotalMonths() <= MOST_MONTHS;
        };
    }

    private static String hint(String text) {
        if (parse(text).isPresent()) {
            return parse(text).filter(Spans::fits).isPresent()
                    ? "Months and years differ in length; write days or weeks."
                    : "At most a hundred years.";
        }
        var spelled = SPELLED.matcher(text);
        if (spelled.matches()) {
            return "Write " + inShort(spelled) + ".";
        }
        return ago(text).isPresent() ? "Leave out \"ago\"." : "";
    }
}
