/** JMH benchmarks of the hot paths. Run by hand: see the module's README. */
@NullMarked
package io.waymark.bench;

import org.jspecify.annotations.NullMarked;
