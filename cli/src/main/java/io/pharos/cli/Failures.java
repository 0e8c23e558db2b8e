package io.pharos.cli;

import io.pharos.server.StartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong so that a person can act on it; only what nobody foresaw shows its stack. */
final class Failures implements IExecutionExceptionHandler {
    private static final int FAILED = 1;
    private static final int CALLED_WRONGLY = 2;

    /** The command was called in a way it cannot work. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }

    /** @throws Wrong if one of them is no file that can be read */
    static void requireReadable(List<Path> files) {
        files.forEach(file -> requireReadable(file, "a file of events"));
    }

    /**
     * @param expected what it is to be
     * @throws Wrong if it is no file that can be read
     */
    static void requireReadable(Path file, String expected) {
        if (!Files.exists(file)) {
            throw new Wrong(file + " does not exist; expected " + expected);
        }
        if (Files.isDirectory(file)) {
            throw new Wrong(file + " is a folder; expected " + expected);
        }
        if (!Files.isReadable(file)) {
            throw new Wrong(file + " may not be read by you");
        }
    }

    /** @throws Wrong if nothing can be written there */
    static void requireWritable(Path file) {
        if (Files.isDirectory(file)) {
            throw new Wrong("--export " + file + " is a folder; expected a file to write");
        }
        requireFolderOf(file, "--export " + file);
    }

    /**
     * @param call how the file was given
     * @throws Wrong if there is no folder for it
     */
    static void requireFolderOf(Path file, String call) {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new Wrong(call + ": there is no folder " + folder);
        }
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        var err = commandLine.getErr();
        return switch (failure) {
            case Wrong wrong -> {
                err.println("pharos: " + wrong.getMessage());
                yield CALLED_WRONGLY;
            }
            case StartFailed notStarted -> {
                err.println("pharos: " + notStarted.getMessage());
                notStarted.problems().forEach(problem -> err.println("  " + problem));
                yield FAILED;
            }
            case UncheckedIOException wrapped -> {
                var cause = wrapped.getCause();
                err.println("pharos: " + (cause == null ? wrapped : sentence(cause)));
                yield FAILED;
            }
            case IOException io -> {
                err.println("pharos: " + sentence(io));
                yield FAILED;
            }
            default -> {
                err.println("pharos: this should not have happened. Please report it with what follows.");
                failure.printStackTrace(err);
                yield FAILED;
            }
        };
    }

    private static String sentence(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case FileAlreadyExistsException there -> there.getFile() + " exists already";
            case FileSystemException refused
            when refused.getReason() != null -> refused.getFile() + ": " + refused.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
