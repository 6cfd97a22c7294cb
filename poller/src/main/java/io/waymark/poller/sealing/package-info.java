/** With what the poller seals and opens personal data. */
@NullMarked
package io.waymark.poller.sealing;

import org.jspecify.annotations.NullMarked;
