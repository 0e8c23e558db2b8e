package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.runtime.Rows.Family;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Known to one store only: without it, what is made with it tells nothing, and nobody can try out what it was made of. */
final class StoreSecret {
    private static final byte[] KEY = Keys.text("secret");
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec secret;

    private StoreSecret(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The store's; it is made and settled at once if there is none. */
    static StoreSecret of(State state) {
        return new StoreSecret(state.get(Family.META, KEY).orElseGet(() -> {
            var made = new byte[BYTES];
            new SecureRandom().nextBytes(made);
            state.write(batch -> batch.put(Family.META, KEY, made));
            state.flush();
            return made;
        }));
    }

    /** 32 bytes that stand for an identifier. */
    byte[] hash(Identifier identifier) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(identifier.toString().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
