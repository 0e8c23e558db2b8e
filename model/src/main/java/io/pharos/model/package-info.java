/** What a workspace is made of: definitions, events, values, rules. */
@NullMarked
package io.pharos.model;

import org.jspecify.annotations.NullMarked;
