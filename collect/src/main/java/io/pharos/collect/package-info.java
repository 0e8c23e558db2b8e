/** Reads events from requests and files. */
@NullMarked
package io.pharos.collect;

import org.jspecify.annotations.NullMarked;
