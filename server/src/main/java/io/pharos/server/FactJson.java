package io.pharos.server;

import io.pharos.model.Delivery;
import io.pharos.model.Event;
import io.pharos.model.EventJson;
import io.pharos.model.Fact;
import io.pharos.model.SnapshotJson;
import io.pharos.model.Transition;
import io.pharos.model.ValueText;
import io.pharos.runtime.Journal;
import io.pharos.server.http.ProblemDocument;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What happened, as the live stream tells it. */
final class FactJson {
    private FactJson() {}

    /** One word for the kind of fact, which is also the name of its server-sent event. */
    static String kind(Fact fact) {
        return switch (fact) {
            case Fact.Received _ -> "received";
            case Fact.Stitched _ -> "stitched";
            case Fact.Moved _ -> "moved";
            case Fact.Triggered _ -> "triggered";
            case Fact.Settled _ -> "settled";
            case Fact.Removed _ -> "removed";
        };
    }

    /** The event, badge, segment or action that the fact is about; empty if it is about none. */
    static String name(Fact fact) {
        return switch (fact) {
            case Fact.Received received -> received.event().name();
            case Fact.Stitched _, Fact.Removed _ -> "";
            case Fact.Moved moved ->
                switch (moved.transition()) {
                    case Transition.VisitStarted _, Transition.VisitEnded _ -> "";
                    case Transition.BadgeAssigned assigned -> assigned.badge();
                    case Transition.BadgeRemoved removed -> removed.badge();
                    case Transition.Left left -> left.segment();
                    case Transition.Joined joined -> joined.segment();
                };
            case Fact.Triggered triggered -> triggered.action();
            case Fact.Settled settled -> settled.action();
        };
    }

    static void write(Journal.Entry entry, JsonGenerator json) {
        var fact = entry.fact();
        json.writeStartObject();
        json.writeNumberProperty("position", entry.position());
        json.writeStringProperty("kind", kind(fact));
        json.writeStringProperty("at", ValueText.time(fact.at()));
        switch (fact) {
            case Fact.Received received -> {
                json.writeStringProperty("profile", received.profile());
                json.writeBooleanProperty("late", received.late());
                json.writeName("event");
                write(received.event(), json);
                json.writeName("problems");
                ProblemDocument.write(received.problems(), json);
            }
            case Fact.Stitched stitched -> {
                json.writeStringProperty("profile", stitched.profile());
                SnapshotJson.identifiers("identifiers", stitched.identifiers(), json);
                SnapshotJson.identifiers("former", stitched.former(), json);
            }
            case Fact.Moved moved -> {
                json.writeStringProperty("profile", moved.profile());
                json.writeBooleanProperty("silent", moved.silent());
                json.writeName("transition");
                write(moved.transition(), json);
            }
            case Fact.Triggered triggered -> {
                json.writeStringProperty("profile", triggered.profile());
                json.writeStringProperty("delivery", triggered.delivery());
                json.writeStringProperty("action", triggered.action());
            }
            case Fact.Settled settled -> {
                json.writeStringProperty("delivery", settled.delivery());
                json.writeStringProperty("action", settled.action());
                json.writeName("outcome");
                write(settled.outcome(), json);
            }
            case Fact.Removed _ -> {}
        }
        json.writeEndObject();
    }

    /** An event as the native form has it, with what intake added. */
    static void write(Event event, JsonGenerator json) {
        json.writeStartObject();
        EventJson.fields(event, json);
        json.writeStringProperty("arrival", ValueText.time(event.arrival()));
        json.writeStringProperty("origin", event.origin().name().toLowerCase(Locale.ROOT));
        json.writeName("marks");
        json.writeStartArray();
        event.marks().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    static void write(Transition transition, JsonGenerator json) {
        json.writeStartObject();
        fields(transition, json);
        json.writeEndObject();
    }

    /** Into an object that is open. */
    static void fields(Transition transition, JsonGenerator json) {
        switch (transition) {
            case Transition.VisitStarted _ -> json.writeStringProperty("kind", "visit_started");
            case Transition.VisitEnded _ -> json.writeStringProperty("kind", "visit_ended");
            case Transition.BadgeAssigned assigned -> named("badge_assigned", assigned.badge(), json);
            case Transition.BadgeRemoved removed -> named("badge_removed", removed.badge(), json);
            case Transition.Left left -> named("left", left.segment(), json);
            case Transition.Joined joined -> named("joined", joined.segment(), json);
        }
        json.writeStringProperty("at", ValueText.time(transition.at()));
    }

    static void write(Delivery.Outcome outcome, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("at", ValueText.time(outcome.at()));
        switch (outcome) {
            case Delivery.Outcome.Delivered delivered -> {
                json.writeStringProperty("kind", "delivered");
                json.writeNumberProperty("attempts", delivered.attempts());
                json.writeStringProperty("answer", delivered.answer());
            }
            case Delivery.Outcome.Dead dead -> {
                json.writeStringProperty("kind", "dead");
                json.writeNumberProperty("attempts", dead.attempts());
                json.writeStringProperty("reason", dead.reason());
            }
            case Delivery.Outcome.Cancelled cancelled -> {
                json.writeStringProperty("kind", "cancelled");
                json.writeStringProperty("reason", cancelled.reason());
            }
        }
        json.writeEndObject();
    }

    private static void named(String kind, String name, JsonGenerator json) {
        json.writeStringProperty("kind", kind);
        json.writeStringProperty("name", name);
    }
}
