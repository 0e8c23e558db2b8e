package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server makes of a log that a crash, or a disk, has left damaged. */
final class DamageTest {
    private static final int EVENTS = 10;
    private static final int HEAD = 8;

    @TempDir
    private Path folder;

    private Path workspace;

    /** A server that dies with ten events in its log: ten frames, since each was answered before the next was sent. */
    @BeforeEach
    void crash() throws IOException {
        workspace = Spending.write(folder);
        try (var server = serve()) {
            Spending.spend(server, "ada", 0, EVENTS);
        }
    }

    @Test
    void aLastRecordThatIsCutShortIsForgottenAndTheRestIsThere() throws IOException {
        try (var log = log()) {
            log.truncate(log.size() - 5);
        }
        recoversAllButTheLast();
    }

    @Test
    void aLastRecordThatWasNotWholeOnDiskIsForgottenAndTheRestIsThere() throws IOException {
        try (var log = log()) {
            flip(log, log.size() - 5);
        }
        recoversAllButTheLast();
    }

    @Test
    void damageInFrontOfWhatWasAnsweredIsReportedAndNothingIsDropped() throws IOException {
        long size;
        try (var log = log()) {
            size = log.size();
            flip(log, frames(log).get(EVENTS / 2) + HEAD + 20);
        }
        try (var server = serve()) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .containsPattern("the log file \\S+\\.log is damaged at byte \\d+; restore it from a backup")
                    .doesNotContain("Exception", "\tat ");
        }
        try (var log = log()) {
            assertThat(log.size()).as("the file is left as it was").isEqualTo(size);
        }
    }

    private void recoversAllButTheLast() throws IOException {
        try (var server = serve();
                var http = new Http(server.address())) {
            assertThat(Spending.count(http, "ada")).isEqualTo(EVENTS - 1);
            Spending.spend(server, "ada", EVENTS - 1, EVENTS);
            assertThat(Spending.count(http, "ada"))
                    .as("and it goes on from there")
                    .isEqualTo(EVENTS);
            server.kill();
        }
        try (var server = serve();
                var http = new Http(server.address())) {
            assertThat(Spending.count(http, "ada")).isEqualTo(EVENTS);
        }
    }

    private static void flip(FileChannel log, long at) throws IOException {
        var one = ByteBuffer.allocate(1);
        log.read(one, at);
        one.put(0, (byte) ~one.get(0)).rewind();
        log.write(one, at);
    }

    /** Where the frames begin. */
    private static List<Long> frames(FileChannel log) throws IOException {
        var frames = new ArrayList<Long>();
        var length = ByteBuffer.allocate(Integer.BYTES);
        for (var at = 0L; at < log.size(); at += HEAD + length.getInt(0)) {
            frames.add(at);
            log.read(length.clear(), at);
        }
        assertThat(frames).hasSizeGreaterThanOrEqualTo(EVENTS);
        return frames;
    }

    private FileChannel log() throws IOException {
        return FileChannel.open(file(), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private Path file() throws IOException {
        try (var files = Files.newDirectoryStream(data().resolve("log"), "*.log")) {
            return files.iterator().next();
        }
    }

    private PharosProcess serve() {
        return PharosProcess.serve(data(), workspace);
    }

    private Path data() {
        return folder.resolve("data");
    }
}
