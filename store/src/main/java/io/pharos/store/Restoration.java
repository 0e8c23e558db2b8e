package io.pharos.store;

import io.pharos.runtime.Restored;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.zip.ZipFile;

/** Takes a backup apart into a folder. A file says so until all of it is there, so that nobody starts on half of it. */
final class Restoration {
    private final Path file;
    private final ZipFile zip;
    private final Path folder;
    private final LongConsumer progress;
    private long done;

    Restoration(Path file, ZipFile zip, Path folder, LongConsumer progress) {
        this.file = file;
        this.zip = zip;
        this.folder = folder;
        this.progress = progress;
    }

    /** @throws IOException if it is damaged; then nothing of it is left in the folder */
    Restored run(BackupList list) throws IOException {
        try {
            return takeApart(list);
        } catch (IOException | RuntimeException e) {
            undo();
            throw e;
        }
    }

    private Restored takeApart(BackupList list) throws IOException {
        var restoring = Files.createFile(folder.resolve(DiskStorage.RESTORING));
        Files.createDirectories(folder.resolve(DiskStorage.STATE));
        force(folder);
        for (var item : list.items()) {
            extract(item);
        }
        var restored = detach(list.program());
        LogFiles.begin(folder.resolve(DiskStorage.LOG), restored.position());
        force(folder.resolve(DiskStorage.STATE));
        force(folder);
        Files.delete(restoring);
        force(folder);
        return restored;
    }

    private void extract(BackupList.Item item) throws IOException {
        var entry = zip.getEntry(item.name());
        if (entry == null) {
            throw damaged(item, "it is missing");
        }
        var sha256 = Backup.sha256();
        var bytes = 0L;
        try (var from = new DigestInputStream(zip.getInputStream(entry), sha256);
                var to = FileChannel.open(
                        folder.resolve(item.name()), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            bytes = from.transferTo(Channels.newOutputStream(to));
            to.force(true);
        }
        if (bytes != item.bytes()) {
            throw damaged(item, "it has " + bytes + " bytes, expected " + item.bytes());
        }
        var found = HexFormat.of().formatHex(sha256.digest());
        if (!found.equals(item.sha256())) {
            throw damaged(item, "its checksum is " + found + ", expected " + item.sha256());
        }
        done += bytes;
        progress.accept(done);
    }

    private IOException damaged(BackupList.Item item, String how) {
        return new IOException("the backup " + file + " is damaged at " + item.name() + ": " + how);
    }

    /** What the original did after the backup is not known here: ids made from now on must not be those that it made. */
    private Restored detach(String program) throws IOException {
        try (var state = RocksState.open(folder.resolve(DiskStorage.STATE))) {
            return Restored.detach(state);
        } catch (IllegalStateException e) {
            throw new IOException(
                    "the backup " + file + ", made by Pharos " + program + ", holds rows that this one cannot open: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void force(Path folder) throws IOException {
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private void undo() throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var each : files) {
                ScratchFolder.delete(each);
            }
        }
    }
}
