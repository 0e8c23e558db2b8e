package io.pharos.runtime;

import io.pharos.runtime.testing.MemoryStorage;
import java.util.Optional;

/** Verifies what a process would find that starts now, and leaves it as it is. */
final class Verified {
    private Verified() {}

    static VerificationReport of(Rig rig) {
        return of(rig.storage().afterCrash(), rig);
    }

    static VerificationReport of(MemoryStorage storage, Rig rig) {
        var threads = new SeededThreads(1);
        return threads.run(Verification.of(
                storage,
                new MemoryStorage().state(),
                rig.language(),
                Optional.empty(),
                rig.settings(),
                threads,
                _ -> {}));
    }
}
