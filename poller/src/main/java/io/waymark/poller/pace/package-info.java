/**
 * When to try again, and how long to leave a provider alone.
 */
@NullMarked
package io.waymark.poller.pace;

import org.jspecify.annotations.NullMarked;
