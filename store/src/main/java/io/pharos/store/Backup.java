package io.pharos.store;

import io.pharos.runtime.Restored;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A copy of a data folder in one file: a zip with the rows as they were written at one moment and a few files beside them, and at its
 * end a list of all of that with checksums. Of the log it has nothing, since everything that was logged by then is in the rows.
 */
public final class Backup {
    private static final String STATE = DiskStorage.STATE + "/";

    private Backup() {}

    /**
     * Writes a backup, while others go on writing to {@code storage}. What was written back before is in it.
     *
     * @param others names of files of the data folder that belong to it; those that are not there are left out
     * @param program what is running, for those who look into it
     */
    public static void write(DiskStorage storage, List<String> others, String program, OutputStream to)
            throws IOException {
        try (var scratch = ScratchFolder.in(storage.folder())) {
            var rows = scratch.path().resolve(DiskStorage.STATE);
            storage.checkpoint(rows);
            var zip = new ZipOutputStream(to);
            zip.setLevel(Deflater.NO_COMPRESSION); // most of it is compressed already
            var items = new ArrayList<BackupList.Item>();
            for (var file : files(rows)) {
                items.add(add(STATE + file.getFileName(), file, zip));
            }
            for (var name : others) {
                var file = storage.folder().resolve(name);
                if (Files.exists(file)) {
                    items.add(add(name, file, zip));
                }
            }
            zip.putNextEntry(new ZipEntry(BackupList.NAME));
            zip.write(new BackupList(program, items).encode());
            zip.closeEntry();
            zip.finish();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static BackupList.Item add(String name, Path file, ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        var sha256 = sha256();
        var bytes = Files.copy(file, new DigestOutputStream(zip, sha256));
        zip.closeEntry();
        return new BackupList.Item(name, bytes, HexFormat.of().formatHex(sha256.digest()));
    }

    /**
     * Restores a backup into an empty folder, or one that is not there. A server can be started there then.
     *
     * @param progress is told how many bytes are restored
     * @return how far the backup goes
     * @throws IOException if the folder is not empty, or if {@code file} is no backup, or not a whole one; then nothing is left in the folder
     */
    public static Restored restore(Path file, Path folder, LongConsumer progress) throws IOException {
        requireEmpty(folder);
        try (var zip = open(file)) {
            var list = list(file, zip);
            Files.createDirectories(folder);
            try (var _ = FolderLock.take(folder)) {
                return new Restoration(file, zip, folder, progress).run(list);
            }
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                var there = files.findFirst();
                if (there.isPresent()) {
                    throw new IOException("the folder " + folder.toAbsolutePath() + " is not empty: "
                            + there.get().getFileName() + " is in it; restore into a new one");
                }
            }
        }
    }

    private static ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new IOException(file + " is no backup, or only the beginning of one (" + e.getMessage() + ")", e);
        }
    }

    private static BackupList list(Path file, ZipFile zip) throws IOException {
        var entry = zip.getEntry(BackupList.NAME);
        if (entry == null) {
            throw new IOException(file + " is no backup: there is no " + BackupList.NAME + " in it");
        }
        try (var bytes = zip.getInputStream(entry)) {
            return BackupList.decode(bytes.readAllBytes());
        } catch (IOException e) {
            throw new IOException(file + " cannot be restored: " + e.getMessage(), e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
