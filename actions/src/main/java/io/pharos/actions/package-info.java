/** Carries out what journeys ask for: webhooks, messages, exports. */
@NullMarked
package io.pharos.actions;

import org.jspecify.annotations.NullMarked;
