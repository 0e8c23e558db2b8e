package io.pharos.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code pharos} command. */
@Command(
        name = "pharos",
        description = "A self-hosted, real-time customer data platform.",
        mixinStandardHelpOptions = true)
public final class Main implements Runnable {

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
