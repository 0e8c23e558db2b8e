package io.pharos.server.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The first user of a server: a name, and the Argon2id hash of a password, in a file of the data folder. */
public final class AdminAccount {
    public static final String USER = "admin";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** 19 MiB, 2 passes, 1 lane: what OWASP's password storage cheat sheet recommends. */
    private static final Argon2Function ARGON = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    private final String hash;

    private AdminAccount(String hash) {
        this.hash = hash;
    }

    /** @param generated the password, if this start made one; it is written nowhere else */
    public record Opened(AdminAccount account, Optional<String> generated) {}

    private record Stored(String user, String hash) {}

    /**
     * The account in {@code file}; made if there is none.
     *
     * @param chosen the password to use from now on; without one the stored one stays, or a new one is made
     */
    public static Opened open(Path file, Optional<String> chosen) {
        var stored = read(file);
        if (stored.isPresent() && chosen.map(stored.get()::isPassword).orElse(true)) {
            return new Opened(stored.get(), Optional.empty());
        }
        var generated = chosen.isPresent()
                ? Optional.<String>empty()
                : Optional.of(Secret.random().substring(0, 20));
        var password = chosen.or(() -> generated).orElseThrow();
        var account = new AdminAccount(
                Password.hash(password).addRandomSalt(16).with(ARGON).getResult());
        account.write(file);
        return new Opened(account, generated);
    }

    /** Takes tens of milliseconds and 19 MiB, on purpose. */
    public boolean isPassword(String password) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    private static Optional<AdminAccount> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AdminAccount(
                    JSON.readValue(Files.readAllBytes(file), Stored.class).hash()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void write(Path file) {
        try {
            var temporary = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(temporary);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                var ownerOnly = PosixFilePermissions.fromString("rw-------");
                Files.createFile(temporary, PosixFilePermissions.asFileAttribute(ownerOnly));
            }
            Files.write(temporary, JSON.writeValueAsBytes(new Stored(USER, hash)));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
