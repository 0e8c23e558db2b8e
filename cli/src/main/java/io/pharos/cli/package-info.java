/** The pharos command, and the layout that runs it. */
@NullMarked
package io.pharos.cli;

import org.jspecify.annotations.NullMarked;
