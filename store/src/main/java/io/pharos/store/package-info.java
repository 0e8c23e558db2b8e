/** Profiles and logs on disk, in RocksDB. */
@NullMarked
package io.pharos.store;

import org.jspecify.annotations.NullMarked;
