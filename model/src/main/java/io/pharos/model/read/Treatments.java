package io.pharos.model.read;

import io.pharos.model.Address;
import io.pharos.model.Treatment;
import io.pharos.model.Treatment.Bots;
import io.pharos.model.Treatment.Rate;
import io.pharos.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what is done with the events of a source as they come in. */
final class Treatments {
    private static final List<String> OF_REQUESTS = List.of("rate", "bots", "ip", "mapping", "defaults");
    private static final Keys RATE = Keys.of("per_second", "burst");
    private static final String RATE_FORM = "a rate such as { per_second: 100, burst: 500 }";
    private static final int HIGHEST_RATE = 1_000_000;

    private static final Words<Bots> BOTS = Words.of(Bots.values())
            .elsewhere("block", "reject")
            .elsewhere("keep", "mark")
            .elsewhere("ignore", "drop");

    private static final Words<Address> ADDRESSES = Words.of(Address.values());

    private final Tools tools;
    private final MappingRules rules;

    Treatments(Tools tools) {
        this.tools = tools;
        this.rules = new MappingRules(tools);
    }

    /** The keys of a source to which clients send requests: its own, and what is done with what they send. */
    static Keys keys(String... own) {
        return Keys.ofDefinition(
                Stream.concat(Stream.of(own), OF_REQUESTS.stream()).toArray(String[]::new));
    }

    Treatment read(Fields fields) {
        return new Treatment(
                fields.value("rate").flatMap(this::rate),
                fields.value("bots")
                        .flatMap(node -> tools.scalars().word(node, BOTS))
                        .orElse(Bots.MARK),
                fields.value("ip").flatMap(node -> tools.scalars().word(node, ADDRESSES)),
                fields.value("mapping").map(rules::read).orElse(List.of()),
                fields.value("defaults").map(this::defaults).orElse(Map.of()));
    }

    private Map<String, Value> defaults(Yaml node) {
        var defaults = new LinkedHashMap<String, Value>();
        for (var entry : rules.entries(node, "values by property, such as { country: DE }")) {
            rules.value(entry.value()).ifPresent(value -> defaults.put(entry.name(), value));
        }
        return defaults;
    }

    private Optional<Rate> rate(Yaml node) {
        var fields = Fields.of(node, RATE, RATE_FORM, tools.problems());
        var perSecond = fields.flatMap(known -> known.required("per_second", "a number of events"))
                .flatMap(this::count);
        var burst = fields.flatMap(known -> known.value("burst")).flatMap(this::count);
        return perSecond.map(events -> new Rate(events, burst.orElse(events)));
    }

    private Optional<Integer> count(Yaml node) {
        return tools.numbers().whole(node, 1, HIGHEST_RATE);
    }
}
