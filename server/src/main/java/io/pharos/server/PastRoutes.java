package io.pharos.server;

import io.pharos.engine.Why;
import io.pharos.runtime.Host;
import io.pharos.runtime.Past;
import io.pharos.runtime.Timeline;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** What happened to a profile, why it is as it is, and what comes next: made again from its events for each question. */
final class PastRoutes {
    private static final Duration HORIZON = Duration.ofDays(400);
    private static final String KINDS =
            Arrays.stream(Timeline.Kind.values()).map(PastRoutes::word).collect(Collectors.joining(", "));

    private final Host host;
    private final Persons persons;
    private final Definitions definitions;

    PastRoutes(Host host, Persons persons, Definitions definitions) {
        this.host = host;
        this.persons = persons;
        this.definitions = definitions;
    }

    List<Route> routes() {
        return List.of(
                about("/timeline")
                        .summary("Read what happened to a profile and what came of it, latest first.")
                        .query("kind", "Only these, separated by commas: " + KINDS + ".")
                        .query("limit", "At most that many (50 unless told, at most 500).")
                        .query("before", "The page before that place: what the page after it said under before.")
                        .answers(200, "application/json", "Timeline", "A page of it.")
                        .by(this::timeline),
                about("/why/attributes/{name}")
                        .summary("Ask why an attribute has its value: which events wrote it, by which enrichment.")
                        .query("at", "As it was at that time; now unless told.")
                        .query("limit", "At most that many writes, latest first (20 unless told, at most 200).")
                        .answers(200, "application/json", "WhyAttribute", "Its writes, or what it is derived from.")
                        .by(this::attribute),
                about("/why/badges/{name}")
                        .summary("Ask why a badge is worn or not: what turned it, and each branch of its conditions.")
                        .query("at", "As it was at that time; now unless told.")
                        .answers(200, "application/json", "WhyMember", "What its conditions say, and said then.")
                        .by(this::badge),
                about("/why/segments/{name}")
                        .summary(
                                "Ask why somebody is in a segment or not: what turned it, and each branch of its condition.")
                        .query("at", "As it was at that time; now unless told.")
                        .answers(200, "application/json", "WhyMember", "What its condition says, and said then.")
                        .by(this::segment),
                about("/next")
                        .summary("Ask what time alone will change, at which moment, if nothing else happens.")
                        .query("until", "Up to that time; 400 days ahead unless told.")
                        .query("limit", "At most that many (20 unless told, at most 500).")
                        .answers(200, "application/json", "Coming", "In the order in which it will happen.")
                        .by(this::next));
    }

    private static Route.Builder about(String path) {
        return Route.get(Persons.PATH + path)
                .needs(Scope.PROFILES_READ, Role.VIEWER)
                .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "Nobody is known by it, or nothing by the name.");
    }

    private void timeline(Call call) {
        var identifier = persons.identifier(call);
        var query = new Timeline.Query(
                call.query("kind").map(PastRoutes::kinds).orElse(EnumSet.allOf(Timeline.Kind.class)),
                call.query("before").map(PastRoutes::place),
                call.limit(50, 500));
        var role = call.caller().role();
        var inForce = definitions.inForce();
        var writer = new TimelineJson(inForce.visibleTo(role), role.covers(Role.EDITOR), inForce.version());
        call.when(host.past().timeline(identifier, query), timeline -> {
            if (timeline.isEmpty()) {
                call.refuse(Persons.nobody(identifier, Optional.empty()));
            } else {
                call.json(json -> writer.write(timeline.get(), json));
            }
        });
    }

    private static Set<Timeline.Kind> kinds(String words) {
        var kinds = EnumSet.noneOf(Timeline.Kind.class);
        for (var word : words.split(",")) {
            kinds.add(Arrays.stream(Timeline.Kind.values())
                    .filter(kind -> word(kind).equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> Refusal.of(
                            ProblemType.BAD_REQUEST,
                            "The query parameter kind has \"" + word + "\"; expected one of " + KINDS + ".")));
        }
        return kinds;
    }

    private static Timeline.Place place(String text) {
        return Timeline.Place.parse(text)
                .orElseThrow(() -> Refusal.of(
                        ProblemType.BAD_REQUEST,
                        "The query parameter before is \"" + text + "\"; expected what a page said under before."));
    }

    private static String word(Timeline.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void attribute(Call call) {
        var name = defined("attribute", definitions.inForce().workspace().attributes(), call);
        if (!definitions.inForce().visibleTo(call.caller().role()).test(name)) {
            throw Refusal.of(
                    ProblemType.NOT_ALLOWED,
                    "The attribute " + name + " is restricted; it is shown to editors and above only.");
        }
        var limit = call.limit(20, 200);
        why(
                call,
                (history, moment) -> history.attribute(name, moment, limit),
                (writer, answer, json) -> writer.attribute(name, answer, json));
    }

    private void badge(Call call) {
        var name = defined("badge", definitions.inForce().workspace().badges(), call);
        why(
                call,
                (history, moment) -> history.badge(name, moment),
                (writer, answer, json) -> writer.member("badge", name, answer, json));
    }

    private void segment(Call call) {
        var name = defined("segment", definitions.inForce().workspace().segments(), call);
        why(
                call,
                (history, moment) -> history.segment(name, moment),
                (writer, answer, json) -> writer.member("segment", name, answer, json));
    }

    private interface Answer<T extends Why> {
        void write(WhyJson writer, Past.Explained<T> answer, JsonGenerator json);
    }

    private <T extends Why> void why(Call call, Past.Question<T> question, Answer<T> answer) {
        var identifier = persons.identifier(call);
        var at = persons.moment("at", call);
        var inForce = definitions.inForce();
        var writer =
                new WhyJson(inForce.workspace(), inForce.visibleTo(call.caller().role()), inForce.version());
        call.when(host.past().why(identifier, at, question), explained -> {
            if (explained.isEmpty()) {
                call.refuse(Persons.nobody(identifier, at));
            } else {
                call.json(json -> answer.write(writer, explained.get(), json));
            }
        });
    }

    private static String defined(String what, Map<String, ?> definitions, Call call) {
        var name = call.variable("name");
        if (!definitions.containsKey(name)) {
            throw Refusal.of(ProblemType.UNKNOWN_DEFINITION, "The workspace defines no " + what + " \"" + name + "\".");
        }
        return name;
    }

    private void next(Call call) {
        var identifier = persons.identifier(call);
        var until = persons.moment("until", call).orElseGet(() -> persons.now().plus(HORIZON));
        var limit = call.limit(20, 500);
        call.when(host.past().coming(identifier, until, limit + 1), coming -> {
            if (coming.isEmpty()) {
                call.refuse(Persons.nobody(identifier, Optional.empty()));
            } else {
                call.json(json -> TimelineJson.coming(
                        coming.get(), limit, until, definitions.inForce().version(), json));
            }
        });
    }
}
