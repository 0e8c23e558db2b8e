package io.pharos.runtime;

import io.pharos.runtime.testing.MemoryStorage;
import io.pharos.runtime.testing.StorageContract;

/** The fake is held to what the real one is held to. */
final class MemoryStorageTest extends StorageContract {
    @Override
    protected Storage open() {
        return new MemoryStorage();
    }

    @Override
    protected Storage afterCrash(Storage storage) {
        return ((MemoryStorage) storage).afterCrash();
    }
}
