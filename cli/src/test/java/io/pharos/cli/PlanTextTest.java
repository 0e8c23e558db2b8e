package io.pharos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** How a plan reads. */
final class PlanTextTest {
    private static final String SIZES = """
            "published": { "size": { "estimate": %d }, "curve": [] }, "draft": { "size": { "estimate": %d }, "curve": [] }
            """;

    @Test
    void whatChangesIsToldAndWhatStaysIsCounted() {
        var report = """
                {
                  "workspace": "shop", "as_of": "2026-03-01T10:00:00.000Z", "days": ["2026-02-28", "2026-03-01"],
                  "sample": { "profiles": 20000, "of": 1000000, "share": 0.02, "all": false },
                  "notes": ["Caps are not simulated."],
                  "persons": { "published": 1000000, "draft": 999996, "merging": 6, "splitting": 1,
                    "merges": [ { "kind": "email", "value": "a@example.org", "persons": 4, "events": 120 },
                                { "kind": "email", "value": "b@example.org", "persons": 2, "events": 1300 } ],
                    "splits": [ { "kind": "anonymous", "value": "c", "persons": 2, "events": 9 } ] },
                  "changed": { "count": 240, "share": 0.012, "error": 0.0016, "estimate": 12000 },
                  "segments": [
                    { "name": "vips", "title": "VIPs", "presence": "both",
                      "entering": { "count": 16, "error": 0.0005, "estimate": 800 },
                      "leaving": { "count": 0, "error": 0.0002, "estimate": 0 },
                      "enterers": [
                        { "id": "anonymous:a", "kind": "email", "value": "a@example.org" },
                        { "id": "anonymous:b", "kind": "anonymous", "value": "b" },
                        { "id": "anonymous:c", "kind": "anonymous", "value": "c" },
                        { "id": "anonymous:d", "kind": "anonymous", "value": "d" }
                      ],
                      "leavers": [], SIZES1 },
                    { "name": "gone", "title": "gone", "presence": "published",
                      "entering": { "count": 0, "error": 0.0002, "estimate": 0 },
                      "leaving": { "count": 4, "error": 0.0003, "estimate": 200 },
                      "enterers": [], "leavers": [], SIZES2 },
                    { "name": "buyers", "title": "buyers", "presence": "both",
                      "entering": { "count": 0 }, "leaving": { "count": 0 }, "enterers": [], "leavers": [], SIZES2 }
                  ],
                  "badges": [],
                  "attributes": [
                    { "name": "spent", "title": "Spent", "presence": "both",
                      "changed": { "count": 240, "error": 0.0016, "estimate": 12000 },
                      "examples": [ { "kind": "anonymous", "value": "b", "published": 12, "draft": 15.5 },
                                    { "kind": "anonymous", "value": "c", "draft": "much" } ] }
                  ],
                  "actions": [
                    { "name": "welcome", "title": "welcome", "presence": "draft",
                      "published": { "estimate": 0, "error": 10, "per_day": [0, 0] },
                      "draft": { "estimate": 370, "error": 40, "per_day": [170, 200] } }
                  ]
                }
                """.replace("SIZES1", SIZES.formatted(1200, 2000)).replace("SIZES2", SIZES.formatted(200, 0));
        var text = new StringWriter();

        new PlanText(JsonMapper.shared().readTree(report)).print(new PrintWriter(text, true));

        assertThat(text.toString().replace(System.lineSeparator(), "\n")).isEqualTo("""
                        What the draft of shop would change, as of 2026-03-01T10:00:00.000Z, estimated from 20,000 visitors; ± holds for 95 of 100 samples.
                        12,000 ± 1,600 of 1,000,000 visitors would have another segment, badge or value.

                        Persons   published     draft
                          all     1,000,000   999,996
                            6 would be one with others
                              email:a@example.org, of 4 persons with 120 events
                              email:b@example.org, of 2 persons with 1,300 events
                            1 would be several
                              anonymous:c, as 2 persons with 9 events

                        Segments          published   draft        enter        leave
                          VIPs (vips)         1,200   2,000   +800 ± 500      0 ± 200
                            enter: email:a@example.org, anonymous:b, anonymous:c, …
                          gone, removed         200       -      0 ± 200   -200 ± 300
                          1 other stays as it is

                        Attributes        visitors with another value
                          Spent (spent)                12,000 ± 1,600
                            anonymous:b: 12 → 15.5
                            anonymous:c: nothing → much

                        Actions triggered in 2 days   published      draft
                          welcome, new                        -   370 ± 40

                        Caps are not simulated.
                        """);
    }
}
