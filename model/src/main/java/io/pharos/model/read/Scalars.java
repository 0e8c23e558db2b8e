package io.pharos.model.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the small things every definition is made of: texts, names, words, yes and no. */
final class Scalars {
    static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private static final Words<Boolean> FLAGS =
            Words.<Boolean>none().and("true", true).and("false", false);

    private final Problems problems;

    Scalars(Problems problems) {
        this.problems = problems;
    }

    /** Any text that is not blank. */
    Optional<String> text(Yaml node, String expected) {
        if (node instanceof Yaml.Scalar scalar
                && !scalar.isNull()
                && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        problems.wrongType(node, expected);
        return Optional.empty();
    }

    /** One text, or a list of them. */
    List<String> texts(Yaml node, String expected) {
        return each(node, item -> text(item, expected));
    }

    /** One text, or a list that is not empty. */
    List<String> atLeastOne(Yaml node, String expected) {
        if (node instanceof Yaml.Sequence list && list.items().isEmpty()) {
            problems.add(Code.OUT_OF_RANGE, node.spot(), Shown.found(node), expected);
        }
        return texts(node, expected);
    }

    /** What {@code reader} makes of the node, or of each item if it is a list. */
    <T> List<T> each(Yaml node, Function<Yaml, Optional<T>> reader) {
        var items = node instanceof Yaml.Sequence list ? list.items() : List.of(node);
        var read = new ArrayList<T>();
        for (var item : items) {
            reader.apply(item).ifPresent(read::add);
        }
        return read;
    }

    /** The items of a list; anything else is reported. */
    List<Yaml> items(Yaml node, String expected) {
        if (node instanceof Yaml.Sequence list) {
            return list.items();
        }
        problems.wrongType(node, expected);
        return List.of();
    }

    Optional<Boolean> flag(Yaml node) {
        return word(node, FLAGS);
    }

    /** One of a few words. */
    <T> Optional<T> word(Yaml node, Words<T> words) {
        if (!(node instanceof Yaml.Scalar scalar) || scalar.isNull()) {
            problems.wrongType(node, words.expected());
            return Optional.empty();
        }
        var known = words.get(scalar.text());
        if (known.isPresent()) {
            return known;
        }
        if (words.later().contains(scalar.text())) {
            problems.notAvailable(scalar.spot(), scalar.text(), words.expected());
        } else {
            var found = Shown.quoted(scalar.text());
            problems.add(Code.UNKNOWN_VALUE, scalar.spot(), found, words.expected(), words.hint(scalar.text()));
        }
        return Optional.empty();
    }

    Optional<String> slug(Yaml node, String expected) {
        return text(node, expected).filter(text -> checkSlug(text, node.spot()));
    }

    boolean checkSlug(String name, Spot spot) {
        if (SLUG.matcher(name).matches()) {
            return true;
        }
        var better = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
        problems.add(
                Code.BAD_NAME,
                spot,
                Shown.quoted(name),
                "lower-case letters, digits and _, a letter first",
                SLUG.matcher(better).matches() ? "Did you mean " + Shown.shortened(better, 60) + "?" : "");
        return false;
    }

    Optional<String> secretName(Yaml node) {
        var expected = "the name of a secret, such as crm_token";
        var name = text(node, expected);
        if (name.isPresent() && !SECRET.matcher(name.get()).matches()) {
            // Not shown: it may be the secret itself.
            problems.add(Code.BAD_NAME, node.spot(), "a text with other characters", expected);
            return Optional.empty();
        }
        return name;
    }
}
