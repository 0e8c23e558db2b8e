package io.pharos.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Action.Mapping;
import io.pharos.model.Parsed;
import io.pharos.model.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that try to get out, to go on for ever, or to grow without end. */
@Timeout(20)
class SandboxTest {
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {{ "".getClass() }}                                     ¦ a call of a method
            {{ profile.plan.getClass().forName("x") }}              ¦ a call of a method
            {{ event.toString() }}                                  ¦ a call of a method
            {{ _context }}                                          ¦ _context
            {{ template.engine }}                                   ¦ template
            {{ locale }}                                            ¦ locale
            {% include "/etc/passwd" %}                             ¦ include
            {% extends "other" %}                                   ¦ extends
            {% import "other" %}                                    ¦ import
            {% macro f() %}{{ f() }}{% endmacro %}{{ f() }}         ¦ macro
            {% block b %}{{ block("b") }}{% endblock %}             ¦ block
            {% set x = 1 %}                                         ¦ set
            {% parallel %}x{% endparallel %}                        ¦ parallel
            {% cache "x" %}x{% endcache %}                          ¦ cache
            {% filter upper %}x{% endfilter %}                      ¦ filter
            {{ block("x") }}                                        ¦ Block
            {{ parent() }}                                          ¦ Parent
            {{ i18n("messages", "x") }}                             ¦ the function i18n
            {{ profile.plan | nl2br }}                              ¦ the filter nl2br
            {{ profile.plan is weird }}                             ¦ the test weird
            {{ [profile.countries, profile.countries] }}            ¦ anything but constants
            {{ {"a": profile.countries} }}                          ¦ anything but constants
            {{ "a#{profile.plan}" }}                                ¦ put texts together with ~
            {{ -profile.lifetime_value }}                           ¦ a sign before something
            """)
    void refusesBeforePublishing(String template, String said) {
        assertThat(problems(template)).singleElement().asString().contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {{ profile.lifetime_valu }}          ¦ profile.lifetime_valu       ¦ Did you mean lifetime_value?  ¦ 4
            {{ profile.basket_size }}            ¦ profile.basket_size         ¦ There are:                    ¦ 4
            Hi {{ lifetime_value }}              ¦ lifetime_value              ¦ Did you mean profile.lifetime_value? ¦ 7
            {{ profil.plan }}                    ¦ profil                      ¦ Did you mean profile?          ¦ 4
            {{ profile["lifetime_valu"] }}       ¦ profile.lifetime_valu       ¦ Did you mean lifetime_value?  ¦ 13
            {{ profile.identifiers.emial }}      ¦ profile.identifiers.emial   ¦ Did you mean email?            ¦ 4
            {{ trigger.segment }}                ¦ trigger.segment             ¦ There are: at, kind, name.     ¦ 4
            {{ profile }}                        ¦ profile                     ¦ profile.attributes holds all   ¦ 4
            {% for a in profile.countries %}{{ b }}{% endfor %} ¦ b            ¦ There are: a, action            ¦ 36
            {% for a in profile.countries %}{{ loop.count }}{% endfor %} ¦ loop.count ¦ There are: first, index ¦ 36
            """)
    void namesWhatNobodyDeclaredAndWhere(String template, String found, String hint, int column) {
        var problem = problems(template).getFirst();
        assertThat(problem.code()).isEqualTo("action.template-unknown-name");
        assertThat(problem.found()).startsWith(found);
        assertThat(problem.hint()).contains(hint);
        assertThat(problem.place()).isEqualTo(new Problem.Place("", 1, column, "actions.welcome.mapping.value"));
    }

    @Test
    void tellsLineAndColumnInsideTheTemplate() {
        assertThat(problems("Hello,\nyour plan is {{ profile.pln }}."))
                .singleElement()
                .hasToString("actions.welcome.mapping.value: found profile.pln (line 2, column 17 of the template),"
                        + " expected an attribute of the visitor or the visit. Did you mean plan?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ profile.plan",
                "{% if profile.plan %}x",
                "{{ }}",
                "{{ a b }}",
                "{% for x %}{% endfor %}",
                "{{ 1 .. 5 }}",
                "{{ 'x'() }}",
                "{{ profile. }}",
                "{% endif %}",
                "{# never closed",
                "{{ \"x }}"
            })
    void tellsWhatCannotBeRead(String template) {
        assertThat(problems(template))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("action.template-syntax"))
                .satisfies(problem -> assertThat(problem.found()).isNotBlank());
    }

    @Test
    void refusesATemplateThatIsTooDeepOrTooLong() {
        assertThat(problems("{{ " + "(".repeat(8_000) + "1" + ")".repeat(8_000) + " }}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("action.template-syntax"));
        assertThat(problems("x".repeat(20_000)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("action.template-too-long"));
    }

    @Test
    void findsEveryProblemOfAMapping() {
        var mapping = new Mapping.Elements(
                List.of(new Mapping.Template("{{ profile.a1 }}{{ profile.a2 }}"), new Mapping.Template("{{ }}")));
        assertThat(Templates.check(Fixtures.workspace(Fixtures.log(Optional.empty()), mapping)))
                .extracting(problem -> problem.place().path())
                .containsExactly("actions.welcome.mapping.0", "actions.welcome.mapping.0", "actions.welcome.mapping.1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {% for i in range(1, 1000000000) %}{% endfor %}         ¦ passes through its loops
            {% for i in range(1, 1000) %}{% for j in range(1, 1000) %}{% endfor %}{% endfor %} ¦ passes through its loops
            {{ range(1, 1000000000) | length }}                     ¦ passes through its loops
            {% for i in range(1, 49999) %}0123456789 0123456789 {% endfor %} ¦ a text of more than 1048576 characters
            {% for i in range(1, 49999) %}{{ "0123456789 0123456789 " }}{% endfor %} ¦ a text of more than 1048576 characters
            {{ range(1, 60000) | join("0123456789 0123456789") }}   ¦ a text of more than 1048576 characters
            {{ range(1, 60000) | join("0123456789 0123456789") | length }} ¦ a text of more than 1048576 characters
            {% for a in range(1, 9999) | join("xxxxxxxx") | split("§") %}{% for b in (a ~ a) | split("§") %}{% for c in (b ~ b) | split("§") %}{% for d in (c ~ c) | split("§") %}{{ d ~ d }}{% endfor %}{% endfor %}{% endfor %}{% endfor %} ¦ a text of more than 1048576 characters
            {{ range(1, 99999) | join("a") | replace({"a": "aaaaaaaaaaaaaaaa"}) }}         ¦ a text of more than 1048576 characters
            {% for i in range(1, 1000) %}{{ range(1, 95) | join("0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789") | length }}{% endfor %} ¦ characters of text on the way
            {{ 1e3 }}                                               ¦ found
            {{ profile.lifetime_value + profile.plan }}             ¦ not a number
            {% for i in profile.plan %}{% endfor %}                 ¦ neither a list nor a map
            {{ profile.plan | date("yyyy") }}                       ¦ a date that cannot be written as asked
            {{ profile.last_purchase | date("yyyy", "Mars/Olympus") }} ¦ a date that cannot be written as asked
            {{ profile.last_purchase | date }}                      ¦ without its argument format
            {{ profile.plan | numberformat("0") }}                  ¦ has to be a number
            """)
    void stopsWhatCannotBeRendered(String template, String said) {
        var workspace = Fixtures.workspace(Fixtures.log(Optional.empty()), Fixtures.template(template));
        var rendered = Templates.render(workspace, workspace.actions().get("welcome"), Fixtures.delivery("d1", 1, 1));
        assertThat(rendered)
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.problems().toString()).contains(said));
    }

    @Test
    void stopsANumberThatOutgrowsAllBounds() {
        var huge = "9".repeat(300);
        assertThat(problems("{{ " + huge + " * " + huge + " }}")).isEmpty();
        var workspace = Fixtures.workspace(
                Fixtures.log(Optional.empty()), Fixtures.template("{{ " + huge + " * " + huge + " }}"));
        assertThat(Templates.render(workspace, workspace.actions().get("welcome"), Fixtures.delivery("d1", 1, 1)))
                .asString()
                .contains("a number beyond 1e308");
    }

    private static List<Problem> problems(String template) {
        return Templates.check(Fixtures.workspace(Fixtures.log(Optional.empty()), Fixtures.template(template)));
    }
}
