/** The HTTP interface, and the wiring of all modules into one process. */
@NullMarked
package io.pharos.server;

import org.jspecify.annotations.NullMarked;
