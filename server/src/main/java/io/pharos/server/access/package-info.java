/** Who is asking, and what they may: keys, the administrator's password, sessions. */
@NullMarked
package io.pharos.server.access;

import org.jspecify.annotations.NullMarked;
