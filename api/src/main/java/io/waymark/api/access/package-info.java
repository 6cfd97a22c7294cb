/**
 * Who calls, for which merchant, and what the key allows. Keys come from the configuration; a service that keeps keys
 * itself produces a {@link io.waymark.api.access.KeyRing} of its own, which then replaces the one made here.
 */
@NullMarked
package io.waymark.api.access;

import org.jspecify.annotations.NullMarked;
