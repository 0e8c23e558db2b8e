package io.pharos.collect;

import io.pharos.model.About;
import io.pharos.model.Condition;
import io.pharos.model.FileMapping;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Source;
import io.pharos.model.Treatment;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Workspaces for tests: sources and identifier kinds, nothing else. */
final class Shop {
    static final About NOTHING = new About("", "", List.of());

    static final Source WEBSITE = source("website", Source.Kind.WEB, "website-key", List.of());
    static final Source APP = source("app", Source.Kind.SEGMENT, "demo-write-key", List.of());
    static final Source JITSU = source("jitsu", Source.Kind.WEB, "key", List.of());
    static final Source GUARDED = source("guarded", Source.Kind.WEB, "guarded-key", List.of("https://shop.example"));
    static final Source COLLECT = tealium("collect", List.of("abc123"));
    static final Source COLLECT_APP = tealium("collect_app", List.of("utc2cj"));

    static final Source TRACKERS = snowplow("trackers", List.of("shop", "shop-web"));

    private Shop() {}

    static Workspace workspace(Source... sources) {
        var byName = new LinkedHashMap<String, Source>();
        Arrays.stream(sources).forEach(source -> byName.put(source.name(), source));
        return new Workspace(
                "shop",
                ZoneId.of("UTC"),
                Workspace.Visits.DEFAULT,
                Workspace.Limits.DEFAULT,
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Workspace.Retention.DEFAULT,
                byName,
                List.of(kind("user_id"), kind("email")),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    static Workspace workspace() {
        return workspace(WEBSITE, APP, JITSU, GUARDED, COLLECT, COLLECT_APP, TRACKERS);
    }

    static Source file(FileMapping mapping) {
        return new Source(
                "till",
                Source.Kind.FILE,
                Optional.empty(),
                List.of(),
                Treatment.NONE,
                Optional.empty(),
                List.of(),
                Optional.of(mapping),
                NOTHING);
    }

    /** The lines of one invoice become one event. */
    static FileMapping invoices() {
        return new FileMapping(
                FileMapping.Format.CSV,
                Optional.of(new FileMapping.TimeColumn("invoice_date", "yyyy-MM-dd HH:mm:ss", ZoneId.of("UTC"))),
                List.of(new FileMapping.NamedWhen(
                        new Condition.Compare(
                                new Name.Property("invoice_no"),
                                new Operator.StartsWith(new Operator.Comparand.Constant(new Value.Text("C")), false)),
                        "return")),
                Optional.of("purchase"),
                Optional.of("invoice_no"),
                List.of("stock_code", "quantity", "unit_price"),
                Map.of("order_value", List.of("quantity", "unit_price")),
                Optional.of("invoice_no"),
                Optional.of("customer_id"));
    }

    static Source source(String name, Source.Kind kind, String key, List<String> origins) {
        return new Source(
                name,
                kind,
                Optional.of(key),
                origins,
                Treatment.NONE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                NOTHING);
    }

    static Source snowplow(String name, List<String> appIds) {
        return new Source(
                name,
                Source.Kind.SNOWPLOW,
                Optional.empty(),
                List.of(),
                Treatment.NONE,
                Optional.empty(),
                appIds,
                Optional.empty(),
                NOTHING);
    }

    private static Source tealium(String name, List<String> keys) {
        return new Source(
                name,
                Source.Kind.TEALIUM,
                Optional.empty(),
                List.of(),
                Treatment.NONE,
                Optional.of(new Source.Tealium("demo", "main", keys)),
                List.of(),
                Optional.empty(),
                NOTHING);
    }

    private static Workspace.IdentifierKind kind(String name) {
        return new Workspace.IdentifierKind(
                name,
                List.of(name),
                List.of(),
                Workspace.IdentifierKind.Policy.MERGE,
                Optional.empty(),
                Workspace.Guard.DEFAULT,
                Optional.empty(),
                NOTHING);
    }
}
