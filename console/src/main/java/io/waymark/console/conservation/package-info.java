/**
 * Whether anything got lost. Three topics are counted into tables, per hour and provider: what was accepted at the door,
 * what was refused there, and what the normalizer says became of it. What was accepted and is not accounted for is in
 * flight while the normalizer has not come to it, and missing from then on.
 */
@NullMarked
package io.waymark.console.conservation;

import org.jspecify.annotations.NullMarked;
