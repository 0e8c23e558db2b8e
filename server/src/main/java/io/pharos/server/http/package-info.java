/** What every answer of the server has in common: routes, bodies, problems, origins, streams, and their description. */
@NullMarked
package io.pharos.server.http;

import org.jspecify.annotations.NullMarked;
