package io.pharos.cli.demo;

import io.pharos.server.Server;
import io.pharos.server.ServerSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A server with the example shop, a year of its till, and shoppers who come and go. */
public final class Demo implements AutoCloseable {
    private final Server server;
    private final Traffic traffic;

    private Demo(Server server, Traffic traffic) {
        this.server = server;
        this.traffic = traffic;
    }

    /**
     * Starts the demo. With a data folder that a demo has left, it goes on from there.
     *
     * @param environment settings of the server; a password or a key that it does not name is made up
     * @param out is told how it goes, and what to look at
     * @throws io.pharos.server.StartFailed if the server cannot start
     */
    public static Demo start(int port, Path data, Map<String, String> environment, PrintWriter out)
            throws IOException, InterruptedException {
        var now = Instant.now();
        Files.createDirectories(data);
        var definitions = data.resolve("shop");
        Shop.copyDefinitions(definitions);
        var till = Till.open(data, LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1));

        var settings = new HashMap<>(environment);
        var password = settings.computeIfAbsent("PHAROS_ADMIN_PASSWORD", _ -> secret());
        var key = settings.computeIfAbsent("PHAROS_API_KEY", _ -> secret());
        var server = Server.start(
                ServerSettings.of(ServerSettings.DEFAULT_HOST, port, data, Optional.of(definitions), settings)
                        .withNotice(notice(till)));
        try {
            replay(server.address(), key, till, out);
            var crowd = new Crowd(till.invoices().catalogue(), "demo-" + now.getEpochSecond(), now.toEpochMilli());
            var traffic = Traffic.start(server.address(), crowd);
            new Welcome(server.address(), password, key, data, till).print(out);
            return new Demo(server, traffic);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    public URI address() {
        return server.address();
    }

    /** Sends the shoppers home, then stops the server. */
    @Override
    public void close() {
        try {
            traffic.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            server.close();
        }
    }

    private static void replay(URI address, String key, Till till, PrintWriter out)
            throws IOException, InterruptedException {
        var total = till.invoices().count();
        var progress = new Progress("Replaying a year of the till", total, out);
        var summary = Import.send(address, key, "till", till.file(), progress::reached);
        progress.done(
                summary.duplicates() == 0
                        ? summary.accepted() + " invoices"
                        : summary.accepted() + " invoices, " + summary.duplicates() + " were there already");
    }

    private static String notice(Till till) {
        return "A demonstration. The invoices are real (Online Retail, UCI, CC BY 4.0) and were moved by %,d days, so that the last"
                        .formatted(till.days())
                + " one is of %s. Everybody who shops at this moment is made up."
                        .formatted(till.invoices().lastDay());
    }

    private static String secret() {
        var bytes = new byte[12];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
