package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.cli.Checkout;
import io.pharos.cli.Main;
import io.pharos.server.Server;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code pharos}, beside a jar as in a package, so that it has nothing to build. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for POSIX shells")
final class LauncherTest {
    private static final String JDK = System.getProperty("java.home");
    private static final String VERSION = Server.version();

    @TempDir
    private Path folder;

    private Path script;

    private record Ended(int code, String said) {}

    @BeforeEach
    void unpack() throws IOException {
        var home = Files.createDirectories(folder.resolve("a folder with spaces"));
        script = Files.copy(Checkout.root().resolve("pharos"), home.resolve("pharos"));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        try (var jar = new JarOutputStream(Files.newOutputStream(home.resolve("pharos.jar")), manifest)) {
            jar.finish();
        }
    }

    @Test
    void runsFromAFolderWithSpacesWhereverOneStands() throws Exception {
        var elsewhere = Files.createDirectories(folder.resolve("else where"));
        assertThat(run(elsewhere, Map.of("PHAROS_JAVA_HOME", JDK), script, "--version"))
                .isEqualTo(new Ended(0, "pharos " + VERSION));
    }

    @Test
    void runsThroughLinksToLinks() throws Exception {
        var bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("pharos-now"), script);
        var link = Files.createSymbolicLink(bin.resolve("pharos"), Path.of("pharos-now"));
        assertThat(run(bin, Map.of("PHAROS_JAVA_HOME", JDK), link, "--version"))
                .isEqualTo(new Ended(0, "pharos " + VERSION));
    }

    @Test
    void passesBySeventeenThoughItComesFirstOnThePath() throws Exception {
        var seventeen = jdk("17.0.9");
        var environment =
                Map.of("PATH", seventeen.resolve("bin") + File.pathSeparator + System.getenv("PATH"), "JAVA_HOME", JDK);
        assertThat(run(folder, environment, script, "--version")).isEqualTo(new Ended(0, "pharos " + VERSION));
    }

    @Test
    void keepsWordsAndExitCodesAsTheyAre() throws Exception {
        var ended = run(folder, Map.of("PHAROS_JAVA_HOME", JDK), script, "validate", "no such folder");
        assertThat(ended.said()).startsWith("pharos: no such folder does not exist");
        assertThat(ended.code()).isEqualTo(2);
    }

    @Test
    void saysThatTheJavaItWasToldIsNone() throws Exception {
        var empty = Files.createDirectories(folder.resolve("empty"));
        assertThat(run(folder, Map.of("PHAROS_JAVA_HOME", empty.toString()), script, "--version"))
                .isEqualTo(new Ended(1, "PHAROS_JAVA_HOME is " + empty + ", but there is no JDK 25 or newer in it."));
        var seventeen = jdk("17.0.9");
        assertThat(run(folder, Map.of("PHAROS_JAVA_HOME", seventeen.toString()), script, "--version")
                        .said())
                .contains("there is no JDK 25 or newer in it");
    }

    /** Something that would answer to be that version of Java, and must not be asked to run anything. */
    private Path jdk(String version) throws IOException {
        var home = folder.resolve("jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        var java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\necho wrong java\nexit 3\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }

    private static Ended run(Path where, Map<String, String> environment, Path script, String... arguments)
            throws Exception {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        var own = new HashMap<>(environment);
        own.putIfAbsent("PATH", System.getenv("PATH"));
        builder.environment().clear();
        builder.environment().putAll(own);
        var process = builder.start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), said.strip());
        } finally {
            process.destroyForcibly();
        }
    }
}
