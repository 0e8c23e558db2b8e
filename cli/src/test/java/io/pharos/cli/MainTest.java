package io.pharos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

final class MainTest {

    private final StringWriter out = new StringWriter();

    @Test
    void saysHowItIsUsedWhenCalledWithNothing() {
        assertThat(run()).isZero();
        assertThat(out.toString()).startsWith("Usage: pharos");
    }

    @Test
    void refusesAnUnknownCommandWithTheUsageExitCode() {
        assertThat(run("no-such-command")).isEqualTo(2);
    }

    @Test
    void measuresFromTheSameCommand() {
        assertThat(run("bench", "--help")).isZero();
        assertThat(out.toString()).contains("--quick", "--json");
    }

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(Writer.nullWriter(), true))
                .execute(args);
    }
}
