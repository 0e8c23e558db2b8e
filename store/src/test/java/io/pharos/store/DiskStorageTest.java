package io.pharos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.runtime.Storage;
import io.pharos.runtime.testing.StorageContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskStorageTest extends StorageContract {
    @TempDir
    private Path temporary;

    private int crashes;

    @Override
    protected Storage open() {
        return DiskStorage.open(temporary.resolve("data0"));
    }

    /** A killed process leaves the files as they are at that moment: a copy of them is what the next one finds. */
    @Override
    protected Storage afterCrash(Storage storage) {
        var from = temporary.resolve("data" + crashes++);
        var to = temporary.resolve("data" + crashes);
        copy(from, to);
        storage.close();
        return DiskStorage.open(to);
    }

    @Test
    void aFolderIsOpenOnce() {
        assertThatThrownBy(() -> DiskStorage.open(temporary.resolve("data0")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "data0 is open in process " + ProcessHandle.current().pid());
    }

    @Test
    void aFolderCanBeOpenedAgainAfterItWasClosed() {
        var folder = temporary.resolve("again");
        DiskStorage.open(folder).close();
        try (var storage = DiskStorage.open(folder)) {
            assertThat(storage.log().end()).isZero();
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    Files.createDirectories(to.resolve(from.relativize(folder)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.copy(file, to.resolve(from.relativize(file)));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
