package io.pharos.server;

import io.pharos.model.ValueText;
import io.pharos.server.http.Json;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Keeps the draft in a file of its own: one for all who edit, who are told when another was faster. */
final class Drafts {
    private static final int TAG_LENGTH = 32;

    private final Path file;

    Drafts(Path file) {
        this.file = file;
    }

    /** A draft as it is kept and answered, and a tag that no other content has. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(byte[] json, String tag) {}

    synchronized Optional<Kept> read() {
        try {
            return Files.exists(file) ? Optional.of(kept(Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the draft", e);
        }
    }

    /**
     * @param known the tag of the draft that this one is to replace; empty if there should be none
     * @throws Refusal if there is another
     */
    synchronized Kept save(Draft draft, Optional<String> known) {
        requireKnown(known);
        var kept = kept(Json.bytes(json -> write(draft, json)));
        try {
            WholeFile.write(file, kept.json());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the draft", e);
        }
        return kept;
    }

    /** @throws Refusal if there is another than the known one */
    synchronized void delete(Optional<String> known) {
        requireKnown(known);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the draft", e);
        }
    }

    private void requireKnown(Optional<String> known) {
        var there = read().map(Kept::tag);
        if (there.isPresent() && known.isEmpty()) {
            throw Refusal.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "There is a draft already. Send its ETag \"" + there.get() + "\" in If-Match to replace it.");
        }
        if (!there.equals(known)) {
            throw Refusal.of(
                    ProblemType.PRECONDITION_FAILED,
                    "The draft is not the one with the ETag \"" + known.orElse("") + "\" any more: "
                            + there.map(tag -> "somebody has saved one with the ETag \"" + tag + "\".")
                                    .orElse("there is none."));
        }
    }

    private static void write(Draft draft, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("base", draft.base());
        json.writeStringProperty("note", draft.note());
        json.writeStringProperty("who", draft.who());
        json.writeStringProperty("at", ValueText.time(draft.at()));
        PublicationJson.files(draft.files(), json);
        json.writeEndObject();
    }

    private static Kept kept(byte[] json) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(json);
            return new Kept(json, HexFormat.of().formatHex(hash).substring(0, TAG_LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
