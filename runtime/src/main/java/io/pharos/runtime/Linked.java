package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.model.Identifier;
import java.util.Arrays;

/** A link as it is kept, and what became of it. */
record Linked(Link link, Fate fate) {
    enum Fate {
        TAKEN(0),
        /** It would join what may not be one person. */
        REFUSED(1),
        /** Somebody took the two apart, for good. */
        APART(2),
        /** The two are what two others that somebody took apart are called under the definitions in force. */
        APART_AS_WELL(3);

        private final int code;

        Fate(int code) {
            this.code = code;
        }
    }

    boolean isApart() {
        return fate == Fate.APART || fate == Fate.APART_AS_WELL;
    }

    byte[] encode() {
        var to = new ByteWriter(96).one(fate.code);
        write(link, to);
        return to.toBytes();
    }

    static Linked decode(byte[] bytes) {
        var from = new ByteReader(bytes);
        var code = from.one();
        var fate = Arrays.stream(Fate.values())
                .filter(each -> each.code == code)
                .findFirst()
                .orElseThrow(() -> from.damaged("no link of fate " + code));
        return new Linked(readLink(from), fate);
    }

    static void write(Link link, ByteWriter to) {
        write(link.subject(), to);
        write(link.other(), to);
        to.number(link.time()).text(link.event());
    }

    static Link readLink(ByteReader from) {
        return new Link(readIdentifier(from), readIdentifier(from), from.number(), from.text());
    }

    static void write(Identifier identifier, ByteWriter to) {
        to.text(identifier.kind()).text(identifier.value());
    }

    static Identifier readIdentifier(ByteReader from) {
        return new Identifier(from.text(), from.text());
    }
}
