package io.pharos.server;

import io.pharos.model.ValueText;
import io.pharos.runtime.HostStats;
import io.pharos.runtime.Preparation;
import io.pharos.runtime.Publication;
import io.pharos.runtime.Refold;
import java.util.SortedMap;
import tools.jackson.core.JsonGenerator;

/** Publications, and how far profiles follow them. */
final class PublicationJson {
    private PublicationJson() {}

    /** Who published what when, as the properties of an object that is open. */
    static void fields(Publication publication, JsonGenerator json) {
        json.writeNumberProperty("version", publication.number());
        json.writeStringProperty("at", ValueText.time(publication.at()));
        json.writeStringProperty("who", publication.who());
        json.writeStringProperty("note", publication.note());
        json.writeNumberProperty("base", publication.base());
        json.writeBooleanProperty("fire", publication.fire());
        publication.folder().ifPresent(folder -> json.writeStringProperty("folder", folder));
    }

    static void files(SortedMap<String, String> files, JsonGenerator json) {
        json.writeName("files");
        json.writeStartObject();
        files.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    /** How far it is with what is in force, and with what is to be. */
    static void write(HostStats stats, JsonGenerator json) {
        json.writeStartObject();
        fields(stats.refold(), json);
        stats.preparation().ifPresent(preparation -> write(preparation, json));
        json.writeEndObject();
    }

    private static void write(Preparation preparation, JsonGenerator json) {
        json.writeObjectPropertyStart("preparation");
        json.writeNumberProperty("version", preparation.version());
        json.writeNumberProperty("done", preparation.done());
        json.writeNumberProperty("all", preparation.all());
        json.writeEndObject();
    }

    static void write(Refold refold, JsonGenerator json) {
        json.writeStartObject();
        fields(refold, json);
        json.writeEndObject();
    }

    private static void fields(Refold refold, JsonGenerator json) {
        json.writeNumberProperty("version", refold.version());
        json.writeNumberProperty("done", refold.done());
        json.writeNumberProperty("all", refold.all());
        json.writeBooleanProperty("complete", refold.isComplete());
        refold.remaining()
                .ifPresent(remaining -> json.writeNumberProperty("remaining_seconds", remaining.toMillis() / 1000.0));
    }
}
