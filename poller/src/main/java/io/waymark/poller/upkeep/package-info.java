/**
 * Deletes what is not needed any more.
 */
@NullMarked
package io.waymark.poller.upkeep;

import org.jspecify.annotations.NullMarked;
