/**
 * What every reader of a topic needs: what to do with a record that cannot be stored, and while PostgreSQL is away.
 */
@NullMarked
package io.waymark.poller.intake;

import org.jspecify.annotations.NullMarked;
