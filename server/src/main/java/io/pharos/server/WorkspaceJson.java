package io.pharos.server;

import io.pharos.model.About;
import io.pharos.model.Action;
import io.pharos.model.Attribute;
import io.pharos.model.Connector;
import io.pharos.model.Source;
import io.pharos.model.Workspace;
import io.pharos.runtime.Publication;
import io.pharos.runtime.Refold;
import io.pharos.server.access.Role;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** The published definitions in short: what screens need to name things. */
final class WorkspaceJson {
    private static final String MASKED = "••••";

    private final Publication publication;
    private final Workspace workspace;
    private final Map<String, String> keys;
    private final Refold refold;
    private final Optional<String> notice;

    /** @param keys of the sources, by their names */
    WorkspaceJson(
            Publication publication,
            Workspace workspace,
            Map<String, String> keys,
            Refold refold,
            Optional<String> notice) {
        this.publication = publication;
        this.workspace = workspace;
        this.keys = keys;
        this.refold = refold;
        this.notice = notice;
    }

    /** The keys of sources are for administrators, files for those who may edit them. */
    void write(Role reader, JsonGenerator json) {
        var keysShown = reader.covers(Role.ADMIN);
        json.writeStartObject();
        json.writeStringProperty("name", workspace.name());
        json.writeStringProperty("title", workspace.name());
        json.writeStringProperty("timezone", workspace.zone().getId());
        PublicationJson.fields(publication, json);
        json.writeName("refold");
        PublicationJson.write(refold, json);
        notice.ifPresent(text -> json.writeStringProperty("notice", text));
        list("sources", workspace.sources().values(), json, source -> write(source, keysShown, json));
        list("identifiers", workspace.identifiers(), json, kind -> about(kind.name(), kind.about(), json));
        list("attributes", workspace.attributes().values(), json, attribute -> write(attribute, json));
        list("badges", workspace.badges().values(), json, badge -> {
            about(badge.name(), badge.about(), json);
            json.writeStringProperty("icon", badge.icon());
            json.writeStringProperty("colour", badge.colour());
        });
        list("segments", workspace.segments().values(), json, segment -> about(segment.name(), segment.about(), json));
        list("connectors", workspace.connectors().values(), json, connector -> write(connector, json));
        list("actions", workspace.actions().values(), json, action -> write(action, json));
        list("views", workspace.views().values(), json, view -> write(view, json));
        if (reader.covers(Role.EDITOR)) {
            PublicationJson.files(publication.files(), json);
        }
        json.writeEndObject();
    }

    private void write(Source source, boolean keysShown, JsonGenerator json) {
        about(source.name(), source.about(), json);
        json.writeStringProperty("kind", word(source.kind()));
        Optional.ofNullable(keys.get(source.name()))
                .ifPresent(key -> json.writeStringProperty("key", keysShown ? key : MASKED));
        texts("origins", source.origins(), json);
        source.tealium().ifPresent(tealium -> {
            json.writeName("tealium");
            json.writeStartObject();
            json.writeStringProperty("account", tealium.account());
            json.writeStringProperty("profile", tealium.profile());
            json.writeEndObject();
        });
        if (source.kind() == Source.Kind.SNOWPLOW) {
            texts("app_ids", source.appIds(), json);
        }
    }

    private static void write(Attribute attribute, JsonGenerator json) {
        about(attribute.name(), attribute.about(), json);
        json.writeStringProperty("scope", word(attribute.scope()));
        json.writeStringProperty("type", word(attribute.type()));
        json.writeBooleanProperty("restricted", attribute.restricted());
        json.writeBooleanProperty("derived", attribute.definition() instanceof Attribute.Definition.Derived);
    }

    private static void write(Connector connector, JsonGenerator json) {
        about(connector.name(), connector.about(), json);
        json.writeStringProperty(
                "kind",
                switch (connector) {
                    case Connector.Webhook _ -> "webhook";
                    case Connector.Log _ -> "log";
                });
    }

    private static void write(Action action, JsonGenerator json) {
        about(action.name(), action.about(), json);
        json.writeStringProperty("connector", action.connector());
        json.writeName("trigger");
        json.writeStartObject();
        switch (action.trigger()) {
            case Action.Trigger.Joined(var segment) -> trigger("joined", segment, json);
            case Action.Trigger.Left(var segment) -> trigger("left", segment, json);
            case Action.Trigger.BadgeAssigned(var badge) -> trigger("badge_assigned", badge, json);
            case Action.Trigger.BadgeRemoved(var badge) -> trigger("badge_removed", badge, json);
        }
        json.writeEndObject();
    }

    private static void trigger(String kind, String name, JsonGenerator json) {
        json.writeStringProperty("kind", kind);
        json.writeStringProperty("name", name);
    }

    private static void write(Workspace.View view, JsonGenerator json) {
        about(view.name(), view.about(), json);
        texts("attributes", view.attributes(), json);
        json.writeBooleanProperty("badges", view.badges());
        json.writeBooleanProperty("segments", view.segments());
        json.writeBooleanProperty("public", view.open());
        texts("origins", view.origins(), json);
    }

    private static void about(String name, About about, JsonGenerator json) {
        json.writeStringProperty("name", name);
        json.writeStringProperty("title", about.title());
        json.writeStringProperty("notes", about.notes());
        texts("labels", about.labels(), json);
        if (about.builtIn()) {
            json.writeBooleanProperty("builtIn", true);
        }
    }

    private static <T> void list(String name, Collection<T> items, JsonGenerator json, Consumer<T> writer) {
        json.writeName(name);
        json.writeStartArray();
        for (var item : items) {
            json.writeStartObject();
            writer.accept(item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(String name, Collection<String> texts, JsonGenerator json) {
        json.writeName(name);
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
