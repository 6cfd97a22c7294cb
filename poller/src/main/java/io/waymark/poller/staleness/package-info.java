/**
 * How long ago providers last told something of the parcels that are open.
 */
@NullMarked
package io.waymark.poller.staleness;

import org.jspecify.annotations.NullMarked;
