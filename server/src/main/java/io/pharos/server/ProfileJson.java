package io.pharos.server;

import io.pharos.model.Snapshot;
import io.pharos.model.SnapshotJson;
import io.pharos.model.Workspace;
import io.pharos.server.http.Json;
import java.util.OptionalLong;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/** A profile as answers and exports have it, and what a view shows of one. */
public final class ProfileJson {
    private ProfileJson() {}

    /** One line of an export, with its line end. */
    public static byte[] line(Snapshot profile) {
        return Json.line(json -> write(profile, _ -> true, OptionalLong.empty(), json));
    }

    /**
     * @param shown which attributes the reader may see
     * @param version of the published definitions that all of it was computed under; an export has none
     */
    static void write(Snapshot profile, Predicate<String> shown, OptionalLong version, JsonGenerator json) {
        json.writeStartObject();
        SnapshotJson.fields(profile, shown, json);
        if (version.isPresent()) {
            json.writeNumberProperty("version", version.getAsLong());
        }
        json.writeEndObject();
    }

    /** What a view chose of a profile; of a visitor nobody knows, nothing. */
    static void write(Workspace.View view, Snapshot profile, Predicate<String> shown, JsonGenerator json) {
        json.writeStartObject();
        SnapshotJson.attributes(
                profile.attributes(), name -> view.attributes().contains(name) && shown.test(name), json);
        if (view.badges()) {
            SnapshotJson.since("badges", profile.badges(), json);
        }
        if (view.segments()) {
            SnapshotJson.since("segments", profile.segments(), json);
        }
        json.writeEndObject();
    }
}
