/** What becomes of a record that cannot be processed, now or ever; the same for all that the console follows. */
@NullMarked
package io.waymark.console.intake;

import org.jspecify.annotations.NullMarked;
