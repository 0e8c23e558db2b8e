package io.pharos.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Action.Mapping;
import io.pharos.model.Delivery;
import io.pharos.model.Parsed;
import io.pharos.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            {{ profile.lifetime_value }}                     ¦ 12345678901234567890.12
            {{ profile["lifetime_value"] }}                  ¦ 12345678901234567890.12
            {{ profile.newsletter }}                         ¦ true
            {{ profile.plan }}                               ¦ "gold \\"plus\\""
            {{ profile.last_purchase }}                      ¦ "2026-02-28T23:30:00.000Z"
            {{ profile.countries }}                          ¦ ["DE","FR"]
            {{ profile.categories }}                         ¦ {"bags":1.5,"shoes":3}
            {{ profile.badges }}                             ¦ ["vip"]
            {{ profile.segments }}                           ¦ ["vips"]
            {{ profile.id }}                                 ¦ "anonymous:a1"
            {{ profile.identifiers.email }}                  ¦ "ada@example.org"
            {{ profile.email_address }}                      ¦ "ada@example.org"
            {{ event["order total"] }}                       ¦ 19.99
            {{ event["products.price"] }}                    ¦ [5,7]
            {{ event["products.price"][1] }}                 ¦ 7
            {{ event.class }}                                ¦ "business"
            {{ event.name }} by {{ event.visitor }}          ¦ "purchase by a1"
            {{ event.time }}                                 ¦ "2026-03-01T12:00:00.000Z"
            {{ trigger.kind }} {{ trigger.name }}            ¦ "joined vips"
            {{ delivery.id }}/{{ action.name }}/{{ workspace.name }} ¦ "d1/welcome/shop"
            Hello {{ profile.plan }}!                        ¦ "Hello gold \\"plus\\"!"
            total: {{ profile.lifetime_value }}              ¦ "total: 12345678901234567890.12"
            {{ profile.categories }} as text                 ¦ "{\\"bags\\":1.5,\\"shoes\\":3} as text"
            missing: {{ profile.pages }}.                    ¦ "missing: ."
            {{ profile.lifetime_value + 0.01 }}              ¦ 12345678901234567890.13
            {{ 0.1 + 0.2 }}                                  ¦ 0.3
            {{ 7 / 2 }}                                      ¦ 3.5
            {{ 10 / 4 * 2 - 1 }}                             ¦ 4
            {{ -2 + 1 }}                                     ¦ -1
            {{ 7 % 4 }}                                      ¦ 3
            {{ profile.lifetime_value == 12345678901234567890.12 }} ¦ true
            {{ profile.lifetime_value == 12345678901234567890.13 }} ¦ false
            {{ profile.lifetime_value > 12345678901234567890.11 }}  ¦ true
            {{ profile.last_purchase < event.time }}         ¦ true
            {{ profile.pages > 1 }}                          ¦ false
            {{ profile.badges contains "vip" }}              ¦ true
            {{ profile.badges contains "lost" }}             ¦ false
            {{ ["DE", "AT"] contains profile.countries[0] }} ¦ true
            {{ event.order_id is empty }}                    ¦ false
            {{ not profile.pages }}                          ¦ true
            {{ profile.newsletter and profile.plan == "x" }} ¦ false
            {{ profile.newsletter ? "yes" : "no" }}          ¦ "yes"
            {{ profile.pages ? "yes" : "no" }}               ¦ "no"
            {% if profile.newsletter %}in{% else %}out{% endif %}  ¦ "in"
            {% if profile.pages %}in{% else %}out{% endif %} ¦ "out"
            {% for c in profile.countries %}{{ loop.index }}{{ c }}{% if not loop.last %},{% endif %}{% endfor %} ¦ "0DE,1FR"
            {% for c in profile.categories %}{{ c.key }}={{ c.value }};{% endfor %} ¦ "bags=1.5;shoes=3;"
            {% for i in range(1, 3) %}{{ i }}{% endfor %}    ¦ "123"
            {% for p in profile.pages %}x{% else %}none{% endfor %} ¦ ""
            {{ profile.countries | join(", ") }}             ¦ "DE, FR"
            {{ profile.countries | length }}                 ¦ 2
            {{ profile.countries | first }}                  ¦ "DE"
            {{ profile.countries | reverse }}                ¦ ["FR","DE"]
            {{ [3, 1, 20] | sort }}                          ¦ [1,3,20]
            {{ profile.plan | upper }}                       ¦ "GOLD \\"PLUS\\""
            {{ profile.pages | default("none") }}            ¦ "none"
            {{ profile.last_purchase | date("yyyy-MM-dd HH:mm") }}         ¦ "2026-03-01 00:30"
            {{ profile.last_purchase | date("yyyy-MM-dd HH:mm", "UTC") }}  ¦ "2026-02-28 23:30"
            {{ "a-b-c" | split("-") }}                       ¦ ["a","b","c"]
            {{ "a.b" | replace({".": "-"}) }}                ¦ "a-b"
            {{ "a b&c" | urlencode }}                        ¦ "a+b%26c"
            {{ "abcdef" | abbreviate(4) }}                   ¦ "abc…"
            {{ "abcdef" | slice(1, 3) }}                     ¦ "bc"
            {{ 1234.5 | numberformat("#,##0.00") }}          ¦ "1,234.50"
            {{ profile.countries | json }} inside            ¦ "[\\"DE\\",\\"FR\\"] inside"
            {{ "<b>" | escape }}                             ¦ "&lt;b&gt;"
            {{ "x" ~ 1.50 ~ profile.pages }}                 ¦ "x1.5"
            <b>{{ profile.plan }}</b>                        ¦ "<b>gold \\"plus\\"</b>"
            """)
    void rendersAs(String template, String json) {
        assertThat(rendered(Fixtures.template(template))).isEqualTo("{\"value\":" + json + "}");
    }

    @Test
    void leavesOutAFieldWhoseValueIsMissing() {
        var fields = new LinkedHashMap<String, Mapping>();
        fields.put("pages", new Mapping.Template("{{ profile.pages }}"));
        fields.put("ratio", new Mapping.Template("{{ profile.pages / 2 }}"));
        fields.put("nothing", new Mapping.Template("{{ 1 / 0 }}"));
        fields.put("plan", new Mapping.Constant(new Value.Text("silver")));
        fields.put(
                "list",
                new Mapping.Elements(List.of(
                        new Mapping.Template("{{ profile.pages }}"), new Mapping.Constant(Value.Amount.of(2)))));
        assertThat(rendered(new Mapping.Fields(fields))).isEqualTo("{\"plan\":\"silver\",\"list\":[null,2]}");
    }

    @Test
    void keepsLineBreaksAsWritten() {
        assertThat(rendered(new Mapping.Template("{{ event.id }}\n{{ event.id }}\n")))
                .isEqualTo("\"e1\\ne1\\n\"");
    }

    @Test
    void readsNothingOfAnEventWhereTimeAloneActed() {
        var delivery = Fixtures.delivery("d1", 1, 1);
        var byTime = new Delivery(
                "d1", 1, "welcome", 1, delivery.transition(), delivery.profile(), null, delivery.notBefore());
        assertThat(render(Fixtures.template("{{ event.order_id }}"), byTime))
                .isEqualTo(new Parsed.Valid<>("{}", List.of()));
    }

    @Test
    void holdsBackRestrictedAttributesThatNobodyNamed() {
        assertThat(rendered(Fixtures.template("{{ profile.attributes }}")))
                .contains("\"plan\"")
                .doesNotContain("email_address");
        assertThat(rendered(Fixtures.NOTHING)).contains("\"plan\"").doesNotContain("email_address");
    }

    @Test
    void sendsEverythingWithoutAMapping() {
        assertThat(rendered(Fixtures.NOTHING)).isEqualTo("""
                {"delivery":"d1","action":"welcome","workspace":"shop",\
                "trigger":{"kind":"joined","name":"vips","at":"2026-03-01T12:00:00.000Z"},\
                "profile":{"id":"anonymous:a1","identifiers":{"anonymous":["a1"],"email":["ada@example.org"]},\
                "attributes":{"categories":{"bags":1.5,"shoes":3},"countries":["DE","FR"],\
                "last_purchase":"2026-02-28T23:30:00.000Z","lifetime_value":12345678901234567890.12,\
                "newsletter":true,"plan":"gold \\"plus\\""},\
                "badges":{"vip":{"since":"2026-03-01T12:00:00.000Z"}},\
                "segments":{"vips":{"since":"2026-03-01T12:00:00.000Z"}},"as_of":"2026-03-01T12:00:00.000Z"},\
                "event":{"id":"e1","time":"2026-03-01T12:00:00.000Z","source":"website","event":"purchase",\
                "visitor":"a1","attributes":{"order_id":"o1","order total":19.99,"products.price":[5,7],\
                "class":"business"}}}""");
    }

    private static String rendered(Mapping mapping) {
        var parsed = render(mapping, Fixtures.delivery("d1", 1, 1));
        assertThat(parsed).isInstanceOf(Parsed.Valid.class);
        return ((Parsed.Valid<String>) parsed).value();
    }

    private static Parsed<String> render(Mapping mapping, Delivery delivery) {
        var workspace = Fixtures.workspace(Fixtures.log(Optional.empty()), mapping);
        return Templates.render(workspace, workspace.actions().get("welcome"), delivery);
    }
}
