package io.pharos.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** The command line, called inside the test's own process. */
public final class Cli {
    private Cli() {}

    /** @param said on both streams, mixed as a terminal shows them */
    public record Outcome(int code, String said) {}

    public static Outcome run(Object... arguments) {
        var said = new StringWriter();
        var writer = new PrintWriter(said, true);
        var code = Main.commandLine()
                .setOut(writer)
                .setErr(writer)
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return new Outcome(code, said.toString());
    }
}
