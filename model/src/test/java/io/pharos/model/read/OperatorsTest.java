package io.pharos.model.read;

import static io.pharos.model.read.Sample.comparand;
import static io.pharos.model.read.Sample.condition;
import static io.pharos.model.read.Sample.days;
import static io.pharos.model.read.Sample.ofEvent;
import static io.pharos.model.read.Sample.other;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Operator.Ordered;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the operators of each type become. */
final class OperatorsTest {

    @Test
    void listsHaveTheirItems() {
        assertThat(operator("words: { has: a }")).isEqualTo(new Operator.Has(List.of(comparand("a")), true, false));
        assertThat(operator("words: { has_any: [a, { attribute: s }], ignore_case: true }"))
                .isEqualTo(new Operator.Has(List.of(comparand("a"), other("s")), false, true));
        assertThat(operator("prices: { has_all: [5, \"6\"] }"))
                .isEqualTo(new Operator.Has(List.of(comparand(5), comparand(6)), true, false));
        assertThat(operator("prices: { has: { attribute: n } }"))
                .isEqualTo(new Operator.Has(List.of(other("n")), true, false));
        assertThat(operator("flags: { has_only: true }"))
                .isEqualTo(new Operator.HasOnly(new Comparand.Constant(new Value.Flag(true))));
        assertThat(operator("words: { has_only: a }")).isEqualTo(new Operator.HasOnly(comparand("a")));
        assertThat(operator("tags: { has: { attribute: s } }"))
                .isEqualTo(new Operator.Has(List.of(other("s")), true, false));
    }

    @Test
    void itemsOfPropertiesAreComparedAsTexts() {
        assertThat(ofProperty("sizes: { has: 5 }")).isEqualTo(new Operator.Has(List.of(comparand("5")), true, false));
        assertThat(ofProperty("sizes: { has_only: true }")).isEqualTo(new Operator.HasOnly(comparand("true")));
        assertThat(ofProperty("sizes: { empty: false }")).isEqualTo(new Operator.Empty(false));
    }

    @Test
    void textsAndTheTextsOfListsHaveParts() {
        for (var name : List.of("s", "words", "tags")) {
            assertThat(operator(name + ": { starts_with: a, ignore_case: true }"))
                    .isEqualTo(new Operator.StartsWith(comparand("a"), true));
            assertThat(operator(name + ": { ends_with: { attribute: page } }"))
                    .isEqualTo(new Operator.EndsWith(other("page"), false));
            assertThat(operator(name + ": { contains: { attribute: s } }"))
                    .isEqualTo(new Operator.Contains(other("s"), false));
        }
    }

    @Test
    void patternsMayLookAtLines() {
        assertThat(operator("s: { matches: ^a$, multiline: true }"))
                .isEqualTo(new Operator.Matches(Pattern.compile("^a$", Pattern.MULTILINE)));
        assertThat(operator("s: { matches: ^a$, multiline: true, ignore_case: true }"))
                .isEqualTo(new Operator.Matches(Pattern.compile("^a$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE)));
        assertThat(operator("s: { matches: ^a$, multiline: false }"))
                .isEqualTo(new Operator.Matches(Pattern.compile("^a$")));
    }

    @Test
    void manyThingsCanBeEmptyOrCounted() {
        for (var name : List.of("s", "words", "prices", "flags", "tags", "t")) {
            assertThat(operator(name + ": { empty: true }")).isEqualTo(new Operator.Empty(true));
        }
        for (var name : List.of("words", "prices", "flags", "tags", "t", "orders")) {
            assertThat(operator(name + ": { count: { above: 2 } }"))
                    .isEqualTo(new Operator.Count(List.of(new Ordered(Comparison.ABOVE, comparand(2)))));
        }
    }

    @Test
    void everythingExistsOrNot() {
        for (var name : List.of("n", "s", "b", "d", "tags", "words", "prices", "flags", "t", "orders", "checkout")) {
            assertThat(operator(name + ": { exists: false }")).isEqualTo(new Operator.Exists(false));
        }
    }

    @Test
    void anEventChangesAttributes() {
        for (var name : List.of("n", "s", "b", "d", "page")) {
            assertThat(ofEvent(name + ": { changed: true }"))
                    .isEqualTo(new Compare(new Name.OfAttribute(name), new Operator.Changed(true)));
        }
    }

    @Test
    void funnelsComeSoFar() {
        assertThat(operator("checkout: { started: true }")).isEqualTo(new Operator.Started(true));
        assertThat(operator("checkout: { completed: false }")).isEqualTo(new Operator.Completed(false));
        assertThat(operator("checkout: { step: cart }")).isEqualTo(new Operator.StepDone("cart"));
    }

    @Test
    void keysMayDifferInCase() {
        assertThat(operator("t: { key: { boots: { at_least: 3 } }, ignore_case: true }"))
                .isEqualTo(new Operator.Key("boots", List.of(new Ordered(Comparison.AT_LEAST, comparand(3))), true));
    }

    @Test
    void momentsMove() {
        assertThat(operator("d: { before: 7d from now }"))
                .isEqualTo(new Ordered(Comparison.BELOW, new Comparand.FromNow(days(7))));
        assertThat(operator("d: { at_most: now }")).isEqualTo(new Ordered(Comparison.AT_MOST, ago(Duration.ZERO)));
        assertThat(operator("d: { between: [2d ago, 2d from now] }"))
                .isEqualTo(new Operator.Between(new Comparand.Ago(days(2)), new Comparand.FromNow(days(2))));
        assertThat(ofProperty("due: { after: now }")).isEqualTo(new Ordered(Comparison.ABOVE, ago(Duration.ZERO)));
        assertThat(ofProperty("due: { above: 1h from now }"))
                .isEqualTo(new Ordered(Comparison.ABOVE, new Comparand.FromNow(new Span.Fixed(Duration.ofHours(1)))));
    }

    private static Comparand ago(Duration length) {
        return new Comparand.Ago(new Span.Fixed(length));
    }

    @Test
    void identifiersAreTexts() {
        assertThat(condition("identifier.email: { ends_with: example.org }"))
                .isEqualTo(new Compare(
                        new Name.OfIdentifier("email"), new Operator.EndsWith(comparand("example.org"), false)));
    }

    private static Operator operator(String condition) {
        return ((Compare) condition(condition)).operator();
    }

    private static Operator ofProperty(String condition) {
        var compare = (Compare) ofEvent(condition);
        assertThat(compare.name()).isInstanceOf(Name.Property.class);
        return compare.operator();
    }
}
