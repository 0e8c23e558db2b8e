package io.pharos.cli;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A column of what is expected, and where the same stands in an exported profile. */
record OracleColumn(String name, Comparison comparison) {
    private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

    @FunctionalInterface
    interface Comparison {
        /** What the profile has instead of {@code expected}; empty if it has just that. */
        Optional<String> otherwise(JsonNode profile, String expected);
    }

    /** How the profile differs; empty if it does not. */
    Optional<String> difference(JsonNode profile, Map<String, String> expected) {
        var value = Optional.ofNullable(expected.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no column " + name + " is expected"));
        return comparison
                .otherwise(profile, value)
                .map(found -> "%s: expected %s, found %s".formatted(name, value.isEmpty() ? "nothing" : value, found));
    }

    /** An exact decimal: 1.50 is 1.5, and 1.500000001 is not. */
    static OracleColumn number(String name) {
        return attribute(name, (value, expected) -> isNumber(value, expected));
    }

    /** An exact decimal that has {@code attribute} for its name in the profile. */
    static OracleColumn number(String name, String attribute) {
        return attribute(name, attribute, (value, expected) -> isNumber(value, expected));
    }

    /** A decimal that was rounded to a hundredth for the expectation. */
    static OracleColumn rounded(String name, String attribute) {
        return attribute(
                name,
                attribute,
                (value, expected) -> value.isNumber()
                        && value.decimalValue()
                                        .subtract(new BigDecimal(expected))
                                        .abs()
                                        .compareTo(HUNDREDTH)
                                <= 0);
    }

    /** A moment, written as such or as a day, which stands for its first. */
    static OracleColumn time(String name) {
        return attribute(
                name,
                (value, expected) ->
                        value.isString() && Instant.parse(value.stringValue()).equals(moment(expected)));
    }

    static OracleColumn set(String name) {
        return attribute(
                name, (value, expected) -> value.isArray() && texts(value).equals(expected));
    }

    static OracleColumn badge(String name) {
        return member("badge_" + name, "badges", name);
    }

    static OracleColumn badge(String name, String found) {
        return member("badge_" + name, "badges", found);
    }

    static OracleColumn segment(String name) {
        return segment(name, name);
    }

    /** @param found its name in the profile */
    static OracleColumn segment(String name, String found) {
        return member("segment_" + name, "segments", found);
    }

    /** The size of a tally; one that is missing is empty. */
    static OracleColumn keys(String name, String tally) {
        return new OracleColumn(
                name,
                (profile, expected) ->
                        unless(tally(profile, tally).size() == Integer.parseInt(expected), tally(profile, tally)));
    }

    /** The text of {@code attribute} is one of those expected. */
    static OracleColumn oneOf(String name, String attribute) {
        return new OracleColumn(name, (profile, expected) -> {
            var value = profile.path("attributes").path(attribute);
            var right = expected.isEmpty()
                    ? value.isMissingNode()
                    : value.isString() && List.of(expected.split("\\|")).contains(value.stringValue());
            return unless(right, value);
        });
    }

    /** What stands in {@code tally} under the key that {@code attribute} names. */
    static OracleColumn underKey(String name, String tally, String attribute) {
        return new OracleColumn(name, (profile, expected) -> {
            var key = profile.path("attributes").path(attribute);
            var value = key.isString() ? tally(profile, tally).path(key.stringValue()) : key;
            return unless(expected.isEmpty() ? value.isMissingNode() : isNumber(value, expected), value);
        });
    }

    @FunctionalInterface
    private interface Sameness {
        boolean same(JsonNode value, String expected);
    }

    private static OracleColumn attribute(String name, Sameness sameness) {
        return attribute(name, name, sameness);
    }

    private static OracleColumn attribute(String column, String name, Sameness sameness) {
        return new OracleColumn(column, (profile, expected) -> {
            var value = profile.path("attributes").path(name);
            return unless(expected.isEmpty() ? value.isMissingNode() : sameness.same(value, expected), value);
        });
    }

    private static OracleColumn member(String column, String group, String name) {
        return new OracleColumn(column, (profile, expected) -> {
            var found = profile.path(group).has(name) ? "1" : "0";
            return found.equals(expected) ? Optional.empty() : Optional.of(found);
        });
    }

    private static boolean isNumber(JsonNode value, String expected) {
        return value.isNumber() && value.decimalValue().compareTo(new BigDecimal(expected)) == 0;
    }

    private static JsonNode tally(JsonNode profile, String name) {
        return profile.path("attributes").path(name);
    }

    private static Instant moment(String expected) {
        return Instant.parse(expected.contains("T") ? expected : expected + "T00:00:00Z");
    }

    private static String texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::stringValue)
                .collect(joining("|"));
    }

    private static Optional<String> unless(boolean right, JsonNode found) {
        return right ? Optional.empty() : Optional.of(found.isMissingNode() ? "nothing" : found.toString());
    }
}
