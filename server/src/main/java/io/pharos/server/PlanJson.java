package io.pharos.server;

import io.pharos.model.About;
import io.pharos.model.Value;
import io.pharos.model.ValueJson;
import io.pharos.model.ValueText;
import io.pharos.model.Workspace;
import io.pharos.runtime.PlanReport;
import io.pharos.runtime.PlanReport.Example;
import io.pharos.runtime.PlanReport.Fired;
import io.pharos.runtime.PlanReport.Firings;
import io.pharos.runtime.PlanReport.Group;
import io.pharos.runtime.PlanReport.Persons;
import io.pharos.runtime.PlanReport.Presence;
import io.pharos.runtime.PlanReport.Regrouped;
import io.pharos.runtime.PlanReport.Values;
import io.pharos.runtime.PlanSample;
import io.pharos.server.http.ProblemDocument;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** A plan as answers have it. Each count stands with its share of the profiles looked at, and what follows for all. */
final class PlanJson {
    private static final double DIGITS = 1e6;
    private static final String TRIGGERS =
            "Actions are counted as often as they would be triggered, if each event had come at its own time. Caps, holdouts"
                    + " and the wait for late events are not simulated. What a publication itself changes triggers nothing.";
    private static final String PERSONS =
            "The draft changes who is who. Its figures are those of the persons it would make: who would go on as part of"
                    + " another leaves what it was in.";

    private final PlanReport report;
    private final PlanSample sample;
    private final JsonGenerator json;

    private PlanJson(PlanReport report, JsonGenerator json) {
        this.report = report;
        this.sample = report.sample();
        this.json = json;
    }

    static void write(Plans.Job job, JsonGenerator json) {
        var report = job.plan().report();
        var progress = job.plan().progress();
        json.writeStartObject();
        json.writeStringProperty("id", job.id());
        json.writeStringProperty("state", word(report.state()));
        json.writeStringProperty("started", ValueText.time(job.started()));
        json.writeObjectPropertyStart("progress");
        json.writeNumberProperty("profiles", progress.profiles());
        json.writeNumberProperty("of", progress.of());
        json.writeNumberProperty("seconds", seconds(progress.taken()));
        json.writeNumberProperty("seconds_left", seconds(progress.left()));
        json.writeEndObject();
        json.writeName("warnings");
        ProblemDocument.write(job.warnings(), json);
        switch (report.state()) {
            case RUNNING, CANCELLED -> {}
            case FAILED -> json.writeStringProperty("failure", String.valueOf(report.exceptionNow()));
            case SUCCESS -> {
                json.writeName("report");
                new PlanJson(report.resultNow(), json).write();
            }
        }
        json.writeEndObject();
    }

    private static String word(Future.State state) {
        return switch (state) {
            case RUNNING -> "running";
            case SUCCESS -> "done";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    private void write() {
        json.writeStartObject();
        json.writeStringProperty("workspace", report.draft().name());
        json.writeStringProperty("as_of", ValueText.time(report.asOf()));
        json.writeStringProperty("timezone", report.draft().zone().getId());
        json.writeName("days");
        each(report.days().stream().map(LocalDate::toString).toList(), json::writeString);
        json.writeObjectPropertyStart("sample");
        json.writeNumberProperty("profiles", sample.profiles());
        json.writeNumberProperty("of", sample.of());
        json.writeNumberProperty("share", rounded(sample.of() == 0 ? 1 : (double) sample.profiles() / sample.of()));
        json.writeBooleanProperty("all", sample.isWhole());
        json.writeEndObject();
        json.writeBooleanProperty("identifiers_changed", report.persons().isPresent());
        report.persons().ifPresent(this::persons);
        json.writeName("notes");
        each(report.persons().isPresent() ? List.of(TRIGGERS, PERSONS) : List.of(TRIGGERS), json::writeString);
        figure("changed", report.changed());
        groups(
                "segments",
                report.segments(),
                (workspace, name) -> known(workspace.segments(), name).about());
        groups(
                "badges",
                report.badges(),
                (workspace, name) -> known(workspace.badges(), name).about());
        attributes();
        actions();
        json.writeEndObject();
    }

    private void persons(Persons persons) {
        json.writeObjectPropertyStart("persons");
        json.writeNumberProperty("published", persons.published());
        json.writeNumberProperty("draft", persons.draft());
        json.writeNumberProperty("merging", persons.merging());
        json.writeNumberProperty("splitting", persons.splitting());
        json.writeName("merges");
        each(persons.merges(), this::regrouped);
        json.writeName("splits");
        each(persons.splits(), this::regrouped);
        json.writeEndObject();
    }

    private void regrouped(Regrouped regrouped) {
        json.writeStartObject();
        fields(regrouped.person());
        json.writeNumberProperty("persons", regrouped.persons());
        json.writeNumberProperty("events", regrouped.events());
        json.writeEndObject();
    }

    private void groups(String field, List<Group> groups, Words words) {
        json.writeName(field);
        each(groups, group -> {
            head(group.name(), group.presence(), words);
            figure("entering", group.entering());
            figure("leaving", group.leaving());
            json.writeName("enterers");
            each(group.enterers(), this::example);
            json.writeName("leavers");
            each(group.leavers(), this::example);
            side("published", group.publishedSize(), group.publishedSizes());
            side("draft", group.draftSize(), group.draftSizes());
            json.writeEndObject();
        });
    }

    private void side(String field, long size, List<Long> sizes) {
        json.writeObjectPropertyStart(field);
        figure("size", size);
        json.writeName("curve");
        each(sizes, count -> json.writeNumber(sample.estimate(count)));
        json.writeEndObject();
    }

    private void attributes() {
        json.writeName("attributes");
        each(report.attributes(), (Values attribute) -> {
            head(
                    attribute.name(),
                    attribute.presence(),
                    (workspace, name) -> known(workspace.attributes(), name).about());
            figure("changed", attribute.changed());
            json.writeName("examples");
            each(attribute.examples(), change -> {
                json.writeStartObject();
                fields(change.profile());
                value("published", change.published());
                value("draft", change.draft());
                json.writeEndObject();
            });
            json.writeEndObject();
        });
    }

    private void value(String field, Optional<Value> value) {
        value.ifPresent(present -> {
            json.writeName(field);
            ValueJson.write(present, json);
        });
    }

    private void actions() {
        json.writeName("actions");
        each(report.actions(), (Firings action) -> {
            head(
                    action.name(),
                    action.presence(),
                    (workspace, name) -> known(workspace.actions(), name).about());
            fired("published", action.published());
            fired("draft", action.draft());
            json.writeEndObject();
        });
    }

    /** Not of profiles but of firings, of which one profile may have many. */
    private void fired(String field, Fired fired) {
        json.writeObjectPropertyStart(field);
        json.writeNumberProperty("count", fired.total());
        json.writeNumberProperty("estimate", sample.estimate(fired.total()));
        json.writeNumberProperty("error", sample.errorOf(fired));
        json.writeNumberProperty("silent", sample.estimate(fired.silent()));
        json.writeName("per_day");
        each(fired.perDay(), count -> json.writeNumber(sample.estimate(count)));
        json.writeEndObject();
    }

    /** Begins an object. */
    private void head(String name, Presence presence, Words words) {
        var workspace = presence == Presence.PUBLISHED ? report.published() : report.draft();
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("title", words.about(workspace, name).title());
        json.writeStringProperty("presence", presence.name().toLowerCase(Locale.ROOT));
    }

    /** What people say about a definition of some kind. */
    private interface Words {
        About about(Workspace workspace, String name);
    }

    private static <T> T known(Map<String, T> definitions, String name) {
        return Optional.ofNullable(definitions.get(name)).orElseThrow();
    }

    /** A number of profiles. */
    private void figure(String field, long count) {
        json.writeObjectPropertyStart(field);
        json.writeNumberProperty("count", count);
        json.writeNumberProperty("share", rounded(sample.share(count)));
        json.writeNumberProperty("error", rounded(sample.error(count)));
        json.writeNumberProperty("estimate", sample.estimate(count));
        json.writeEndObject();
    }

    private void example(Example example) {
        json.writeStartObject();
        fields(example);
        json.writeEndObject();
    }

    private void fields(Example example) {
        json.writeStringProperty("id", example.id());
        json.writeStringProperty("kind", example.identifier().kind());
        json.writeStringProperty("value", example.identifier().value());
    }

    private <T> void each(List<T> items, Consumer<T> writer) {
        json.writeStartArray();
        items.forEach(writer);
        json.writeEndArray();
    }

    private static double rounded(double share) {
        return Math.round(share * DIGITS) / DIGITS;
    }
}
